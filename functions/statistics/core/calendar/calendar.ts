import { groupingFormats } from '../../../domain/report.ts';
import type { StatisticsDay } from '../../../domain/statistics-day.ts';
import { dayBuckets } from './day-buckets.ts';
import { type NamedRange, partsOf, rangeOf, type TimeRange } from './named-range.ts';
import { createOffsets } from './offsets.ts';
import { dateTimeBuckets, timeBuckets, weekdayTimeBuckets } from './period-buckets.ts';
import { createStatisticsDays } from './statistics-days.ts';
import { dayMs, minuteMs, minutesOf } from './wall-clock.ts';
import { type DailyWindow, type Interval, windowIntervals } from './window-intervals.ts';

/** What reports group by, and `weekdayTime` beside it: the periods of a week, whatever the week, for heat maps. */
export const bucketFormats = [...groupingFormats, 'weekdayTime'] as const;
export type BucketFormat = (typeof bucketFormats)[number];

/** A stretch of time under one key; epoch ms, end exclusive. Keys sort as text in the order in which rows stand. */
export interface Bucket extends Interval {
  readonly key: string;
  /** As reports print it: `02/03/2026 09:30:00`, `02/03/2026`, `09:30:00`, `Mar, 2026`, `Mon 09:30`. */
  readonly label: string;
}

export interface BucketQuestion extends TimeRange {
  readonly format: BucketFormat;
  /** Call-rate period for `dateTime`, `time` and `weekdayTime`; it should divide 24 h, otherwise the last of a day is shorter. 1 to 1440. */
  readonly periodMinutes: number;
}

export interface Calendar {
  readonly statisticsDay: (at: number) => StatisticsDay;
  /**
   * Buckets over [from, to), in order of time, cut to it. Date and time: local periods anchored to midnight, a repeated one as two keys
   * with the offset printed. Time only, weekday and time: one key for all days or weeks, so several stretches. Date, week from Monday, month: of statistics days.
   */
  readonly buckets: (question: BucketQuestion) => readonly Bucket[];
  readonly rangeOf: (range: NamedRange, now: number) => TimeRange;
  /** The stretches a range is made of where it leaves days out; null = all of `rangeOf`. */
  readonly partsOf: (range: NamedRange, now: number) => readonly Interval[] | null;
  /** The parts of [from, to) whose local time lies in the window; without one the whole. */
  readonly windowIntervals: (question: TimeRange & { readonly dailyWindow: DailyWindow | null }) => readonly Interval[];
}

/**
 * Every question of time that reports have, answered in one place (rule set 1 §8.1, §8.2). `timeZone` = IANA name, `resetTime` = `HH:MM`.
 * Throws a RangeError for a zone or a time that does not exist.
 */
export const createCalendar = ({ timeZone, resetTime }: { readonly timeZone: string; readonly resetTime: string }): Calendar => {
  const offsets = createOffsets(timeZone);
  const days = createStatisticsDays(offsets, minutesOf(resetTime));
  return {
    statisticsDay: (at) => {
      const { day, start, end } = days.at(at);
      return { day, start, end };
    },
    buckets: ({ from, to, format, periodMinutes }) => {
      if (!(from < to)) return [];
      const period = Math.min(1440, Math.max(1, Math.floor(periodMinutes))) * minuteMs;
      switch (format) {
        case 'dateTime':
          return dateTimeBuckets(offsets(from, to), offsets(from - dayMs, to + dayMs), period);
        case 'time':
          return timeBuckets(offsets(from, to), period);
        case 'weekdayTime':
          return weekdayTimeBuckets(offsets(from, to), period);
        case 'date':
        case 'week':
        case 'month':
          return dayBuckets(days.between(from, to), format, from, to);
      }
    },
    rangeOf: (range, now) => rangeOf(days, range, now),
    partsOf: (range, now) => partsOf(days, range, now),
    windowIntervals: ({ from, to, dailyWindow }) => {
      if (!(from < to)) return [];
      return dailyWindow === null ? [{ startsAt: from, endsAt: to }] : windowIntervals(offsets(from, to), dailyWindow);
    },
  };
};
