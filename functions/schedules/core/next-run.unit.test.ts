import { describe, expect, test } from 'vitest';
import { type Timing, timingSchema } from '../../domain/schedule.ts';
import { nextRun, nextRuns } from './next-run.ts';

const timing = (start: string, recurrence: object, end?: string): Timing => {
  const [date, time] = start.split(' ');
  const [endDate, endTime] = end?.split(' ') ?? [];
  return timingSchema.parse({ start: { date, time }, recurrence, ...(end === undefined ? {} : { end: { date: endDate, time: endTime } }) });
};
const runs = (of: Timing, zone: string, after: string, count: number): readonly string[] =>
  nextRuns(of, zone, Date.parse(after), count).map(
    ({ at, note }) => `${new Date(at).toISOString().slice(0, 16)}${note === null ? '' : ` ${note}`}`,
  );
const workdays = [1, 2, 3, 4, 5];

describe('minutes and hours', () => {
  const quarters = timing('2026-03-02 09:00', {
    every: 'minute',
    interval: 15,
    weekdays: workdays,
    between: { from: '09:00', to: '17:00' },
  });

  test('every 15 minutes between 09:00 and 17:00, Monday to Friday: 32 a day, none at 17:00', () => {
    // Friday the 27th and Monday the 30th of March, London; the clock is put forward on the Sunday between them.
    const friday = runs(quarters, 'Europe/London', '2026-03-27T00:00Z', 33);
    expect([friday[0], friday[1], friday[31], friday[32]]).toEqual([
      '2026-03-27T09:00',
      '2026-03-27T09:15',
      '2026-03-27T16:45',
      '2026-03-30T08:00',
    ]);
  });

  test('the first run is the start, or the first moment after it that is allowed', () => {
    expect(runs(quarters, 'UTC', '2020-01-01T00:00Z', 1)).toEqual(['2026-03-02T09:00']);
    const late = timing('2026-03-06 18:05', { every: 'minute', interval: 15, weekdays: workdays, between: { from: '09:00', to: '17:00' } });
    // Friday evening: Monday, in step with five past.
    expect(runs(late, 'UTC', '2020-01-01T00:00Z', 2)).toEqual(['2026-03-09T09:05', '2026-03-09T09:20']);
  });

  test('hours that pass midnight belong to the day on which they begin', () => {
    const night = timing('2026-03-06 22:00', { every: 'hour', interval: 2, weekdays: [5], between: { from: '22:00', to: '04:00' } });
    expect(runs(night, 'UTC', '2026-03-06T00:00Z', 4)).toEqual([
      '2026-03-06T22:00',
      '2026-03-07T00:00',
      '2026-03-07T02:00',
      '2026-03-13T22:00',
    ]);
  });

  test('between hours they are counted anew each day; without hours they go on through the days', () => {
    const between = { from: '08:00', to: '18:00' };
    expect(runs(timing('2026-03-02 08:00', { every: 'hour', interval: 7, between }), 'UTC', '2026-03-02T00:00Z', 4)).toEqual([
      '2026-03-02T08:00',
      '2026-03-02T15:00',
      '2026-03-03T08:00',
      '2026-03-03T15:00',
    ]);
    expect(runs(timing('2026-03-02 08:00', { every: 'hour', interval: 7 }), 'UTC', '2026-03-02T00:00Z', 5)).toEqual([
      '2026-03-02T08:00',
      '2026-03-02T15:00',
      '2026-03-02T22:00',
      '2026-03-03T05:00',
      '2026-03-03T12:00',
    ]);
  });

  test('every 2 hours on a day of 23 hours: what falls into the gap runs an hour later, everything else at its time', () => {
    const even = timing('2026-01-01 00:00', { every: 'hour', interval: 2 });
    expect(runs(even, 'Europe/Berlin', '2026-03-28T22:30Z', 4)).toEqual([
      '2026-03-28T23:00',
      '2026-03-29T01:00 skipped hour',
      '2026-03-29T02:00',
      '2026-03-29T04:00',
    ]);
  });

  test('every 2 hours on a day of 25 hours: once in the repeated hour', () => {
    const even = timing('2026-01-01 00:00', { every: 'hour', interval: 2 });
    expect(runs(even, 'Europe/Berlin', '2026-10-24T21:30Z', 4)).toEqual([
      '2026-10-24T22:00',
      '2026-10-25T00:00 repeated hour',
      '2026-10-25T03:00',
      '2026-10-25T05:00',
    ]);
  });

  test('every half hour stays so through both days', () => {
    const halves = timing('2026-01-01 00:00', { every: 'minute', interval: 30 });
    expect(runs(halves, 'Europe/Berlin', '2026-03-29T00:00Z', 4)).toEqual([
      '2026-03-29T00:30',
      '2026-03-29T01:00',
      '2026-03-29T01:30',
      '2026-03-29T02:00',
    ]);
    expect(runs(halves, 'Europe/Berlin', '2026-10-24T23:30Z', 6)).toEqual([
      '2026-10-25T00:00 repeated hour',
      '2026-10-25T00:30 repeated hour',
      '2026-10-25T01:00 repeated hour',
      '2026-10-25T01:30 repeated hour',
      '2026-10-25T02:00',
      '2026-10-25T02:30',
    ]);
  });

  test('a clock that moves by half an hour (Lord Howe Island)', () => {
    const hours = timing('2026-01-01 00:00', { every: 'hour', interval: 1 });
    expect(runs(hours, 'Australia/Lord_Howe', '2026-10-03T14:00Z', 3)).toEqual([
      '2026-10-03T14:30',
      '2026-10-03T15:30 skipped hour',
      '2026-10-03T16:00',
    ]);
    const half = timing('2026-01-01 00:30', { every: 'hour', interval: 1 });
    // 01:30 comes twice within half an hour: once.
    expect(runs(half, 'Australia/Lord_Howe', '2026-04-04T13:00Z', 3)).toEqual([
      '2026-04-04T13:30',
      '2026-04-04T14:30 repeated hour',
      '2026-04-04T16:00',
    ]);
  });
});

describe('days and weeks', () => {
  test('a skipped time runs an hour later, a repeated one once, at the first', () => {
    const early = timing('2026-03-01 02:22', { every: 'day' });
    expect(runs(early, 'Europe/Berlin', '2026-03-28T00:00Z', 3)).toEqual([
      '2026-03-28T01:22',
      '2026-03-29T01:22 skipped hour',
      '2026-03-30T00:22',
    ]);
    expect(runs(early, 'Europe/Berlin', '2026-10-24T03:00Z', 2)).toEqual(['2026-10-25T00:22 repeated hour', '2026-10-26T01:22']);
  });

  test('08:00 stays 08:00', () => {
    const morning = timing('2026-03-27 08:00', { every: 'day', weekdays: workdays });
    expect(runs(morning, 'Europe/London', '2026-03-27T00:00Z', 2)).toEqual(['2026-03-27T08:00', '2026-03-30T07:00']);
    expect(runs(morning, 'America/New_York', '2026-10-30T00:00Z', 2)).toEqual(['2026-10-30T12:00', '2026-11-02T13:00']);
  });

  test('a day that a zone left out (Apia, 30 December 2011) runs once, on the next', () => {
    const daily = timing('2011-12-01 09:00', { every: 'day' });
    expect(runs(daily, 'Pacific/Apia', '2011-12-29T00:00Z', 3)).toEqual(['2011-12-29T19:00', '2011-12-30T19:00', '2011-12-31T19:00']);
  });

  test('every second week is counted from the Monday of the start', () => {
    // The 4th of March 2026 is a Wednesday: the Monday before it counts as due, but lies before the start.
    const weekly = timing('2026-03-04 07:30', { every: 'week', interval: 2, weekdays: [1, 5] });
    expect(runs(weekly, 'UTC', '2026-01-01T00:00Z', 3)).toEqual(['2026-03-06T07:30', '2026-03-16T07:30', '2026-03-20T07:30']);
  });

  test('by weeks without a day of the week it runs once a week, on that of its start', () => {
    const weekly = timing('2026-03-04 07:30', { every: 'week', interval: 1 });
    expect(weekly.recurrence).toEqual({ every: 'week', interval: 1, weekdays: null });
    expect(runs(weekly, 'UTC', '2026-01-01T00:00Z', 3)).toEqual(['2026-03-04T07:30', '2026-03-11T07:30', '2026-03-18T07:30']);
  });

  test('the end is exclusive', () => {
    const daily = timing('2026-03-02 08:00', { every: 'day' }, '2026-03-04 08:00');
    expect(runs(daily, 'UTC', '2026-01-01T00:00Z', 9)).toEqual(['2026-03-02T08:00', '2026-03-03T08:00']);
    expect(nextRun(daily, 'UTC', Date.parse('2026-03-03T08:00Z'))).toBeNull();
  });

  test('a run is after the moment that is asked about, not at it', () => {
    const daily = timing('2026-03-02 08:00', { every: 'day' });
    expect(nextRun(daily, 'UTC', Date.parse('2026-03-03T07:59:59.999Z'))).toEqual({ at: Date.parse('2026-03-03T08:00Z'), note: null });
    expect(nextRun(daily, 'UTC', Date.parse('2026-03-03T08:00Z'))).toEqual({ at: Date.parse('2026-03-04T08:00Z'), note: null });
  });
});

describe('months', () => {
  const dates = (day: object, interval = 1, count = 4, start = '2026-01-01 06:00'): readonly string[] =>
    runs(timing(start, { every: 'month', interval, day }), 'UTC', '2025-12-31T00:00Z', count).map((run) => run.slice(0, 10));

  test.each([
    ['the 31st leaves short months out', { on: 'dayNumber', number: 31 }, ['2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31']],
    ['the last day is in every month', { on: 'dayNumber', number: -1 }, ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']],
    ['the first Friday', { on: 'weekday', which: 'first', weekday: 5 }, ['2026-01-02', '2026-02-06', '2026-03-06', '2026-04-03']],
    // The 1st of May 2026 is a Friday: a partial week counts.
    ['the third Monday', { on: 'weekday', which: 'third', weekday: 1 }, ['2026-01-19', '2026-02-16', '2026-03-16', '2026-04-20']],
    ['the last Sunday', { on: 'weekday', which: 'last', weekday: 7 }, ['2026-01-25', '2026-02-22', '2026-03-29', '2026-04-26']],
    ['the first working day', { on: 'workingDay', which: 'first' }, ['2026-01-01', '2026-02-02', '2026-03-02', '2026-04-01']],
    ['the last working day', { on: 'workingDay', which: 'last' }, ['2026-01-30', '2026-02-27', '2026-03-31', '2026-04-30']],
  ])('%s', (_name, day, expected) => {
    expect(dates(day)).toEqual(expected);
  });

  test('the first Friday that is a 1st', () => {
    expect(dates({ on: 'weekday', which: 'first', weekday: 5 }, 4, 2)).toEqual(['2026-01-02', '2026-05-01']);
  });
  test('every third month from that of the start', () => {
    expect(dates({ on: 'dayNumber', number: 15 }, 3, 3, '2026-02-20 06:00')).toEqual(['2026-05-15', '2026-08-15', '2026-11-15']);
  });
  test('leap days, also around a year 2100 that is no leap year', () => {
    const leap = timing('2026-02-01 06:00', { every: 'month', interval: 12, day: { on: 'dayNumber', number: 29 } });
    expect(runs(leap, 'UTC', '2026-01-01T00:00Z', 2)).toEqual(['2028-02-29T06:00', '2032-02-29T06:00']);
    expect(runs(leap, 'UTC', '2097-01-01T00:00Z', 1)).toEqual(['2104-02-29T06:00']);
  });
  test('what can never be is said to have no run', () => {
    expect(
      nextRun(timing('2026-02-01 06:00', { every: 'month', interval: 12, day: { on: 'dayNumber', number: 31 } }), 'UTC', 0),
    ).toBeNull();
  });
});

test('dates that would not sort as texts, and those before there were computers, are refused', () => {
  const starts = (date: string) =>
    timingSchema.safeParse({ start: { date, time: '23:30' }, recurrence: { every: 'day', weekdays: [1, 2, 3, 4, 5, 6, 7] } }).success;
  expect(['9999-12-31', '2200-01-01', '2199-12-31', '1970-01-01', '1969-12-31', '0000-01-01'].map(starts)).toEqual([
    false,
    false,
    true,
    true,
    false,
    false,
  ]);
});
