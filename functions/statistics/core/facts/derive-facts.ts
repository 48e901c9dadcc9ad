import type { Call, Segment } from '../../../domain/segment.ts';
import type { Fact } from '../types/fact.ts';
import { callFact, originatorFact } from './call-fact.ts';
import { isDeeOutside } from './dee-outside.ts';
import { isOwnFailure, legFact } from './leg-fact.ts';
import { trunkFacts } from './trunk-facts.ts';
import { visitFacts } from './visit-facts.ts';

/** Two versions of one segment: the one that has gone further. */
const isNewer = (a: Segment, b: Segment): boolean =>
  (a.endedAt ?? Number.POSITIVE_INFINITY) < (b.endedAt ?? Number.POSITIVE_INFINITY) ||
  (a.endedAt === b.endedAt && (a.answeredAt ?? Number.POSITIVE_INFINITY) < (b.answeredAt ?? Number.POSITIVE_INFINITY));

/** The call's own segments, each once, by number. */
const legsOf = (call: Call, segments: readonly Segment[]): readonly Segment[] => {
  const byNumber = new Map<number, Segment>();
  for (const segment of segments) {
    if (segment.logicalCallId !== call.logicalCallId) continue;
    const known = byNumber.get(segment.segmentNo);
    if (known === undefined || isNewer(segment, known)) byNumber.set(segment.segmentNo, segment);
  }
  return [...byNumber.values()].sort((a, b) => a.segmentNo - b.segmentNo);
};

/**
 * Everything countable of one call, by rule set 1 §8: the call, its further trunks, its legs, its originator, its visits to groups. Every
 * template counts some of these, so that no rule of counting is written twice. Segments come in any order; those of another call are
 * ignored and of two versions of one the more advanced counts. Without segments there are no legs and no visits, and the call's time is
 * what its row says. Ids are the same on every derivation. Never throws.
 */
export const deriveFacts = (call: Call, segments: readonly Segment[]): readonly Fact[] => {
  const legs = legsOf(call, segments);
  // A failed internal attempt is its originator's row already.
  const originator = legs.some(isOwnFailure) ? null : originatorFact(call, legs);
  return [
    callFact(call, legs),
    ...trunkFacts(call, legs),
    ...legs.map((leg) => legFact(call, leg, isDeeOutside(call, leg, legs))),
    ...(originator === null ? [] : [originator]),
    ...visitFacts(call, legs),
  ];
};
