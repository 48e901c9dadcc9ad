import type { EpochMs } from '../../../domain/ids.ts';
import type { Segment } from '../../../domain/segment.ts';

/** Ring + talk + hold: what a segment adds to call times. Nothing for failed attempts and devices not having rung (rule set 1 §4). */
export const lengthOf = (leg: Segment): number => leg.ringMs + leg.talkMs + leg.holdMs;

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * When the segment rang; null when it did not. One that still rings has no end yet; it may as well be at a device that does not count as
 * rung, which the row shows at its end only.
 */
export const ringStretch = (leg: Segment): Stretch | null => {
  if (leg.answeredAt === null && leg.endedAt === null) return { from: leg.startedAt, to: Number.POSITIVE_INFINITY };
  return leg.ringMs > 0 ? { from: leg.startedAt, to: leg.startedAt + leg.ringMs } : null;
};

/** Both rang at the same time. Only ring-all and DEE alert two devices of one call at once; a consultation begins after an answer. */
export const rangTogether = (a: Segment, b: Segment): boolean => {
  const [one, other] = [ringStretch(a), ringStretch(b)];
  return one !== null && other !== null && one.from < other.to && other.from < one.to;
};

/** An unanswered leg's ringing, without what it rang on after another leg was answered. */
const waitOf = (leg: Segment, answers: readonly number[]): number => {
  const answer = answers.find((at) => at >= leg.startedAt) ?? Number.POSITIVE_INFINITY;
  return Math.min(leg.startedAt + leg.ringMs, answer) - leg.startedAt;
};

/**
 * Sum of the segments' lengths, where an unanswered leg that rang beside another adds nothing (rule set 1 §8.4). When none of those that
 * rang together was answered, the longest wait stands for them all, so that a lost ring-all call lasts as long as it rang.
 */
export const callTimeOf = (legs: readonly Segment[]): number => {
  const counted = legs.filter((leg) => leg.answeredAt !== null);
  const answers = counted.map((leg) => leg.answeredAt ?? 0).sort((a, b) => a - b);
  const longestFirst = (a: Segment, b: Segment): number => waitOf(b, answers) - waitOf(a, answers) || a.segmentNo - b.segmentNo;
  for (const leg of legs.filter((one) => one.answeredAt === null).sort(longestFirst))
    if (!counted.some((other) => rangTogether(leg, other))) counted.push(leg);
  return counted.reduce((total, leg) => total + lengthOf(leg), 0);
};

/** The call was at another device for some of that time. */
const wasElsewhere = (others: readonly Segment[], from: number, to: number): boolean =>
  others.some((leg) => leg.startedAt < to && (leg.endedAt ?? Number.POSITIVE_INFINITY) > from);

/**
 * How long some legs of a call rang, until `until` (their first answer) or, with null, until the last stopped. Legs that ring together
 * ring once. A pause between two legs counts, as the caller waits on, unless the call was at one of the `others` meanwhile.
 */
export const ringTimeOf = (legs: readonly Segment[], others: readonly Segment[], until: EpochMs | null): number => {
  const limit = until ?? Number.POSITIVE_INFINITY;
  const stretches = legs
    .map(ringStretch)
    .filter((stretch) => stretch !== null)
    .map(({ from, to }) => ({ from, to: Math.min(to, limit) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  if (until !== null && stretches.length > 0) stretches.push({ from: until, to: until });
  let total = 0;
  let reached: number | null = null;
  for (const { from, to } of stretches) {
    if (reached === null) total += to - from;
    else if (from <= reached) total += Math.max(0, to - reached);
    else total += to - from + (wasElsewhere(others, reached, from) ? 0 : from - reached);
    reached = Math.max(reached ?? to, to);
  }
  return total;
};
