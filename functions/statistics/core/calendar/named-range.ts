import { mondayOf, monthStart, nextMonth } from './day-buckets.ts';
import type { StatisticsDays } from './statistics-days.ts';
import { dayMs, minuteMs } from './wall-clock.ts';

export const rangeNames = [
  'today',
  'yesterday',
  'thisWeek',
  'lastWeek',
  'thisMonth',
  'lastMonth',
  'last15Minutes',
  'last30Minutes',
  'last60Minutes',
  'lastDays',
] as const;
export type RangeName = (typeof rangeNames)[number];
/** `days` is read with `lastDays` only: that many statistics days, today the last of them; 1 when absent. */
export interface NamedRange {
  readonly named: RangeName;
  readonly days?: number | undefined;
}
/** Epoch ms, end exclusive. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Days, weeks and months are whole statistics ones, so that today's range ends at the next reset (rule set 1 §8.1). */
export const rangeOf = (days: StatisticsDays, { named, days: count = 1 }: NamedRange, now: number): TimeRange => {
  const { midnight } = days.at(now);
  const between = (first: number, next: number): TimeRange => ({ from: days.of(first).start, to: days.of(next).start });
  const lastMinutes = (minutes: number): TimeRange => ({ from: now - minutes * minuteMs, to: now });
  const monday = mondayOf(midnight);
  switch (named) {
    case 'today':
      return between(midnight, midnight + dayMs);
    case 'yesterday':
      return between(midnight - dayMs, midnight);
    case 'thisWeek':
      return between(monday, monday + 7 * dayMs);
    case 'lastWeek':
      return between(monday - 7 * dayMs, monday);
    case 'thisMonth':
      return between(monthStart(midnight), nextMonth(midnight));
    case 'lastMonth':
      return between(monthStart(monthStart(midnight) - dayMs), monthStart(midnight));
    case 'last15Minutes':
      return lastMinutes(15);
    case 'last30Minutes':
      return lastMinutes(30);
    case 'last60Minutes':
      return lastMinutes(60);
    case 'lastDays':
      return between(midnight - (Math.max(1, Math.floor(count)) - 1) * dayMs, midnight + dayMs);
  }
};
