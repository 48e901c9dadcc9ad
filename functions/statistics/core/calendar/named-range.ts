import type { namedRanges } from '../../../domain/report.ts';
import { mondayOf, monthStart, nextMonth } from './day-buckets.ts';
import type { DatedDay, StatisticsDays } from './statistics-days.ts';
import { dayMs, minuteMs } from './wall-clock.ts';
import type { Interval } from './window-intervals.ts';

export type RangeName = (typeof namedRanges)[number];
/** `days` is read with `lastDays` and `lastWorkingDays` only; 1 when absent. */
export interface NamedRange {
  readonly named: RangeName;
  readonly days?: number | undefined;
}
/** Epoch ms, end exclusive. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

const isWorkingDay = ({ midnight, start, end }: DatedDay): boolean => start < end && midnight - mondayOf(midnight) < 5 * dayMs;

/** So many days from Monday to Friday before the day that is going on, the oldest first. */
const workingDaysBefore = (days: StatisticsDays, count: number, now: number): readonly DatedDay[] => {
  const found: DatedDay[] = [];
  for (let midnight = days.at(now).midnight - dayMs; found.length < count; midnight -= dayMs) {
    const day = days.of(midnight);
    if (isWorkingDay(day)) found.unshift(day);
  }
  return found;
};
const countOf = ({ days = 1 }: NamedRange): number => Math.max(1, Math.floor(days));

/** The stretches that a range is made of where it leaves days out between its ends; null = it is all of it. */
export const partsOf = (days: StatisticsDays, range: NamedRange, now: number): readonly Interval[] | null => {
  if (range.named !== 'lastWorkingDays') return null;
  const parts: Interval[] = [];
  for (const { start, end } of workingDaysBefore(days, countOf(range), now)) {
    const last = parts.at(-1);
    if (last?.endsAt === start) parts[parts.length - 1] = { ...last, endsAt: end };
    else parts.push({ startsAt: start, endsAt: end });
  }
  return parts;
};

/** Days, weeks and months are whole statistics ones, so that today's range ends at the next reset (rule set 1 §8.1). */
export const rangeOf = (days: StatisticsDays, range: NamedRange, now: number): TimeRange => {
  const { midnight } = days.at(now);
  const between = (first: number, next: number): TimeRange => ({ from: days.of(first).start, to: days.of(next).start });
  const lastMinutes = (minutes: number): TimeRange => ({ from: now - minutes * minuteMs, to: now });
  const monday = mondayOf(midnight);
  switch (range.named) {
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
    case 'last12Weeks':
      return between(monday - 11 * 7 * dayMs, monday + 7 * dayMs);
    case 'last12Months':
      return between(monthStart(midnight, -11), nextMonth(midnight));
    case 'last15Minutes':
      return lastMinutes(15);
    case 'last30Minutes':
      return lastMinutes(30);
    case 'last60Minutes':
      return lastMinutes(60);
    case 'lastDays':
      return between(midnight - (countOf(range) - 1) * dayMs, midnight + dayMs);
    case 'lastWorkingDays': {
      const parts = partsOf(days, range, now) ?? [];
      return { from: parts[0]?.startsAt ?? now, to: parts.at(-1)?.endsAt ?? now };
    }
  }
};
