import { describe, expect, it } from 'vitest';
import { harbour, play, type Step } from './testing/play.ts';

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
