import { describe, expect, test } from 'vitest';
import { type BucketFormat, createCalendar } from './calendar.ts';

const at = (iso: string): number => Date.parse(iso);
const iso = (ms: number): string => new Date(ms).toISOString().replace(/:00\.000Z$/u, 'Z');

const calendar = (timeZone: string, resetTime = '02:00') => createCalendar({ timeZone, resetTime });

/** `key | label | start | end`. */
const buckets = (timeZone: string, format: BucketFormat, from: string, to: string, periodMinutes = 30, resetTime = '02:00') =>
  calendar(timeZone, resetTime)
    .buckets({ from: at(from), to: at(to), format, periodMinutes })
    .map(({ key, label, startsAt, endsAt }) => [key, label, iso(startsAt), iso(endsAt)].join(' | '));

describe('date and time', () => {
  test('periods of the local clock, cut to the range', () => {
    expect(buckets('Asia/Kathmandu', 'dateTime', '2026-03-02T03:20Z', '2026-03-02T04:30Z')).toEqual([
      '2026-03-02T09:00 | 02/03/2026 09:00:00 | 2026-03-02T03:20Z | 2026-03-02T03:45Z',
      '2026-03-02T09:30 | 02/03/2026 09:30:00 | 2026-03-02T03:45Z | 2026-03-02T04:15Z',
      '2026-03-02T10:00 | 02/03/2026 10:00:00 | 2026-03-02T04:15Z | 2026-03-02T04:30Z',
    ]);
  });

  test('London in autumn: the repeated hour twice, its offset printed', () => {
    expect(buckets('Europe/London', 'dateTime', '2026-10-24T23:30Z', '2026-10-25T02:30Z')).toEqual([
      '2026-10-25T00:30 | 25/10/2026 00:30:00 | 2026-10-24T23:30Z | 2026-10-25T00:00Z',
      '2026-10-25T01:00/1 | 25/10/2026 01:00:00 +01:00 | 2026-10-25T00:00Z | 2026-10-25T00:30Z',
      '2026-10-25T01:30/1 | 25/10/2026 01:30:00 +01:00 | 2026-10-25T00:30Z | 2026-10-25T01:00Z',
      '2026-10-25T01:00/2 | 25/10/2026 01:00:00 +00:00 | 2026-10-25T01:00Z | 2026-10-25T01:30Z',
      '2026-10-25T01:30/2 | 25/10/2026 01:30:00 +00:00 | 2026-10-25T01:30Z | 2026-10-25T02:00Z',
      '2026-10-25T02:00 | 25/10/2026 02:00:00 | 2026-10-25T02:00Z | 2026-10-25T02:30Z',
    ]);
  });

  test('a range that ends in the repeated hour still prints the offset', () => {
    expect(buckets('Europe/London', 'dateTime', '2026-10-25T00:30Z', '2026-10-25T00:45Z')).toEqual([
      '2026-10-25T01:30/1 | 25/10/2026 01:30:00 +01:00 | 2026-10-25T00:30Z | 2026-10-25T00:45Z',
    ]);
  });

  test('London in spring: the skipped hour is not there', () => {
    expect(buckets('Europe/London', 'dateTime', '2026-03-29T00:30Z', '2026-03-29T01:30Z')).toEqual([
      '2026-03-29T00:30 | 29/03/2026 00:30:00 | 2026-03-29T00:30Z | 2026-03-29T01:00Z',
      '2026-03-29T02:00 | 29/03/2026 02:00:00 | 2026-03-29T01:00Z | 2026-03-29T01:30Z',
    ]);
  });

  test('New York in autumn, west of Greenwich', () => {
    expect(buckets('America/New_York', 'dateTime', '2026-11-01T05:00Z', '2026-11-01T08:00Z', 60)).toEqual([
      '2026-11-01T01:00/1 | 01/11/2026 01:00:00 -04:00 | 2026-11-01T05:00Z | 2026-11-01T06:00Z',
      '2026-11-01T01:00/2 | 01/11/2026 01:00:00 -05:00 | 2026-11-01T06:00Z | 2026-11-01T07:00Z',
      '2026-11-01T02:00 | 01/11/2026 02:00:00 | 2026-11-01T07:00Z | 2026-11-01T08:00Z',
    ]);
  });

  test('Lord Howe shifts half an hour: twice with half hours, one long period with hours', () => {
    expect(buckets('Australia/Lord_Howe', 'dateTime', '2026-04-04T14:00Z', '2026-04-04T16:00Z')).toEqual([
      '2026-04-05T01:00 | 05/04/2026 01:00:00 | 2026-04-04T14:00Z | 2026-04-04T14:30Z',
      '2026-04-05T01:30/1 | 05/04/2026 01:30:00 +11:00 | 2026-04-04T14:30Z | 2026-04-04T15:00Z',
      '2026-04-05T01:30/2 | 05/04/2026 01:30:00 +10:30 | 2026-04-04T15:00Z | 2026-04-04T15:30Z',
      '2026-04-05T02:00 | 05/04/2026 02:00:00 | 2026-04-04T15:30Z | 2026-04-04T16:00Z',
    ]);
    expect(buckets('Australia/Lord_Howe', 'dateTime', '2026-04-04T14:00Z', '2026-04-04T16:00Z', 60)).toEqual([
      '2026-04-05T01:00 | 05/04/2026 01:00:00 | 2026-04-04T14:00Z | 2026-04-04T15:30Z',
      '2026-04-05T02:00 | 05/04/2026 02:00:00 | 2026-04-04T15:30Z | 2026-04-04T16:00Z',
    ]);
    expect(buckets('Australia/Lord_Howe', 'dateTime', '2026-10-03T15:00Z', '2026-10-03T16:30Z')).toEqual([
      '2026-10-04T01:30 | 04/10/2026 01:30:00 | 2026-10-03T15:00Z | 2026-10-03T15:30Z',
      '2026-10-04T02:30 | 04/10/2026 02:30:00 | 2026-10-03T15:30Z | 2026-10-03T16:00Z',
      '2026-10-04T03:00 | 04/10/2026 03:00:00 | 2026-10-03T16:00Z | 2026-10-03T16:30Z',
    ]);
  });

  test('a period that does not divide the day starts anew at midnight', () => {
    expect(buckets('UTC', 'dateTime', '2026-03-02T16:00Z', '2026-03-03T01:00Z', 420)).toEqual([
      '2026-03-02T14:00 | 02/03/2026 14:00:00 | 2026-03-02T16:00Z | 2026-03-02T21:00Z',
      '2026-03-02T21:00 | 02/03/2026 21:00:00 | 2026-03-02T21:00Z | 2026-03-03T00:00Z',
      '2026-03-03T00:00 | 03/03/2026 00:00:00 | 2026-03-03T00:00Z | 2026-03-03T01:00Z',
    ]);
  });
});

describe('time only', () => {
  test('days share keys, so does a repeated hour', () => {
    expect(buckets('Europe/London', 'time', '2026-10-25T00:00Z', '2026-10-25T03:00Z', 60)).toEqual([
      '01:00 | 01:00:00 | 2026-10-25T00:00Z | 2026-10-25T02:00Z',
      '02:00 | 02:00:00 | 2026-10-25T02:00Z | 2026-10-25T03:00Z',
    ]);
    expect(buckets('Europe/London', 'time', '2026-10-25T00:00Z', '2026-10-25T02:00Z')).toEqual([
      '01:00 | 01:00:00 | 2026-10-25T00:00Z | 2026-10-25T00:30Z',
      '01:30 | 01:30:00 | 2026-10-25T00:30Z | 2026-10-25T01:00Z',
      '01:00 | 01:00:00 | 2026-10-25T01:00Z | 2026-10-25T01:30Z',
      '01:30 | 01:30:00 | 2026-10-25T01:30Z | 2026-10-25T02:00Z',
    ]);
    expect(buckets('UTC', 'time', '2026-03-02T23:00Z', '2026-03-04T00:00Z', 720)).toEqual([
      '12:00 | 12:00:00 | 2026-03-02T23:00Z | 2026-03-03T00:00Z',
      '00:00 | 00:00:00 | 2026-03-03T00:00Z | 2026-03-03T12:00Z',
      '12:00 | 12:00:00 | 2026-03-03T12:00Z | 2026-03-04T00:00Z',
    ]);
  });
});

describe('weekday and time', () => {
  test('weeks share keys, Monday comes first as text', () => {
    expect(buckets('Europe/London', 'weekdayTime', '2026-03-01T23:30Z', '2026-03-02T00:30Z')).toEqual([
      '7T23:30 | Sun 23:30 | 2026-03-01T23:30Z | 2026-03-02T00:00Z',
      '1T00:00 | Mon 00:00 | 2026-03-02T00:00Z | 2026-03-02T00:30Z',
    ]);
    const months = buckets('Europe/London', 'weekdayTime', '2026-03-02T00:00Z', '2026-03-30T00:00Z');
    expect(new Set(months.map((bucket) => bucket.slice(0, 7))).size).toBe(336);
    expect(months.filter((bucket) => bucket.startsWith('2T09:00'))).toEqual([
      '2T09:00 | Tue 09:00 | 2026-03-03T09:00Z | 2026-03-03T09:30Z',
      '2T09:00 | Tue 09:00 | 2026-03-10T09:00Z | 2026-03-10T09:30Z',
      '2T09:00 | Tue 09:00 | 2026-03-17T09:00Z | 2026-03-17T09:30Z',
      '2T09:00 | Tue 09:00 | 2026-03-24T09:00Z | 2026-03-24T09:30Z',
    ]);
  });

  test('a repeated hour is in twice, a skipped one not at all', () => {
    expect(buckets('Europe/London', 'weekdayTime', '2026-10-25T00:00Z', '2026-10-25T02:00Z', 60)).toEqual([
      '7T01:00 | Sun 01:00 | 2026-10-25T00:00Z | 2026-10-25T02:00Z',
    ]);
    expect(buckets('Europe/London', 'weekdayTime', '2026-03-29T00:30Z', '2026-03-29T01:30Z')).toEqual([
      '7T00:30 | Sun 00:30 | 2026-03-29T00:30Z | 2026-03-29T01:00Z',
      '7T02:00 | Sun 02:00 | 2026-03-29T01:00Z | 2026-03-29T01:30Z',
    ]);
  });
});

describe('days, weeks and months of the statistics day', () => {
  test('a call at 01:59 is of the day before', () => {
    expect(buckets('Europe/London', 'date', '2026-03-02T00:00Z', '2026-03-04T00:00Z')).toEqual([
      '2026-03-01 | 01/03/2026 | 2026-03-02T00:00Z | 2026-03-02T02:00Z',
      '2026-03-02 | 02/03/2026 | 2026-03-02T02:00Z | 2026-03-03T02:00Z',
      '2026-03-03 | 03/03/2026 | 2026-03-03T02:00Z | 2026-03-04T00:00Z',
    ]);
  });

  test('23 and 25 hours; a reset time that is skipped happens right after the gap, a repeated one at first', () => {
    expect(buckets('Europe/London', 'date', '2026-03-28T01:30Z', '2026-03-30T00:30Z', 30, '01:30')).toEqual([
      '2026-03-28 | 28/03/2026 | 2026-03-28T01:30Z | 2026-03-29T01:00Z',
      '2026-03-29 | 29/03/2026 | 2026-03-29T01:00Z | 2026-03-30T00:30Z',
    ]);
    expect(buckets('Europe/London', 'date', '2026-10-24T00:30Z', '2026-10-26T01:30Z', 30, '01:30')).toEqual([
      '2026-10-24 | 24/10/2026 | 2026-10-24T00:30Z | 2026-10-25T00:30Z',
      '2026-10-25 | 25/10/2026 | 2026-10-25T00:30Z | 2026-10-26T01:30Z',
    ]);
    expect(buckets('Australia/Lord_Howe', 'date', '2026-10-03T15:30Z', '2026-10-04T15:00Z')).toEqual([
      '2026-10-04 | 04/10/2026 | 2026-10-03T15:30Z | 2026-10-04T15:00Z',
    ]);
  });

  test('the leap day is a day', () => {
    expect(buckets('America/New_York', 'date', '2028-02-28T07:00Z', '2028-03-02T07:00Z')).toEqual([
      '2028-02-28 | 28/02/2028 | 2028-02-28T07:00Z | 2028-02-29T07:00Z',
      '2028-02-29 | 29/02/2028 | 2028-02-29T07:00Z | 2028-03-01T07:00Z',
      '2028-03-01 | 01/03/2028 | 2028-03-01T07:00Z | 2028-03-02T07:00Z',
    ]);
  });

  test('weeks begin on Monday at the reset', () => {
    expect(buckets('Europe/London', 'week', '2026-03-01T12:00Z', '2026-03-10T12:00Z')).toEqual([
      '2026-02-23 | Mon 23/02/2026 | 2026-03-01T12:00Z | 2026-03-02T02:00Z',
      '2026-03-02 | Mon 02/03/2026 | 2026-03-02T02:00Z | 2026-03-09T02:00Z',
      '2026-03-09 | Mon 09/03/2026 | 2026-03-09T02:00Z | 2026-03-10T12:00Z',
    ]);
  });

  test('months, over the turn of a year', () => {
    expect(buckets('Asia/Kathmandu', 'month', '2025-12-31T00:00Z', '2026-02-01T00:00Z', 30, '06:00')).toEqual([
      '2025-12 | Dec, 2025 | 2025-12-31T00:00Z | 2026-01-01T00:15Z',
      '2026-01 | Jan, 2026 | 2026-01-01T00:15Z | 2026-02-01T00:00Z',
    ]);
  });

  test('the statistics day of an instant', () => {
    const { day, start, end } = calendar('Europe/London').statisticsDay(at('2026-10-25T00:59Z'));
    expect([day, iso(start), iso(end)]).toEqual(['2026-10-24', '2026-10-24T01:00Z', '2026-10-25T02:00Z']);
  });
});

describe('named ranges', () => {
  // Monday of the statistics week is 2 March; the clock of London is UTC.
  const now = at('2026-03-05T01:00Z');
  const range = (named: Parameters<ReturnType<typeof calendar>['rangeOf']>[0]) => {
    const { from, to } = calendar('Europe/London').rangeOf(named, now);
    return `${iso(from)} ${iso(to)}`;
  };
  test.each([
    [{ named: 'today' }, '2026-03-04T02:00Z 2026-03-05T02:00Z'],
    [{ named: 'yesterday' }, '2026-03-03T02:00Z 2026-03-04T02:00Z'],
    [{ named: 'thisWeek' }, '2026-03-02T02:00Z 2026-03-09T02:00Z'],
    [{ named: 'lastWeek' }, '2026-02-23T02:00Z 2026-03-02T02:00Z'],
    [{ named: 'thisMonth' }, '2026-03-01T02:00Z 2026-04-01T01:00Z'],
    [{ named: 'lastMonth' }, '2026-02-01T02:00Z 2026-03-01T02:00Z'],
    [{ named: 'last12Weeks' }, '2025-12-15T02:00Z 2026-03-09T02:00Z'],
    [{ named: 'last12Months' }, '2025-04-01T01:00Z 2026-04-01T01:00Z'],
    [{ named: 'last15Minutes' }, '2026-03-05T00:45Z 2026-03-05T01:00Z'],
    [{ named: 'last30Minutes' }, '2026-03-05T00:30Z 2026-03-05T01:00Z'],
    [{ named: 'last60Minutes' }, '2026-03-05T00:00Z 2026-03-05T01:00Z'],
    [{ named: 'lastDays', days: 7 }, '2026-02-26T02:00Z 2026-03-05T02:00Z'],
    [{ named: 'lastDays' }, '2026-03-04T02:00Z 2026-03-05T02:00Z'],
  ] as const)('%o', (named, expected) => {
    expect(range(named)).toBe(expected);
  });
});

describe('the last working days', () => {
  const parts = (now: string, days?: number) =>
    calendar('Europe/London')
      .partsOf({ named: 'lastWorkingDays', days }, at(now))
      ?.map(({ startsAt, endsAt }) => `${iso(startsAt)} ${iso(endsAt)}`);
  const whole = (now: string, days: number) => {
    const { from, to } = calendar('Europe/London').rangeOf({ named: 'lastWorkingDays', days }, at(now));
    return `${iso(from)} ${iso(to)}`;
  };

  test('are whole ones before today; days between them are left out', () => {
    // Thursday 5 March 2026.
    expect(parts('2026-03-05T12:00Z')).toEqual(['2026-03-04T02:00Z 2026-03-05T02:00Z']);
    expect(parts('2026-03-05T12:00Z', 5)).toEqual(['2026-02-26T02:00Z 2026-02-28T02:00Z', '2026-03-02T02:00Z 2026-03-05T02:00Z']);
    expect(whole('2026-03-05T12:00Z', 5)).toBe('2026-02-26T02:00Z 2026-03-05T02:00Z');
  });

  test('on Saturday, Sunday and before the reset of Monday end with Friday', () => {
    for (const now of ['2026-03-07T12:00Z', '2026-03-08T12:00Z', '2026-03-09T01:59Z', '2026-03-09T12:00Z'])
      expect(parts(now, 2)).toEqual(['2026-03-05T02:00Z 2026-03-07T02:00Z']);
  });

  test('the Friday before the clock changes and the Monday after it', () => {
    expect(parts('2026-03-31T12:00Z', 2)).toEqual(['2026-03-27T02:00Z 2026-03-28T02:00Z', '2026-03-30T01:00Z 2026-03-31T01:00Z']);
    expect(parts('2026-10-27T12:00Z', 2)).toEqual(['2026-10-23T01:00Z 2026-10-24T01:00Z', '2026-10-26T02:00Z 2026-10-27T02:00Z']);
  });

  test('the leap day is one of them where it falls on one', () => {
    // 29 February 2024 was a Thursday.
    expect(parts('2024-03-01T12:00Z', 1)).toEqual(['2024-02-29T02:00Z 2024-03-01T02:00Z']);
    expect(parts('2024-03-01T12:00Z', 2)).toEqual(['2024-02-28T02:00Z 2024-03-01T02:00Z']);
  });

  test('other ranges leave nothing out', () => {
    expect(calendar('Europe/London').partsOf({ named: 'lastDays', days: 9 }, at('2026-03-05T12:00Z'))).toBeNull();
  });
});

describe('the daily window', () => {
  const intervals = (timeZone: string, from: string, to: string, window: readonly [string, string] | null) =>
    calendar(timeZone)
      .windowIntervals({ from: at(from), to: at(to), dailyWindow: window === null ? null : { from: window[0], to: window[1] } })
      .map(({ startsAt, endsAt }) => `${iso(startsAt)} ${iso(endsAt)}`);

  test('of each day, cut to the range', () => {
    expect(intervals('Asia/Kathmandu', '2026-03-02T04:00Z', '2026-03-04T04:00Z', ['09:00', '17:30'])).toEqual([
      '2026-03-02T04:00Z 2026-03-02T11:45Z',
      '2026-03-03T03:15Z 2026-03-03T11:45Z',
      '2026-03-04T03:15Z 2026-03-04T04:00Z',
    ]);
  });

  test('over midnight', () => {
    expect(intervals('UTC', '2026-03-02T00:00Z', '2026-03-03T00:00Z', ['22:00', '06:00'])).toEqual([
      '2026-03-02T00:00Z 2026-03-02T06:00Z',
      '2026-03-02T22:00Z 2026-03-03T00:00Z',
    ]);
  });

  test('a repeated hour counts twice, a skipped one never', () => {
    expect(intervals('Europe/London', '2026-10-24T12:00Z', '2026-10-25T12:00Z', ['01:00', '02:00'])).toEqual([
      '2026-10-25T00:00Z 2026-10-25T02:00Z',
    ]);
    expect(intervals('Europe/London', '2026-10-24T12:00Z', '2026-10-25T12:00Z', ['00:30', '01:30'])).toEqual([
      '2026-10-24T23:30Z 2026-10-25T00:30Z',
      '2026-10-25T01:00Z 2026-10-25T01:30Z',
    ]);
    expect(intervals('Europe/London', '2026-03-28T12:00Z', '2026-03-29T12:00Z', ['01:00', '02:00'])).toEqual([]);
    expect(intervals('Europe/London', '2026-03-28T12:00Z', '2026-03-29T12:00Z', ['00:30', '02:30'])).toEqual([
      '2026-03-29T00:30Z 2026-03-29T01:30Z',
    ]);
  });

  test('none, or one from a time to itself, is the whole range', () => {
    expect(intervals('UTC', '2026-03-02T00:00Z', '2026-03-05T00:00Z', null)).toEqual(['2026-03-02T00:00Z 2026-03-05T00:00Z']);
    expect(intervals('UTC', '2026-03-02T00:00Z', '2026-03-05T00:00Z', ['08:00', '08:00'])).toEqual(['2026-03-02T00:00Z 2026-03-05T00:00Z']);
    expect(intervals('UTC', '2026-03-02T00:00Z', '2026-03-03T00:00Z', ['20:00', '24:00'])).toEqual(['2026-03-02T20:00Z 2026-03-03T00:00Z']);
  });
});

describe('what does not exist', () => {
  test('is named', () => {
    expect(() => calendar('Europe/Londres').statisticsDay(0)).toThrow(RangeError);
    expect(() => calendar('UTC', '2 am')).toThrow('time of day "2 am": write HH:MM from 00:00 to 24:00');
  });

  test('an empty or turned range has nothing in it', () => {
    expect(buckets('UTC', 'date', '2026-03-02T00:00Z', '2026-03-02T00:00Z')).toEqual([]);
    expect(buckets('UTC', 'dateTime', '2026-03-03T00:00Z', '2026-03-02T00:00Z')).toEqual([]);
  });
});
