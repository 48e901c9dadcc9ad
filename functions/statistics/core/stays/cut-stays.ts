import { type EpochMs, epochMs } from '../../../domain/ids.ts';
import type { CutStay, Stay } from '../types/stay.ts';

export interface StayRange {
  readonly from: EpochMs | number;
  /** Exclusive. */
  readonly to: EpochMs | number;
  /** Up to here an open stay has lasted. */
  readonly now: EpochMs | number;
}

/** One state of one subject: what goes on after an outage is of the same. */
const trackOf = (stay: Stay): string => [stay.subject, stay.number, stay.state, stay.dndNumber ?? ''].join(' ');

/**
 * Stays cut to [from, min(to, now)) (rule set 1 §8.16): entries and exits count in the range in which they are, so that adjacent ranges
 * add up. A state that was on before `from` is open at the start, also when it only goes on after an outage over `from` or was carried
 * over to it. What leaves nothing in the range is left out; the order stays.
 */
export const cutStays = (stays: readonly Stay[], { from, to, now }: StayRange): readonly CutStay[] => {
  const end = Math.min(to, now);
  const isInside = (at: number): boolean => from <= at && at < to && at <= now;
  const first = new Map<string, Stay>();
  for (const stay of stays) {
    const reaches = stay.startedAt <= end && stay.startedAt < to && (stay.endedAt ?? end) > from;
    const known = first.get(trackOf(stay));
    if (reaches && (known === undefined || stay.startedAt < known.startedAt)) first.set(trackOf(stay), stay);
  }
  return stays.flatMap((stay) => {
    const { startedAt, endedAt, entry, exit } = stay;
    const ms = Math.max(0, Math.min(endedAt ?? end, end) - Math.max(startedAt, from));
    const entered = entry && isInside(startedAt);
    const openAtStart = ms > 0 && !entered && first.get(trackOf(stay)) === stay;
    const leftAt = exit && endedAt !== null && isInside(endedAt) ? epochMs(endedAt) : null;
    return ms > 0 || entered || leftAt !== null ? [{ ...stay, ms, entered, openAtStart, leftAt }] : [];
  });
};
