import type { OffsetSpan } from './offsets.ts';
import { dayMs, minuteMs, minutesOf } from './wall-clock.ts';

/** Times of day, `HH:MM`; the end is exclusive. An end at or before the start is the next day's: equal ones are the whole day. */
export interface DailyWindow {
  readonly from: string;
  readonly to: string;
}
export interface Interval {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** When the wall clock reads `from <= t < to` (rule set 1 §8.2): in a repeated hour twice, in a skipped one never. */
export const windowIntervals = (spans: readonly OffsetSpan[], window: DailyWindow): readonly Interval[] => {
  const [begin, until] = [minutesOf(window.from) * minuteMs, minutesOf(window.to) * minuteMs];
  const end = until <= begin ? until + dayMs : until;
  const intervals: { startsAt: number; endsAt: number }[] = [];
  for (const { from, to, offset } of spans)
    for (let midnight = (Math.floor((from + offset) / dayMs) - 1) * dayMs; midnight + begin - offset < to; midnight += dayMs) {
      const [startsAt, endsAt] = [Math.max(midnight + begin - offset, from), Math.min(midnight + end - offset, to)];
      if (startsAt >= endsAt) continue;
      const last = intervals.at(-1);
      if (last !== undefined && startsAt <= last.endsAt) last.endsAt = Math.max(last.endsAt, endsAt);
      else intervals.push({ startsAt, endsAt });
    }
  return intervals;
};
