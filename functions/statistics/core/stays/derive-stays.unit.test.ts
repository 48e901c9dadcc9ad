import { describe, expect, test } from 'vitest';
import { play, type Step } from '../../../call-engine/core/testing/play.ts';
import type { Gap } from '../../../domain/engine-output.ts';
import type { StatusRow } from '../../../domain/segment.ts';
import { deriveStays } from './derive-stays.ts';
import { acd, both, dnd, gap, stayLine } from './testing/build-status.ts';

const lines = (rows: readonly StatusRow[], gaps: readonly Gap[] = []): readonly string[] => deriveStays(rows, gaps).map(stayLine);

const on = acd('09:00', 'loggedOn', { huntGroup: '2000' });
const off = acd('10:00', 'loggedOut', { huntGroup: '2000' });
const carried = { carriedOver: true };

describe('an agent’s day', () => {
  test('logged on, a call, wrap-up, logged off; a second group is no transition', () => {
    expect(
      lines([
        on,
        acd('09:00:01', 'loggedOn', { huntGroup: '2001' }),
        acd('09:05', 'busy'),
        acd('09:06', 'wrap'),
        acd('09:07', 'free'),
        off,
        acd('10:00:01', 'loggedOut', { huntGroup: '2001' }),
      ]),
    ).toEqual([
      '5001 free 09:00-09:05 in out',
      '5001 onDuty 09:00-10:00:01 in out',
      '5001 busy 09:05-09:06 in out',
      '5001 wrap 09:06-09:07 in out',
      '5001 free 09:07-10:00:01 in out',
    ]);
  });

  test('as the engine tells it: busy from the answer, free at the clear', () => {
    const steps: readonly Step[] = [
      [0, 'LN,,000101,1001,5001,|Ann A|,2000'],
      [60, 'OR,,000010,1F01,94101,02079460123,E,01134960456,,C,22'],
      [61, 'DE,,000101,1F01,1001,,I,94101,|SMITH|,02079460123,|Sales|,01134960456,E,2000,,,A,22,2000'],
      [120, 'ES,,000101,1F01,1001,,I,94101,02079460123,01134960456,E,2000,,C,35'],
      [180, 'XC,,000101,1F01,1001,94101,N,36'],
      [240, 'LF,,000101,1001,5001,|Ann A|,2000'],
    ];
    expect(lines(Object.values(play(steps).status))).toEqual([
      '5001 free 09:00-09:02 in out',
      '5001 onDuty 09:00-09:04 in out',
      '5001 busy 09:02-09:03 in out',
      '5001 free 09:03-09:04 in out',
    ]);
  });

  test('a call goes before do not disturb, that before wrap-up, that before free', () => {
    expect(
      lines([
        on,
        ...both('09:10', 'dndOn', { dndNumber: 3 }),
        acd('09:20', 'busy'),
        acd('09:30', 'wrap'),
        ...both('09:40', 'dndOff'),
        acd('09:50', 'free'),
        off,
      ]),
    ).toEqual([
      '5001 free 09:00-09:10 in out',
      '5001 onDuty 09:00-10:00 in out',
      '5001 dnd3 09:10-09:20 in out',
      '5001 busy 09:20-09:30 in out',
      '5001 dnd3 09:30-09:40 in out',
      '5001 wrap 09:40-09:50 in out',
      '5001 free 09:50-10:00 in out',
      '1001 dnd3 09:10-09:40 in out',
    ]);
  });

  test('one message after another without off is a stay of each', () => {
    expect(lines([on, ...both('09:10', 'dndOn', { dndNumber: 3 }), ...both('09:20', 'dndOn', { dndNumber: 5 }), off])).toEqual([
      '5001 free 09:00-09:10 in out',
      '5001 onDuty 09:00-10:00 in out',
      '5001 dnd3 09:10-09:20 in out',
      '5001 dnd5 09:20-10:00 in out',
      '1001 dnd3 09:10-09:20 in out',
      '1001 dnd5 09:20- in',
    ]);
  });

  test('only the message changed: told of the second stay, and not where something else or nothing was between', () => {
    const messages = (rows: readonly StatusRow[], gaps: readonly Gap[] = []) =>
      deriveStays(rows, gaps)
        .filter(({ subject, state }) => subject === 'agent' && state === 'dnd')
        .map(({ dndNumber, entry, messageOnly }) => [dndNumber, entry, messageOnly]);
    const three = both('09:10', 'dndOn', { dndNumber: 3 });
    const five = both('09:30', 'dndOn', { dndNumber: 5 });
    const between = (rows: readonly StatusRow[]): readonly StatusRow[] => [on, ...three, ...rows, ...five, off];
    expect(messages(between([]))).toEqual([
      [3, true, false],
      [5, true, true],
    ]);
    expect(messages(between(both('09:20', 'dndOff')))).toEqual([
      [3, true, false],
      [5, true, false],
    ]);
    // An outage from 09:15 on, at whose end the message is another: what was off meanwhile was never seen.
    expect(messages(between(both('09:20', 'dndOff')), [gap('09:15', '09:40')])).toEqual([
      [3, true, false],
      [5, true, true],
    ]);
    // Both messages of one outage: the state as the clock stopped was free.
    expect(messages(between([]), [gap('09:05', '09:40')])).toEqual([[5, true, false]]);
    // After an outage in the middle of the second message it only goes on.
    expect(messages(between([]), [gap('09:40', '09:45')])).toEqual([
      [3, true, false],
      [5, true, true],
      [5, false, false],
    ]);
  });

  test('do not disturb outside duty is the extension’s; who logs on there is in it', () => {
    expect(lines([dnd('08:00', 'dndOn', { dndNumber: 1 }), on, off, dnd('11:00', 'dndOff')])).toEqual([
      '5001 dnd1 09:00-10:00 in out',
      '5001 onDuty 09:00-10:00 in out',
      '1001 dnd1 08:00-11:00 in out',
    ]);
  });

  test('moving to another phone leaves its do not disturb behind', () => {
    const there = { extension: '1002', extensionName: 'Bob Brown' };
    expect(
      lines([
        on,
        ...both('09:10', 'dndOn'),
        acd('09:30', 'loggedOn', { huntGroup: '2001', ...there }),
        acd('10:00', 'loggedOut', { huntGroup: '2000', ...there }),
        acd('10:00', 'loggedOut', { huntGroup: '2001', ...there }),
      ]),
    ).toEqual([
      '5001 free 09:00-09:10 in out',
      '5001 onDuty 09:00-10:00 in out',
      '5001 dnd 09:10-09:30 in out',
      '5001 free 09:30-10:00 in out',
      '1001 dnd 09:10- in',
    ]);
  });

  test('logged on in the middle of a call: busy at once, free was never entered', () => {
    expect(lines([on, acd('09:00', 'busy'), acd('09:01', 'free'), off])).toEqual([
      '5001 busy 09:00-09:01 in out',
      '5001 onDuty 09:00-10:00 in out',
      '5001 free 09:01-10:00 in out',
    ]);
  });

  test('free and busy again in one instant is no transition', () => {
    expect(lines([on, acd('09:10', 'busy'), acd('09:20', 'free'), acd('09:20', 'busy'), acd('09:30', 'free'), off])).toEqual([
      '5001 free 09:00-09:10 in out',
      '5001 onDuty 09:00-10:00 in out',
      '5001 busy 09:10-09:30 in out',
      '5001 free 09:30-10:00 in out',
    ]);
  });

  test('never seen logging on: on duty since the first row, without an entry', () => {
    expect(lines([acd('09:10', 'busy'), acd('09:20', 'free'), off])).toEqual([
      '5001 busy 09:10-09:20 in out',
      '5001 onDuty 09:10-10:00 out',
      '5001 free 09:20-10:00 in out',
    ]);
  });
});

describe('carried over at the reset', () => {
  test('opens a state without an entry; what follows is counted', () => {
    expect(
      lines([
        acd('02:00', 'loggedOn', { huntGroup: '2000', ...carried }),
        acd('02:00', 'busy', carried),
        dnd('02:00', 'dndOn', { dndNumber: 2, ...carried }),
        acd('02:00', 'dndOn', { dndNumber: 2, ...carried }),
        acd('02:10', 'free'),
        ...both('02:20', 'dndOff'),
        acd('03:00', 'loggedOut', { huntGroup: '2000' }),
      ]),
    ).toEqual([
      '5001 busy 02:00-02:10 out',
      '5001 onDuty 02:00-03:00 out',
      '5001 dnd2 02:10-02:20 in out',
      '5001 free 02:20-03:00 in out',
      '1001 dnd2 02:00-02:20 out',
    ]);
  });

  test('changes nothing when the state is known; a change of the same instant is one', () => {
    const before = [acd('01:00', 'loggedOn', { huntGroup: '2000' })];
    const reset = [acd('02:00', 'loggedOn', { huntGroup: '2000', ...carried }), acd('02:00', 'free', carried)];
    expect(lines([...before, ...reset, acd('02:00', 'wrap')])).toEqual([
      '5001 free 01:00-02:00 in out',
      '5001 onDuty 01:00- in',
      '5001 wrap 02:00- in',
    ]);
    expect(lines([...before, ...reset])).toEqual(['5001 free 01:00- in', '5001 onDuty 01:00- in']);
  });

  test('a second group logged on to at the very reset is no log-on', () => {
    const reset = [acd('02:00', 'loggedOn', { huntGroup: '2000', ...carried }), acd('02:00', 'free', carried)];
    expect(lines([...reset, acd('02:00', 'loggedOn', { huntGroup: '2001' })])).toEqual(['5001 free 02:00-', '5001 onDuty 02:00-']);
  });

  test('says otherwise than what was known: the other state, without entry or exit', () => {
    const reset = [acd('02:00', 'loggedOn', { huntGroup: '2000', ...carried }), acd('02:00', 'wrap', carried)];
    expect(lines([acd('01:00', 'loggedOn', { huntGroup: '2000' }), ...reset])).toEqual([
      '5001 free 01:00-02:00 in',
      '5001 onDuty 01:00- in',
      '5001 wrap 02:00-',
    ]);
  });
});

describe('outages', () => {
  test('stop the clock; the state goes on without an entry', () => {
    expect(lines([on, acd('09:10', 'busy'), acd('09:50', 'free'), off], [gap('09:20', '09:30')])).toEqual([
      '5001 free 09:00-09:10 in out',
      '5001 onDuty 09:00-09:20 in',
      '5001 busy 09:10-09:20 in',
      '5001 busy 09:30-09:50 out',
      '5001 onDuty 09:30-10:00 out',
      '5001 free 09:50-10:00 in out',
    ]);
  });

  test('what the resync says is entered at its end, unless it is what held before', () => {
    expect(lines([on, acd('09:10', 'busy'), acd('09:30', 'free'), off], [gap('09:20', '09:30')])).toEqual([
      '5001 free 09:00-09:10 in out',
      '5001 onDuty 09:00-09:20 in',
      '5001 busy 09:10-09:20 in',
      '5001 free 09:30-10:00 in out',
      '5001 onDuty 09:30-10:00 out',
    ]);
    expect(lines([on, acd('09:25', 'busy'), acd('09:30', 'free'), off], [gap('09:20', '09:30')])).toEqual([
      '5001 free 09:00-09:20 in',
      '5001 onDuty 09:00-09:20 in',
      '5001 free 09:30-10:00 out',
      '5001 onDuty 09:30-10:00 out',
    ]);
  });

  test('logged off during one: the log-off is kept at its instant', () => {
    expect(lines([on, acd('09:25', 'loggedOut', { huntGroup: '2000' })], [gap('09:20', '09:30')])).toEqual([
      '5001 free 09:00-09:20 in',
      '5001 onDuty 09:00-09:20 in',
      '5001 onDuty 09:25-09:25 out',
    ]);
  });

  test('of link, agent and node count, together where they overlap; lost numbers do not', () => {
    const gaps = [
      gap('09:25', '09:40', 'agentDown'),
      gap('09:20', '09:30'),
      gap('09:50', '09:55', 'nodeDown'),
      gap('09:05', '09:06', 'numbersLost'),
    ];
    expect(lines([on, off], gaps).filter((line) => line.includes('onDuty'))).toEqual([
      '5001 onDuty 09:00-09:20 in',
      '5001 onDuty 09:40-09:50',
      '5001 onDuty 09:55-10:00 out',
    ]);
  });

  test('one that goes on leaves nothing after it', () => {
    expect(lines([dnd('09:10', 'dndOn', { dndNumber: 4 })], [gap('09:20', null)])).toEqual(['1001 dnd4 09:10-09:20 in']);
  });
});

describe('rows as they come', () => {
  const day = [on, acd('09:05', 'busy'), acd('09:06', 'wrap'), ...both('09:10', 'dndOn', { dndNumber: 7 }), off];

  test('order and repetition do not matter', () => {
    expect(deriveStays([...day, ...day].reverse(), [])).toEqual(deriveStays(day, []));
  });

  test('nothing gives nothing; a log-off alone gives nothing', () => {
    expect(deriveStays([], [gap('09:00', null)])).toEqual([]);
    expect(deriveStays([off], [])).toEqual([]);
  });

  test('carry name, user at the time, and an id of their own', () => {
    const stays = deriveStays(day, [], (subject, number, at) => ({ id: `${subject}-${number}`, name: at === on.at ? 'early' : 'late' }));
    expect(stays[0]).toEqual({
      stayId: 'harbour/agent/5001/free//mm8y7c00',
      siteId: 'harbour',
      subject: 'agent',
      number: '5001',
      name: 'Jo Lane',
      userId: 'agent-5001',
      userName: 'early',
      state: 'free',
      dndNumber: null,
      startedAt: 1_772_442_000_000,
      endedAt: 1_772_442_300_000,
      entry: true,
      messageOnly: false,
      exit: true,
    });
    expect(stays.at(-1)).toMatchObject({
      subject: 'extension',
      number: '1001',
      name: 'Ann Archer',
      userId: 'extension-1001',
      userName: 'late',
    });
    expect(new Set(stays.map(({ stayId }) => stayId)).size).toBe(stays.length);
  });
});
