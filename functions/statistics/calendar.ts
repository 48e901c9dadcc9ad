export {
  type Bucket,
  type BucketFormat,
  type BucketQuestion,
  bucketFormats,
  type Calendar,
  createCalendar,
} from './core/calendar/calendar.ts';
export type { NamedRange, RangeName, TimeRange } from './core/calendar/named-range.ts';
export { createOffsets, type OffsetSpan, type Offsets } from './core/calendar/offsets.ts';
export { dateText, dayMs, minuteMs, minutesOf, offsetText, timeText } from './core/calendar/wall-clock.ts';
export type { DailyWindow, Interval } from './core/calendar/window-intervals.ts';
