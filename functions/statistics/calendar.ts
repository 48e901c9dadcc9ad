export {
  type Bucket,
  type BucketFormat,
  type BucketQuestion,
  bucketFormats,
  type Calendar,
  createCalendar,
} from './core/calendar/calendar.ts';
export { type NamedRange, type RangeName, rangeNames, type TimeRange } from './core/calendar/named-range.ts';
export type { DailyWindow, Interval } from './core/calendar/window-intervals.ts';
