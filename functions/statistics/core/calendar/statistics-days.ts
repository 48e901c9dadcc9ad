import type { StatisticsDay } from '../../../domain/statistics-day.ts';
import type { Offsets } from './offsets.ts';
import { dateText, dayMs, minuteMs } from './wall-clock.ts';

/** A statistics day with its date as a wall clock midnight. */
export interface DatedDay extends StatisticsDay {
  readonly midnight: number;
}

/** No offset is further from UTC, and none jumps by more than a day. */
const farthest = 2 * dayMs;

/** The first instant that reads `wall`; where the clock skips it, the first instant after the gap (rule set 1 §8.1). */
const instantOf = (offsets: Offsets, wall: number): number => {
  const spans = offsets(wall - farthest, wall + farthest);
  for (const { from, to, offset } of spans) if (from <= wall - offset && wall - offset < to) return wall - offset;
  return spans.find(({ from, offset }) => from + offset > wall)?.from ?? wall;
};

/** Statistics days of a site without asking the zone for each: a year in a millisecond or two. */
export interface StatisticsDays {
  /** The day that is going on at an instant. */
  readonly at: (instant: number) => DatedDay;
  /** The day of a date, given as any wall clock reading of it. */
  readonly of: (wall: number) => DatedDay;
  /** Days that meet [from, to), in order. */
  readonly between: (from: number, to: number) => readonly DatedDay[];
}

export const createStatisticsDays = (offsets: Offsets, resetMinutes: number): StatisticsDays => {
  const beginning = (midnight: number): number => instantOf(offsets, midnight + resetMinutes * minuteMs);
  const of = (wall: number): DatedDay => {
    const midnight = Math.floor(wall / dayMs) * dayMs;
    return { midnight, day: dateText(midnight), start: beginning(midnight), end: beginning(midnight + dayMs) };
  };
  const at = (instant: number): DatedDay => {
    const [span] = offsets(instant, instant + 1);
    const day = of(instant + (span?.offset ?? 0));
    return instant >= day.start ? day : of(day.midnight - dayMs);
  };
  const between = (from: number, to: number): readonly DatedDay[] => {
    const days: DatedDay[] = [];
    if (from >= to) return days;
    for (let day = at(from); day.start < to; day = of(day.midnight + dayMs)) if (day.end > day.start) days.push(day);
    return days;
  };
  return { at, of, between };
};
