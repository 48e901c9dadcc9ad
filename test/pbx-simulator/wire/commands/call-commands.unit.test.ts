import { describe, expect, it } from 'vitest';
import { createSmallPbx, type SmallPbx } from '../../testing/small-pbx.ts';

/** An outside call that rings at 101. */
const ringing = (small: SmallPbx) => {
  const call = small.pbx.inboundCall({ ddi: '8002225555', cli: '07700900123', trunk: '97061' });
  if (call === null) throw new Error('no trunk');
  return call;
};
const talking = (small: SmallPbx) => {
  const call = ringing(small);
  small.pbx.answer('101', call);
  return call;
};
/** Answer and events of a command, without sequence numbers; copies named by their device. */
const told = (small: SmallPbx, command: string): string[] => small.raised(() => small.ask(command));
const outcome = (small: SmallPbx, command: string): string => small.ask(command)[0]?.replace(/^\d+,CF,\w+,\d+,/, '') ?? '';

describe('answer and clear', () => {
  it('answers what rings there, and nothing else', () => {
    const small = createSmallPbx();
    const { id } = ringing(small);
    expect(outcome(small, `_AC,1,102,${id}`)).toBe('20');
    expect(outcome(small, `_AC,2,101,9Z99`)).toBe('8');
    expect(outcome(small, `_AC,3,777,${id}`)).toBe('9');
    expect(told(small, `_AC,4,101,${id}`)).toEqual([
      'CF,_AC,4,0',
      `ES,,97061,${id},101,,I,97061,07700900123,8002225555,E,101,,C,35`,
      `ES,,101,${id},101,,I,97061,07700900123,8002225555,E,101,,C,35`,
    ]);
    expect(outcome(small, `_AC,5,101,${id}`)).toBe('20');
  });

  it('clears one connection, which ends a call of two', () => {
    const small = createSmallPbx();
    const { id } = talking(small);
    expect(outcome(small, `_CX,1,102,${id}`)).toBe('19');
    expect(told(small, `_CX,2,101,${id}`)).toEqual([
      'CF,_CX,2,0',
      `XC,,101,${id},101,101,N,36`,
      `XC,,97061,${id},101,101,,36`,
      `XC,,97061,${id},97061,101,N,36`,
    ]);
    expect(small.pbx.calls.size).toBe(0);
    expect(outcome(small, `_CX,3,101,${id}`)).toBe('8');
  });

  it('clears a whole conference', () => {
    const small = createSmallPbx();
    const call = talking(small);
    const consultation = small.pbx.consult('101', '102', true);
    if (consultation === null) throw new Error('no consultation');
    small.pbx.answer('102', consultation);
    small.pbx.conference('101');
    expect(small.pbx.calls.size).toBe(1);
    const [conference] = small.pbx.calls.values();
    expect(outcome(small, `_CC,1,101,${conference?.id ?? call.id}`)).toBe('0');
    expect(small.pbx.calls.size).toBe(0);
    expect(['101', '102', '97061'].map((n) => small.pbx.directory.find(n)?.calls.size)).toEqual([0, 0, 0]);
  });

  it('clears a call that waits at a group by its trunk', () => {
    const small = createSmallPbx();
    const call = small.pbx.inboundCall({ ddi: '01632960000', trunk: '94101' });
    expect(small.pbx.directory.groups[0]?.queue).toHaveLength(1);
    expect(outcome(small, `_CC,1,94101,${call?.id}`)).toBe('0');
    expect(small.pbx.directory.groups[0]?.queue).toEqual([]);
  });
});

describe('transfers', () => {
  it('in one step: confirmed with the parties, then the call rings at the destination', () => {
    const small = createSmallPbx();
    const { id } = talking(small);
    const lines = told(small, `_TO,1,101,${id},102`);
    expect(lines[0]).toBe(`CF,_TO,1,0,${id},102,97061,,07700900123,,8002225555`);
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 5).join(','))).toEqual([
      `TR,,101,${id},101`,
      `TR,,97061,${id},101`,
      `TR,,102,${id},101`,
      `DE,,102,${id},102`,
      `DE,,97061,${id},102`,
    ]);
    expect(outcome(small, `_AC,2,102,${id}`)).toBe('0');
  });

  it('in one step: the present call where none is named; not one that rings, is held or is somebody else’s', () => {
    const small = createSmallPbx();
    const call = ringing(small);
    expect(outcome(small, `_TO,1,101,${call.id},102`)).toBe('15');
    expect(outcome(small, '_TO,2,101,,102')).toBe('16');
    expect(outcome(small, `_TO,3,102,${call.id},103`)).toBe('32');
    small.pbx.answer('101', call);
    expect(outcome(small, `_TO,4,101,${call.id},999`)).toBe('11');
    expect(outcome(small, `_TO,5,101,${call.id},97062`)).toBe('11');
    small.pbx.hold('101');
    expect(outcome(small, `_TO,6,101,${call.id},102`)).toBe('15');
    small.pbx.retrieve('101');
    expect(outcome(small, '_TO,7,101,,102')).toMatch(/^0,/);
  });

  it('of a held call to whom the phone has called meanwhile', () => {
    const small = createSmallPbx();
    const held = talking(small);
    expect(outcome(small, `_TR,1,101,${held.id},1F09`)).toBe('17');
    const announcement = small.pbx.consult('101', '102');
    if (announcement === null) throw new Error('no consultation');
    small.pbx.answer('102', announcement);
    expect(outcome(small, `_TR,2,101,${held.id},9Z99`)).toBe('8');
    expect(outcome(small, `_TR,3,101,${held.id},${announcement.id}`)).toBe(`0,${held.id},102,97061,,07700900123,,8002225555`);
    expect([...held.parties].map(([device, cnx]) => `${device.number} ${cnx}`)).toEqual(['97061 C', '102 C']);
    // The announcement's id stands for nothing now; where it went is told only by systems that do.
    expect(outcome(small, `_CX,4,102,${announcement.id}`)).toBe('51');
    const telling = createSmallPbx({ port: { tellsChangedCall: true } });
    const first = talking(telling);
    const second = telling.pbx.consult('101', '102');
    telling.pbx.transfer('101');
    expect(outcome(telling, `_AC,5,102,${second?.id}`)).toBe(`51,${first.id}`);
  });

  it('completes an announced transfer by hanging up so', () => {
    const small = createSmallPbx();
    const held = talking(small);
    const announcement = small.pbx.consult('101', '102');
    expect(outcome(small, `_CX,1,101,${announcement?.id},1`)).toBe('0');
    expect([...held.parties].map(([device, cnx]) => `${device.number} ${cnx}`)).toEqual(['97061 C', '102 A']);
  });
});

describe('calls that nobody has answered', () => {
  it('are deflected from a phone, by the phone or the trunk', () => {
    const small = createSmallPbx();
    const { id } = ringing(small);
    expect(outcome(small, `_DF,1,102,${id},103`)).toBe('15');
    expect(outcome(small, `_DF,2,101,${id},999`)).toBe('11');
    expect(told(small, `_DF,3,101,${id},102`)).toEqual([
      'CF,_DF,3,0',
      `DI,,101,${id},101,102,,N,28`,
      `DI,,97061,${id},101,102,,C,28`,
      `DE,,102,${id},102,,I,97061,,07700900123,,8002225555,E,101,101,,A,22,`,
      `DE,,97061,${id},102,,I,97061,,07700900123,,8002225555,E,101,101,,C,22,`,
    ]);
    expect(outcome(small, `_DF,4,97061,${id},103`)).toBe('0');
    expect(outcome(small, `_AC,5,103,${id}`)).toBe('0');
  });

  it('are moved out of a queue, and from a phone', () => {
    const small = createSmallPbx();
    const call = small.pbx.inboundCall({ ddi: '01632960000', cli: '07700900123', trunk: '94101' });
    const id = call?.id ?? '';
    expect(outcome(small, `_MO,1,2001,${id},102`)).toBe('15');
    expect(told(small, `_MO,2,2000,${id},102`).slice(0, 3)).toEqual([
      'CF,_MO,2,0',
      `DI,,2000,${id},2000,102,,N,28`,
      `DI,,94101,${id},2000,102,,C,28`,
    ]);
    expect(small.pbx.directory.groups[0]?.queue).toEqual([]);
    expect(outcome(small, `_MO,3,102,${id},#103`)).toBe('0');
    expect(outcome(small, `_AC,4,103,${id}`)).toBe('0');
  });

  it('are picked up by a free phone; others that rang with it stop', () => {
    const small = createSmallPbx();
    const call = small.pbx.internalCall({ from: '100', to: '2001' });
    const id = call?.id ?? '';
    expect(outcome(small, `_PC,1,103,${id},1002`)).toBe('20');
    expect(outcome(small, `_PC,2,103,${id},101`)).toBe('0');
    expect([...(call?.parties ?? [])].map(([device, cnx]) => `${device.number} ${cnx}`).sort()).toEqual(['100 C', '103 C']);
    small.pbx.internalCall({ from: '1001', to: '1002' });
    const other = small.pbx.callOf('1002', 'A');
    expect(outcome(small, `_PC,3,103,${other?.id},1002`)).toBe('15');
  });
});

describe('agents and do not disturb', () => {
  it('log in at one group only, or all of them', () => {
    const small = createSmallPbx();
    expect(outcome(small, '_SA,1,1001,5001,1,2001')).toBe('31');
    expect(outcome(small, '_SA,2,1001,5001,1,2000')).toBe('0');
    expect(outcome(small, '_SA,3,1001,5001,0,2000')).toBe('0');
  });

  it('an agent in do not disturb goes to no wrap-up', () => {
    const small = createSmallPbx();
    small.ask('_SA,1,1001,5001,1');
    small.ask('_SD,2,1001,1,2');
    expect(outcome(small, '_SA,3,1001,5001,3')).toBe('15');
    small.ask('_SD,4,1001,0');
    expect(outcome(small, '_SA,5,1001,5001,3')).toBe('0');
  });
});

describe('a system that licenses events only', () => {
  it('says so at the start and takes no call control', () => {
    const small = createSmallPbx({ port: { premium: 1 } });
    expect(small.lines[0]).toContain('V4.0.3.91,1,1,');
    const { id } = ringing(small);
    for (const command of [`_AC,1,101,${id}`, '_SD,1,101,1', '_SA,1,1001,5001,1', `_CC,1,101,${id}`])
      expect(outcome(small, command)).toBe('45');
    expect(outcome(small, '_SP,1,101')).toBe(`0,1,${id},A`);
  });
});
