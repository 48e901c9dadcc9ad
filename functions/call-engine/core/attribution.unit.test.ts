import { describe, expect, it } from 'vitest';
import { harbour, nine, play, type Step } from './testing/play.ts';

const inbound = (caller: string): Step[] => [
  [10, `OR,,10,1F01,94101,${caller},E,01134960456,,C,22`],
  [11, `DE,,101,1F01,1001,,I,94101,,${caller},|Sales|,01134960456,E,1001,,,A,22,`],
  [15, `ES,,101,1F01,1001,,I,94101,${caller},01134960456,E,1001,,C,35`],
  [40, 'XC,,101,1F01,94101,94101,,36'],
];
const only = <T>(record: Readonly<Record<string, T>>): T | undefined => Object.values(record)[0];

describe('user of a segment', () => {
  it.each<[string, readonly Step[], string | null, string | null]>([
    ['of the extension', inbound('02079460123'), null, 'ann'],
    ['of the agent before the extension', [[0, 'LN,,101,1001,5001,||,2000'], ...inbound('02079460123')], '5001', 'five'],
    [
      'of the extension again after log off',
      [[0, 'LN,,101,1001,5001,||,2000'], [5, 'LF,,101,1001,5001,||,2000'], ...inbound('02079460123')],
      null,
      'ann',
    ],
    [
      'of the agent at the answer, though logged on while it rang',
      [...inbound('02079460123').slice(0, 2), [12, 'LN,,101,1001,5001,||,2000'], ...inbound('02079460123').slice(2)],
      '5001',
      'five',
    ],
  ])('%s', (_name, steps, agent, userId) => {
    const row = only(play(steps).segments);
    expect([row?.agent, row?.userId]).toEqual([agent, userId]);
  });
});

describe('a number that changes hands', () => {
  const at = (seconds: number): string => new Date(nine + seconds * 1000).toISOString();
  const answered = (start: number, id: string, device: string): Step[] => [
    [start, `OR,,10,${id},94101,02079460123,E,01134960456,,C,22`],
    [start + 1, `DE,,101,${id},${device},,I,94101,,02079460123,|Sales|,01134960456,E,${device},,,A,22,`],
    [start + 5, `ES,,101,${id},${device},,I,94101,02079460123,01134960456,E,${device},,C,35`],
  ];
  const ends = (seconds: number, id: string): Step => [seconds, `XC,,101,${id},94101,94101,,36`];
  const users = [
    {
      id: 'ann',
      name: 'Ann',
      extensions: [
        { number: '1001', to: at(100) },
        { number: '1002', from: at(100) },
      ],
    },
    { id: 'bob', name: 'Bob', extensions: [{ number: '1001', from: at(100) }], agents: [{ number: '5001', from: at(200), to: at(300) }] },
  ];
  const config = { ...harbour, users };
  const userAt = (steps: readonly Step[]) => Object.values(play(steps, config).segments).map((row) => row.userId);

  it.each<[string, readonly Step[], readonly (string | null)[]]>([
    ['has the user of the answer', [...answered(10, 'A', '1001'), ends(60, 'A')], ['ann']],
    ['keeps that user when its rows are built later', [...answered(90, 'A', '1001'), ends(400, 'A')], ['ann']],
    ['has the new user from the instant on', [...answered(95, 'A', '1001'), ends(120, 'A')], ['bob']],
    ['has the user of the start when nobody answered', [...answered(98, 'A', '1001').slice(0, 2), ends(120, 'A')], ['ann']],
    ['finds the user at the new number', [...answered(100, 'A', '1002'), ends(120, 'A')], ['ann']],
    ['finds nobody before', [...answered(10, 'A', '1002'), ends(20, 'A')], [null]],
    [
      'has the agent only as long as assigned',
      [[0, 'LN,,101,1002,5001,||,2000'], ...answered(195, 'A', '1002'), ends(250, 'A'), ...answered(295, 'B', '1002'), ends(320, 'B')],
      ['bob', 'ann'],
    ],
  ])('%s', (_name, steps, expected) => {
    expect(userAt(steps)).toEqual(expected);
  });

  it('gives the caller the user of the start of the segment', () => {
    const steps: Step[] = [
      [98, 'OR,,101,2F01,1001,,I,1003,,C,22'],
      [99, 'DE,,103,2F01,1003,,I,1001,,,,,I,1003,,,A,22,'],
      [102, 'ES,,103,2F01,1003,,I,1001,,,I,1003,,C,35'],
      [120, 'XC,,103,2F01,1003,1003,N,36'],
    ];
    const { segments, calls } = play(steps, config);
    expect([only(segments)?.callingUserId, only(calls)?.callingUserName]).toEqual(['ann', 'Ann']);
  });

  it('tells boards of the new user without an event of the phone', () => {
    const before = play([[0, 'DND,,101,1001,|LUNCH|,||']], config);
    const after = play(
      [
        [0, 'DND,,101,1001,|LUNCH|,||'],
        [101, { kind: 'tick' }],
      ],
      config,
    );
    const named = (outcome: typeof before) => [outcome.live.extensions['1001']?.userName, outcome.live.extensions['1002']?.userName];
    expect([named(before), named(after)]).toEqual([
      ['Ann', null],
      ['Bob', 'Ann'],
    ]);
  });
});

describe('names of the other side', () => {
  const speedDials = [{ name: 'MILL', numbers: ['02079460123'] }];
  const config = { ...harbour, contacts: [{ name: 'Mill Lane', numbers: ['+44 20 7946 0123'] }], speedDials };
  const named = { outsideE164: '+442079460123', contactName: 'Mill Lane', speedDialName: null };

  it('the contact of a caller, however the number is written, before the speed dial', () => {
    expect(only(play(inbound('02079460123'), config).segments)).toMatchObject(named);
  });

  it('the speed dial of a caller who is no contact', () => {
    const row = only(play(inbound('02079460123'), { ...harbour, speedDials }).segments);
    expect(row).toMatchObject({ ...named, contactName: null, speedDialName: 'MILL' });
  });

  it('no speed dial on outgoing calls', () => {
    const steps: Step[] = [
      [0, 'OR,,101,2F01,1001,,I,02079460123,,C,22'],
      [1, 'NT,,101,2F01,94101,02079460123,C,22'],
      [9, 'XC,,101,2F01,1001,1001,N,36'],
    ];
    expect(only(play(steps, config).segments)).toMatchObject({
      outsideNumber: '02079460123',
      contactName: 'Mill Lane',
      speedDialName: null,
    });
  });

  it('none for a withheld number', () => {
    expect(only(play(inbound(''), config).calls)).toMatchObject({
      outsideNumber: null,
      outsideE164: null,
      contactName: null,
      speedDialName: null,
    });
  });
});
