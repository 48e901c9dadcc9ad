import type { Segment } from '../../functions/domain/segment.ts';

const end = (row: Segment): number => row.endedAt ?? Number.POSITIVE_INFINITY;
const ringEnd = (row: Segment): number => row.answeredAt ?? end(row);
const overlap = (a: Segment, b: Segment): boolean => a.startedAt < end(b) && b.startedAt < end(a);

/** Two devices of one group alerted at once; the others may be cleared after one answered. */
const isRingAll = (a: Segment, b: Segment): boolean =>
  a.huntGroup !== null && a.huntGroup === b.huntGroup && a.startedAt < ringEnd(b) && b.startedAt < ringEnd(a);
const isConference = (a: Segment, b: Segment): boolean => a.conference || b.conference;
const isDee = (a: Segment, b: Segment): boolean => a.dee || b.dee;
/** The later one belongs to the call that the earlier one's device made while it held the first. */
const isConsultation = (earlier: Segment, later: Segment): boolean =>
  earlier.outcome === 'transferred' &&
  earlier.answeredAt !== null &&
  later.startedAt >= earlier.answeredAt &&
  earlier.extension !== null &&
  later.transferredFrom === earlier.extension;

/** Pairs of one call's segments that overlap for none of the four reasons of rule set 1 §4; segments in order of number. */
export const unlawfulOverlaps = (segments: readonly Segment[]): readonly (readonly [Segment, Segment])[] => {
  const pairs: (readonly [Segment, Segment])[] = [];
  for (const [i, one] of segments.entries())
    for (const other of segments.slice(i + 1)) {
      const [a, b] = one.startedAt <= other.startedAt ? [one, other] : [other, one];
      if (overlap(a, b) && !isRingAll(a, b) && !isConference(a, b) && !isDee(a, b) && !isConsultation(a, b)) pairs.push([a, b]);
    }
  return pairs;
};
