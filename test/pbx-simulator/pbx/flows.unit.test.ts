import { describe, expect, it } from 'vitest';
import { createSmallPbx } from '../testing/small-pbx.ts';

/**
 * Flows as the protocol reference prints them, line for line: cross-references replaced by the monitored device, sequence numbers
 * left out. Copies of one event may come in either order on a real PBX; here they keep theirs.
 */
describe('documented inbound flow: busy group, agent free, answer, announced transfer, caller hangs up', () => {
  it('raises exactly these lines', () => {
    const small = createSmallPbx();
    const { pbx } = small;
    const same = (run: () => void, expected: string[]): void => expect(small.raised(run).sort()).toEqual([...expected].sort());

    same(
      () => pbx.inboundCall({ trunk: '94101', cli: '07700900123', name: 'SMITH', ddi: '01632960000' }),
      [
        'OR,,94101,1F01,94101,07700900123,E,01632960000,,C,22',
        'QU,,2000,1F01,2000,94101,|SMITH|,07700900123,|Sales|,01632960000,E,2000,,1,,Q,23',
        'QU,,94101,1F01,2000,94101,|SMITH|,07700900123,|Sales|,01632960000,E,2000,,1,,C,23',
      ],
    );
    pbx.logOn('5001', '1001');
    same(
      () => small.clock.runUntil(small.clock.now() + 400),
      [
        'DE,,1001,1F01,1001,,I,94101,|SMITH|,07700900123,|Sales|,01632960000,E,2000,,,A,22,2000',
        'DE,,94101,1F01,1001,,I,94101,|SMITH|,07700900123,|Sales|,01632960000,E,2000,,,C,22,2000',
      ],
    );
    same(
      () => pbx.answer('1001'),
      [
        'ES,,94101,1F01,1001,,I,94101,07700900123,01632960000,E,2000,,C,35',
        'ES,,1001,1F01,1001,,I,94101,07700900123,01632960000,E,2000,,C,35',
      ],
    );
    same(() => pbx.accountCode('1001', '4711'), ['CI,,1001,1F01,1001,4711']);
    same(
      () => pbx.consult('1001', '1002'),
      [
        'HE,,94101,1F01,1001,C,38',
        'HE,,1001,1F01,1001,H,38',
        'OR,,1001,1F02,1001,,I,1002,,C,22',
        'DE,,1002,1F02,1002,,I,1001,,,,,I,1002,,,A,40,',
        'DE,,1001,1F02,1002,,I,1001,,,,,I,1002,,,C,40,',
      ],
    );
    same(() => pbx.answer('1002'), ['ES,,1001,1F02,1002,,I,1001,,,I,1002,,C,35', 'ES,,1002,1F02,1002,,I,1001,,,I,1002,,C,35']);
    same(
      () => pbx.transfer('1001'),
      [
        'TR,,1001,1F01,1001,94101,1F02,1002,|SMITH|,07700900123,|Sales|,01632960000,N,32',
        'XC,,1001,1F02,1001,1001,N,36',
        'TR,,94101,1F01,1001,94101,,1002,|SMITH|,07700900123,|Sales|,01632960000,C,32',
        'TR,,1002,1F01,1001,94101,1F02,1002,|SMITH|,07700900123,|Sales|,01632960000,C,32',
        'XC,,1002,1F02,1001,1001,,36',
        'XC,,1002,1F02,1002,1001,N,36',
        'WNR,,1001,1001,5001',
      ],
    );
    same(() => pbx.hangUp('94101'), ['XC,,1002,1F01,94101,94101,,36', 'XC,,1002,1F01,1002,94101,N,36', 'XC,,94101,1F01,94101,94101,N,36']);
    same(() => small.clock.runUntil(small.clock.now() + 11_000), ['RY,,1001,1001,5001']);
    expect(pbx.calls.size).toBe(0);
  });
});

describe('examples of the manual', () => {
  it('internal call: off-hook, answered, caller hangs up', () => {
    const small = createSmallPbx();
    expect(
      small.raised(() => {
        const call = small.pbx.offHook('100');
        small.pbx.internalCall({ from: call, to: '101' });
        small.pbx.answer('101');
        small.pbx.hangUp('100');
      }),
    ).toEqual([
      'SI,,100,1F01,100,I,22,',
      'OR,,100,1F01,100,,I,101,,C,22',
      'DE,,101,1F01,101,,I,100,,,,,I,101,,,A,22,',
      'DE,,100,1F01,101,,I,100,,,,,I,101,,,C,22,',
      'ES,,100,1F01,101,,I,100,,,I,101,,C,35',
      'ES,,101,1F01,101,,I,100,,,I,101,,C,35',
      'XC,,100,1F01,100,100,N,36',
      'XC,,101,1F01,100,100,,36',
      'XC,,101,1F01,101,100,N,36',
    ]);
  });

  it('outgoing call answered', () => {
    const small = createSmallPbx();
    expect(
      small.raised(() => {
        const call = small.pbx.outboundCall({ from: '100', number: '9619000', trunk: '97061' });
        if (call !== null) small.pbx.outsideAnswers(call);
      }),
    ).toEqual([
      'OR,,100,1F01,100,,I,99619000,,C,22',
      'NT,,100,1F01,97061,,C,22',
      'NT,,97061,1F01,97061,9619000,A,22',
      'DE,,97061,1F01,97061,9619000,E,100,,,,,I,9619000,,,A,22,',
      'DE,,100,1F01,97061,9619000,E,100,,,,,I,9619000,,,C,22,',
      'ES,,100,1F01,97061,9619000,E,100,,,I,9619000,,C,35',
      'ES,,97061,1F01,97061,9619000,E,100,,,I,9619000,,C,35',
    ]);
  });

  it('hold and retrieve', () => {
    const small = createSmallPbx();
    small.pbx.internalCall({ from: '100', to: '101' });
    small.pbx.answer('101');
    expect(
      small.raised(() => {
        small.pbx.hold('100');
        small.pbx.retrieve('100');
      }),
    ).toEqual(['HE,,101,1F01,100,C,42', 'HE,,100,1F01,100,H,42', 'RE,,100,1F01,100,C,35,101,,,I', 'RE,,101,1F01,100,C,35,101,,,I']);
  });

  it('forward no answer (shape before V7)', () => {
    const small = createSmallPbx({ port: { version: 'V06.00' } });
    small.pbx.setForward('101', { type: 'NA', to: '102' });
    small.pbx.internalCall({ from: '100', to: '101' });
    expect(small.raised(() => small.clock.runUntil(small.clock.now() + 20_000))).toEqual([
      'DI,,101,1F01,101,102,,N,08',
      'DI,,100,1F01,101,102,,C,08',
      'DE,,102,1F01,102,,I,100,,,,,I,101,101,,A,09',
      'DE,,100,1F01,102,,I,100,,,,,I,101,101,,C,09',
    ]);
  });

  it('reverse transfer (pickup)', () => {
    const small = createSmallPbx();
    small.pbx.internalCall({ from: '100', to: '101' });
    expect(small.raised(() => small.pbx.pickup('102', '101')).sort()).toEqual([
      'DI,,100,1F01,101,102,,C,11',
      'DI,,101,1F01,101,102,,N,11',
      'DI,,102,1F01,101,102,,C,11',
      'ES,,100,1F01,102,,I,100,,,I,101,,C,35',
      'ES,,102,1F01,102,,I,100,,,I,101,,C,35',
    ]);
  });

  it('announced transfer completed while the destination rings, with the clear the manual prints', () => {
    const small = createSmallPbx({ settings: { transferClearNamesHeldCall: true }, port: { version: 'V06.00' } });
    small.pbx.internalCall({ from: '100', to: '101' });
    small.pbx.answer('101');
    small.pbx.consult('100', '102');
    expect(small.raised(() => small.pbx.transfer('100'))).toEqual([
      'TR,,100,1F01,100,101,1F02,102,,,,,N,32',
      'XC,,100,1F02,100,100,N,36',
      'TR,,101,1F01,100,101,,102,,,,,C,32',
      'TR,,102,1F01,100,101,1F02,102,,,,,A,32',
      'XC,,102,1F02,100,100,,36',
      'XC,,102,1F01,102,100,N,36',
      'DE,,102,1F01,102,,I,101,,,,,I,102,100,,A,32',
      'DE,,101,1F01,102,,I,101,,,,,I,102,100,,C,32',
    ]);
  });

  it('conference of three', () => {
    const small = createSmallPbx();
    small.pbx.internalCall({ from: '100', to: '101' });
    small.pbx.answer('101');
    small.pbx.consult('100', '102', true);
    small.pbx.answer('102');
    expect(small.raised(() => small.pbx.conference('100'))).toEqual([
      'HE,,102,1F02,100,C,39',
      'HE,,100,1F02,100,H,39',
      'CO,,100,100,1F01,1F02,100,3,100,1F03,101,1F01,102,1F02,C,41',
      'CO,,101,101,1F01,,100,3,100,1F03,101,1F01,102,1F02,C,41',
      'CO,,102,102,1F02,,100,3,100,1F03,101,1F01,102,1F02,C,41',
    ]);
  });

  it('called phone in do-not-disturb, unknown number', () => {
    const small = createSmallPbx();
    small.pbx.setDnd('101', 2);
    expect(
      small.raised(() => {
        small.pbx.internalCall({ from: '100', to: '101' });
        small.pbx.hangUp('100');
        small.pbx.internalCall({ from: '100', to: '1234' });
      }),
    ).toEqual([
      'OR,,100,1F01,100,,I,101,,C,22',
      'FA,,101,1F01,101,101,F,14',
      'FA,,100,1F01,101,101,C,14',
      'XC,,100,1F01,100,100,N,36',
      'XC,,101,1F01,100,100,,36',
      'XC,,101,1F01,101,100,N,36',
      'FA,,100,,100,1234,N,29',
    ]);
  });

  it('log-on and log-off under phone, agent and group', () => {
    const small = createSmallPbx();
    small.ask('_MS,1,5001,7,A:FFFF');
    const agentXref = small.lines.at(-1)?.split(',')[6];
    const lines = small.raised(() => {
      small.pbx.logOn('5001', '1001');
      small.pbx.logOff('5001');
    });
    expect(lines).toEqual([
      'LN,,1001,1001,5001,|Jones, Bob|,2000',
      `LN,,${agentXref},1001,5001,|Jones, Bob|,2000`,
      'LN,,2000,1001,5001,|Jones, Bob|,2000',
      'LF,,1001,1001,5001,|Jones, Bob|,2000',
      `LF,,${agentXref},1001,5001,|Jones, Bob|,2000`,
      'LF,,2000,1001,5001,|Jones, Bob|,2000',
    ]);
  });
});

describe('call ids', () => {
  it('are reused once free, never while alive', () => {
    const small = createSmallPbx({ settings: { callIds: 3 } });
    const place = (): string | undefined => {
      const call = small.pbx.internalCall({ from: '102', to: '103' });
      small.pbx.hangUp('102');
      return call?.id;
    };
    const kept = small.pbx.internalCall({ from: '100', to: '101' });
    expect(kept?.id).toBe('1F01');
    expect([place(), place(), place(), place()]).toEqual(['1F02', '1F03', '1F02', '1F03']);
    expect(kept?.ended).toBe(false);
  });
});
