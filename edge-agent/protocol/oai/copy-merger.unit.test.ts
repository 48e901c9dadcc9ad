import { describe, expect, it } from 'vitest';
import { createOaiTranslator } from './translator.ts';

const monitors = '900,CF,_MS,1,0,6,10,94101,20,2000,100,100,101,101,102,102,103,103,A:00FC';

/** `line@ms` in, `index:kind[>copyOf]` out. */
const run = (...lines: string[]): string[] => {
  const translator = createOaiTranslator({ devices: [] });
  translator.line(0, monitors);
  let index = 0;
  return lines.flatMap((entry) => {
    const [line = '', at = '0'] = entry.split(' @');
    return translator
      .line(1_000_000 + Number(at), `001,${line}`)
      .map(({ event, copyOfIndex }) => `${index++}:${event.kind}${copyOfIndex === null ? '' : `>${copyOfIndex}`}`);
  });
};

describe('copies', () => {
  it('the first passes, one that says nothing new does not', () => {
    expect(
      run(
        'DE,,101,5484,101,,I,100,,,,,I,101,,,A,22,',
        'DE,,100,5484,101,,I,100,,,,,I,101,,,C,22, @10',
        'ES,,100,5484,101,,I,100,,,I,101,,C,35 @900',
        'ES,,101,5484,101,,I,100,,,I,101,,C,35 @901',
      ),
    ).toEqual(['0:ringing', '1:answered']);
  });

  it('one that says more passes as a copy, once', () => {
    expect(
      run(
        'NT,,100,123,97061,,C,22',
        'NT,,10,123,97061,9619000,A,22 @5',
        'NT,,20,123,97061,9619000,A,22 @6',
        'ES,,94161,201,94162,,E,94161,9619000,,E,94162,1000,C,35 @100',
        'ES,,94162,201,94162,9610756,E,94161,9619000,,E,94162,1000,C,35 @101',
        'ES,,201,201,94162,9610756,E,94161,9619000,,E,94162,1000,C,35 @102',
      ),
    ).toEqual(['0:originated', '1:originated>0', '2:answered', '3:answered>2']);
  });

  it('a copy that says more has the instant of the first', () => {
    const translator = createOaiTranslator({ devices: [] });
    translator.line(1000, '001,NT,,100,123,97061,,C,22');
    expect(translator.line(1700, '002,NT,,10,123,97061,9619000,A,22')).toMatchObject([
      { copyOfIndex: 0, event: { at: 1000, dialled: '9619000' } },
    ]);
  });

  it('after 2 s it is an event of its own', () => {
    expect(run('HE,,100,5,100,H,42', 'HE,,101,5,100,C,42 @2000')).toEqual(['0:held']);
    expect(run('HE,,100,5,100,H,42', 'HE,,101,5,100,C,42 @2001')).toEqual(['0:held', '1:held']);
  });

  it('hold, retrieve, hold within 2 s are three events', () => {
    expect(
      run(
        'HE,,101,5,100,C,42',
        'HE,,100,5,100,H,42',
        'RE,,101,5,100,C,35,101,,,I @300',
        'RE,,100,5,100,C,35,101,,,I @300',
        'HE,,101,5,100,C,42 @700',
        'HE,,100,5,100,H,42 @700',
      ),
    ).toEqual(['0:held', '1:retrieved', '2:held']);
  });

  it('ringing again at a phone that was left is an event', () => {
    expect(
      run(
        'DE,,101,5,101,,I,100,,,,,I,2000,,,A,22,2000',
        'DI,,101,5,101,102,,N,10 @500',
        'DI,,100,5,101,102,,C,10 @500',
        'DE,,102,5,102,,I,100,,,,,I,2000,101,,A,22,2000 @500',
        'DI,,102,5,102,101,,N,10 @900',
        'DE,,101,5,101,,I,100,,,,,I,2000,102,,A,22,2000 @900',
        'DE,,100,5,101,,I,100,,,,,I,2000,102,,C,22,2000 @900',
        'DI,,101,5,101,102,,N,10 @1300',
      ),
    ).toEqual(['0:ringing', '1:diverted', '2:ringing', '3:diverted', '4:ringing', '5:diverted']);
  });

  it('queueing again after a phone was left is an event, a new position says more', () => {
    expect(
      run(
        'QU,,20,5,2000,94101,,,,,E,2000,,2,,Q,23',
        'QU,,10,5,2000,94101,,,,,E,2000,,2,,C,23',
        'QU,,20,5,2000,94101,,,,,E,2000,,1,,Q,23 @200',
        'DE,,101,5,101,,I,94101,,,,,E,2000,,,A,22,2000 @400',
        'DI,,101,5,101,2000,,N,10 @800',
        'QU,,20,5,2000,94101,,,,,E,2000,,1,,Q,23 @800',
      ),
    ).toEqual(['0:queued', '1:queued>0', '2:ringing', '3:diverted', '4:queued']);
  });

  it('ring-all: one event a phone', () => {
    expect(
      run(
        'DE,,101,5,101,,I,94101,,,,,E,2000,,,A,22,2000',
        'DE,,102,5,102,,I,94101,,,,,E,2000,,,A,22,2000',
        'DE,,10,5,101,,I,94101,,,,,E,2000,,,C,22,2000',
        'DE,,10,5,102,,I,94101,,,,,E,2000,,,C,22,2000',
      ),
    ).toEqual(['0:ringing', '1:ringing']);
  });

  it("transfer: the destination's state passes, whatever came first", () => {
    const n = 'TR,,100,18532,100,101,@002,102,,,,,N,32';
    const transferred = 'TR,,101,18532,100,101,,102,,,,,C,32';
    const blind = 'TR,,102,18532,100,101,@002,102,,,,,A,32';
    const announced = 'TR,,102,18532,100,101,@002,102,,,,,C,32';
    expect(run(n, 'XC,,100,18533,100,100,N,36', transferred, blind)).toEqual(['0:transferred', '1:partyCleared', '2:transferred>0']);
    expect(run(n, transferred, announced)).toEqual(['0:transferred', '1:transferred>0']);
    expect(run(announced, n, transferred)).toEqual(['0:transferred']);
    expect(run(transferred, n, blind)).toEqual(['0:transferred', '1:transferred>0', '2:transferred>0']);
  });

  it('clearing: own and other copy are one event a device', () => {
    expect(run('XC,,100,5,100,100,N,36', 'XC,,101,5,100,100,,36', 'XC,,101,5,101,100,N,36')).toEqual(['0:partyCleared', '1:partyCleared']);
  });

  it('an id that starts again within 2 s is a new call', () => {
    expect(
      run('OR,,100,5,100,,I,101,,C,22', 'XC,,100,5,100,100,N,36 @300', 'OR,,100,5,100,,I,101,,C,22 @900', 'XC,,100,5,100,100,N,36 @1100'),
    ).toEqual(['0:originated', '1:partyCleared', '2:originated', '3:partyCleared']);
  });

  it('off-hook and dialling do not end each other', () => {
    expect(run('SI,,100,5,100,I,22,', 'OR,,100,5,100,,I,101,,C,22', 'SI,,7,5,100,I,22,', 'OR,,7,5,100,,I,101,,C,22')).toEqual([
      '0:initiated',
      '1:originated',
    ]);
  });

  it('the same fact in a resync is no copy of the live event', () => {
    expect(run('HE,,100,5,100,H,42', 'HE,245,100,5,100,H,42 @100', 'HE,245,101,5,100,C,42 @100')).toEqual(['0:held', '1:held']);
  });

  it('agents: once a group and change', () => {
    expect(
      run(
        'LN,,101,101,2003,|Bob|,2000',
        'LN,,2003,101,2003,|Bob|,2000',
        'LN,,101,101,2003,|Bob|,2001',
        'WNR,,101,101,2003 @100',
        'RY,,101,101,2003 @200',
        'WNR,,101,101,2003 @300',
        'WNR,,20,101,2003 @300',
      ),
    ).toEqual(['0:agentState', '1:agentState', '2:agentState', '3:agentState', '4:agentState']);
  });

  it('features: repeats are dropped, changes are not', () => {
    expect(
      run(
        'DND,,101,101,|BREAK|,',
        'DND,,20,101,|BREAK|,',
        'DND,,101,101,, @100',
        'DND,,101,101,|BREAK|, @200',
        'OL,,101,101,0,0,0 @300',
        'OL,,101,101,0,0,0 @300',
        'FW,,101,101,102,,I @400',
        'FW,,101,101,102,,I @400',
        'FW,,101,101,,,N @400',
      ),
    ).toEqual(['0:dnd', '1:dnd', '2:dnd', '3:deviceState', '4:forward', '5:forward']);
  });
});
