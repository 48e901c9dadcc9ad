import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createStatisticsDay } from '../../../domain/statistics-day.ts';
import { type BucketFormat, bucketFormats, type Calendar, createCalendar } from './calendar.ts';

const zones = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Apia',
] as const;
const zone = fc.constantFrom(...zones);
const resetTime = fc.constantFrom('00:00', '01:30', '02:00', '02:15', '23:45');
const hour = 3_600_000;
/** 2010 to 2030: Apia skipped a whole day at the end of 2011. */
const instant = fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2030, 0) });
const format = fc.constantFrom<BucketFormat>(...bucketFormats);
const period = fc.constantFrom(5, 15, 30, 45, 60, 120, 1440);

const calendars = new Map<string, Calendar>();
/** Kept, as a calendar remembers the zone. */
const calendarOf = (timeZone: string, reset: string): Calendar => {
  const key = `${timeZone} ${reset}`;
  const calendar = calendars.get(key) ?? createCalendar({ timeZone, resetTime: reset });
  calendars.set(key, calendar);
  return calendar;
};

describe('the calendar', () => {
  test('knows the same statistics days as the kernel', () => {
    fc.assert(
      fc.property(zone, resetTime, instant, (timeZone, reset, at) => {
        expect(calendarOf(timeZone, reset).statisticsDay(at)).toEqual(createStatisticsDay(timeZone, reset)(at));
      }),
      { numRuns: 300 },
    );
  });

  test('cuts any range without hole or overlap, whatever the format', () => {
    fc.assert(
      fc.property(
        zone,
        resetTime,
        instant,
        fc.integer({ min: 1, max: 24 * 40 }),
        format,
        period,
        (timeZone, reset, from, hours, kind, periodMinutes) => {
          const to = from + hours * hour;
          const buckets = calendarOf(timeZone, reset).buckets({ from, to, format: kind, periodMinutes });
          expect(buckets[0]?.startsAt).toBe(from);
          expect(buckets.at(-1)?.endsAt).toBe(to);
          const isNext = (bucket: (typeof buckets)[number], index: number): boolean =>
            bucket.startsAt < bucket.endsAt && (index === 0 || bucket.startsAt === buckets[index - 1]?.endsAt);
          expect(buckets.every(isNext)).toBe(true);
          // One label a key; but for times of day the keys stand in order.
          expect(new Set(buckets.map(({ key, label }) => `${key} ${label}`)).size).toBe(new Set(buckets.map(({ key }) => key)).size);
          const isOrdinary = kind !== 'time' && kind !== 'dateTime' && kind !== 'weekdayTime';
          if (isOrdinary) expect(buckets.map(({ key }) => key)).toEqual([...new Set(buckets.map(({ key }) => key))].sort());
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a key does not depend on where the range begins', () => {
    fc.assert(
      fc.property(zone, resetTime, instant, fc.nat({ max: 72 }), format, period, (timeZone, reset, from, hours, kind, periodMinutes) => {
        const calendar = calendarOf(timeZone, reset);
        const to = from + 96 * hour;
        const later = from + hours * hour;
        const keyAt = (begin: number) =>
          calendar
            .buckets({ from: begin, to, format: kind, periodMinutes })
            .find(({ startsAt, endsAt }) => startsAt <= later && later < endsAt)?.key;
        expect(keyAt(later)).toBe(keyAt(from));
      }),
      { numRuns: 300 },
    );
  });

  test('a window and its opposite are the whole range', () => {
    fc.assert(
      fc.property(
        zone,
        instant,
        fc.constantFrom('00:00', '01:30', '09:00'),
        fc.constantFrom('02:15', '17:00', '23:59'),
        (timeZone, from, a, b) => {
          const calendar = calendarOf(timeZone, '02:00');
          const to = from + 20 * 24 * hour;
          const total = (window: { from: string; to: string }) =>
            calendar.windowIntervals({ from, to, dailyWindow: window }).reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0);
          expect(total({ from: a, to: b }) + total({ from: b, to: a })).toBe(to - from);
        },
      ),
    );
  });

  test('a year has 17,520 half hours', () => {
    const calendar = createCalendar({ timeZone: 'Europe/London', resetTime: '02:00' });
    expect(calendar.buckets({ from: Date.UTC(2026, 0), to: Date.UTC(2027, 0), format: 'dateTime', periodMinutes: 30 })).toHaveLength(
      17_520,
    );
  });
});
