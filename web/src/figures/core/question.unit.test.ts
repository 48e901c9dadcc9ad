import { describe, expect, it } from 'vitest';
import { columnsOf, groupingChoices, nextSorts, parseFiguresSearch, periodWords, queryBody, sortsOf, sortText } from './question.ts';

const london = 'Europe/London';

describe('the address of a question', () => {
  it('keeps what can be read and drops what cannot', () => {
    expect(
      parseFiguresSearch({
        template: 'callsByAgent',
        columns: 'callsHandled,callsLost',
        range: 'lastDays',
        days: 3,
        windowFrom: '09:00',
        windowTo: '17:30',
        filter: { extension: '1000-1005' },
        sort: '-callsLost',
        format: 'century',
        from: 'yesterday',
      }),
    ).toEqual({
      template: 'callsByAgent',
      columns: 'callsHandled,callsLost',
      range: 'lastDays',
      days: 3,
      windowFrom: '09:00',
      windowTo: '17:30',
      filter: { extension: '1000-1005' },
      sort: '-callsLost',
    });
  });

  it('takes a row that reads as a number, half a window and an empty filter', () => {
    expect(parseFiguresSearch({ row: 1001, why: 'callsLost', windowFrom: '09:00', filter: {}, days: 0 })).toEqual({
      row: '1001',
      why: 'callsLost',
    });
  });

  it('names each column once, and no more than a report may have', () => {
    expect(columnsOf({})).toBeNull();
    expect(columnsOf({ columns: ',' })).toBeNull();
    expect(columnsOf({ columns: 'b,a,b' })).toEqual(['b', 'a']);
    expect(columnsOf({ columns: Array.from({ length: 60 }, (_, i) => `c${i}`).join(',') })).toHaveLength(50);
  });
});

describe('the question as the API takes it', () => {
  it('is today when nothing is said', () => {
    expect(queryBody({}, 'callsByExtension', ['callsHandled'], london)).toEqual({
      template: 'callsByExtension',
      columns: ['callsHandled'],
      range: { named: 'today' },
    });
  });

  it('reads from and to on the clock of the site', () => {
    const search = { range: 'custom', from: '2026-07-01T09:00', to: '2026-07-01T17:00' } as const;
    expect(queryBody(search, 'site', ['callsLost'], london).range).toEqual({
      from: '2026-07-01T08:00:00.000Z',
      to: '2026-07-01T16:00:00.000Z',
    });
    expect(queryBody({ ...search, to: '2026-07-01T08:00' }, 'site', ['callsLost'], london).range).toEqual({ named: 'today' });
  });

  it('groups by half hours and sorts only by what is shown', () => {
    expect(queryBody({ sort: '-callsLost' }, 'callsByStartTime', ['callsIn'], london)).toEqual({
      template: 'callsByStartTime',
      columns: ['callsIn'],
      range: { named: 'today' },
      format: 'dateTime',
    });
    expect(queryBody({ sort: '-callsIn' }, 'site', ['callsIn'], london).sort).toEqual([{ column: 'callsIn', descending: true }]);
  });
});

describe('sorting', () => {
  it('begins with the largest figure or the first name, and turns round', () => {
    expect(sortText(nextSorts([], 'callsLost', true))).toBe('-callsLost');
    expect(sortText(nextSorts(sortsOf('-callsLost'), 'callsLost', true))).toBe('callsLost');
    expect(sortText(nextSorts(sortsOf('callsLost'), 'key', false))).toBe('key');
    expect(sortsOf('-')).toEqual([]);
  });

  it('takes further columns beside the first, turns one round, and leaves it out again', () => {
    const press = (text: string): string => sortText(nextSorts(sortsOf(text), 'callsLost', true, true));
    expect(press('key')).toBe('key,-callsLost');
    expect(press('key,-callsLost')).toBe('key,callsLost');
    expect(press('key,callsLost')).toBe('key');
    expect(sortText(nextSorts(sortsOf('key,-callsLost'), 'callsLost', true))).toBe('-callsLost');
    expect(sortsOf('a,b,-a,c,d,e,f')).toEqual([
      { column: 'a', descending: false },
      { column: 'b', descending: false },
      { column: 'c', descending: false },
      { column: 'd', descending: false },
      { column: 'e', descending: false },
    ]);
  });
});

it('calls rows by the call rate period of the site', () => {
  expect([null, 1, 15, 30, 60, 120, 90].map(periodWords)).toEqual([
    'Call rate period',
    'Minute',
    '15 minutes',
    'Half hour',
    'Hour',
    '2 hours',
    '90 minutes',
  ]);
  expect(groupingChoices(60)).toEqual([
    ['dateTime', 'Hour'],
    ['date', 'Day'],
    ['time', 'Time of day'],
    ['week', 'Week'],
    ['month', 'Month'],
  ]);
});
