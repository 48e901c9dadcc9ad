import type { Timing } from '../../domain/schedule.ts';
import { createOffsets, dayMs, type OffsetSpan, type Offsets } from '../../statistics/calendar.ts';
import { intervalOf, recurrenceSlots, type Slots, wallOf } from './recurrence-slots.ts';

/** Told of a run whose local time the clock skips, or shows twice on that day. */
export type RunNote = 'skipped hour' | 'repeated hour';
export interface PlannedRun {
  /** Epoch ms. */
  readonly at: number;
  readonly note: RunNote | null;
}

/** The longest stretch without a run that a recurrence has: the 29th of February around a year that is none (2096 to 2104). */
const horizonMs = 9 * 366 * dayMs;
/** No clock jumps further, so that what a moment depends on lies within. */
const reach = 2 * dayMs;
const neverMs = Number.POSITIVE_INFINITY;

type Span = OffsetSpan & { readonly before: OffsetSpan | undefined; readonly next: OffsetSpan | undefined };

const spansOf = (offsets: Offsets, from: number, to: number): readonly Span[] => {
  const spans = offsets(from - reach, to + reach);
  return spans.map((span, i) => ({ ...span, before: spans[i - 1], next: spans[i + 1] }));
};

/** The instant of a reading: the first of two, or for one that is skipped the reading by the offset before the gap (RFC 5545 §3.3.5). */
const instantOf = (spans: readonly Span[], wall: number): number => {
  const shown = spans.find(({ from, to, offset }) => from <= wall - offset && wall - offset < to);
  if (shown !== undefined) return wall - shown.offset;
  const gap = spans.find(({ from, offset, before }) => before !== undefined && wall >= from + before.offset && wall < from + offset);
  return wall - (gap?.before?.offset ?? spans[0]?.offset ?? 0);
};

/** The reading from which on the next span shows what this one did; infinite if it does not. */
const repeatOf = ({ to, offset, next }: Span): number => (next === undefined || next.offset >= offset ? neverMs : to + next.offset);

interface Candidate extends PlannedRun {
  /** The same reading was shown before. */
  readonly again: boolean;
}

/** What is due while one offset is in force, cut to [from, to). */
const candidatesOf = (span: Span, slots: Slots, from: number, to: number): readonly Candidate[] => {
  const { offset, before, from: begins } = span;
  const showedUntil = before === undefined ? Number.NEGATIVE_INFINITY : begins + before.offset;
  const [low, high] = [Math.max(from, begins), Math.min(to, span.to)];
  if (low >= high) return [];
  const shown = slots(low + offset, high + offset).map((wall) => ({ at: wall - offset, note: null, again: wall < showedUntil }));
  if (before === undefined || before.offset >= offset) return shown;
  // The gap is filled up behind itself: a moment that is due on its own account is one run, not two.
  const due = new Set(shown.map(({ at }) => at));
  const skipped = slots(begins + before.offset, begins + offset)
    .map((wall) => wall - before.offset)
    .filter((at) => at >= low && at < high && !due.has(at))
    .map((at) => ({ at, note: 'skipped hour' as const, again: false }));
  return [...shown, ...skipped].sort((a, b) => a.at - b.at);
};

/**
 * Runs of a timing after an instant, in order, without end unless it has one or none comes within nine years.
 *
 * - A local time that the clock skips runs as much later as the clock is put forward (02:22 becomes 03:22); where something is due then
 *   anyway, it is one run.
 * - A local time that the clock shows twice runs once, the first time. What runs every so many minutes or hours also runs the second time
 *   if its interval has passed since the run before: half-hourly stays half-hourly through a day of 25 hours, and nothing runs twice.
 * - `start` and `end` are readings of the same clock; the end is exclusive.
 *
 * @param zone IANA name. @param after epoch ms, exclusive. @throws RangeError for a zone that does not exist
 */
export function* plannedRuns(timing: Timing, zone: string, after: number): Generator<PlannedRun> {
  const offsets = createOffsets(zone);
  const slots = recurrenceSlots(timing);
  const interval = intervalOf(timing.recurrence);
  const around = (wall: number): number => instantOf(spansOf(offsets, wall, wall), wall);
  const startsAt = around(wallOf(timing.start));
  const endsAt = timing.end === null ? neverMs : around(wallOf(timing.end));
  const begin = Math.max(startsAt, after + 1 - reach - (interval ?? 0));
  const chunk = interval === null ? 32 * dayMs : 2 * dayMs;
  let last = Number.NEGATIVE_INFINITY;
  let seen = Math.max(startsAt, after);
  for (let from = begin; from < endsAt && from < seen + horizonMs; from += chunk) {
    const to = Math.min(from + chunk, endsAt);
    for (const span of spansOf(offsets, from, to)) {
      const repeatedFrom = repeatOf(span);
      for (const { at, note, again } of candidatesOf(span, slots, from, to)) {
        if (again && (interval === null || at - last < interval)) continue;
        last = at;
        if (at <= after) continue;
        seen = at;
        yield { at, note: note ?? (again || at + span.offset >= repeatedFrom ? 'repeated hour' : null) };
      }
    }
  }
}

/** The first run after an instant; null = none comes. */
export const nextRun = (timing: Timing, zone: string, after: number): PlannedRun | null => {
  const { value } = plannedRuns(timing, zone, after).next();
  return value ?? null;
};

/** The first so many. */
export const nextRuns = (timing: Timing, zone: string, after: number, count: number): readonly PlannedRun[] => {
  const runs: PlannedRun[] = [];
  for (const run of plannedRuns(timing, zone, after)) {
    if (runs.push(run) >= count) break;
  }
  return runs;
};
