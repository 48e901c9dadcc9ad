import type { Segment } from '../../../domain/segment.ts';
import type { Fact } from '../../../statistics/facts.ts';
import { createSegmentPredicate, type Filter, type FilterContext } from '../../../statistics/filters.ts';

/** What of one call a filter picks. */
export interface Matches {
  /** Any segment of the call passes: the call, its trunks, and its place among the calls there are now. */
  readonly call: boolean;
  readonly facts: readonly Fact[];
}
export type MatchFacts = (facts: readonly Fact[], segments: readonly Segment[]) => Matches;

const none: Matches = { call: false, facts: [] };

/**
 * Which facts of a call a filter picks: a leg by its own segment, a visit by those at the group, a call, its trunks and its originator by
 * any segment of the call (rule set 1 §8.6), an internal segment as each side sees it. The same rows as reports pick in SQL.
 */
export const createMatchFacts = (filter: Filter, { dialPlan }: Pick<FilterContext, 'dialPlan'>): MatchFacts => {
  if (filter.tests.length === 0) return (facts) => ({ call: true, facts });
  const whole = createSegmentPredicate(filter, { dialPlan });
  const device = createSegmentPredicate(filter, { dialPlan, seenFrom: 'device' });
  const caller = createSegmentPredicate(filter, { dialPlan, seenFrom: 'caller' });
  return (facts, segments) => {
    let call = false;
    let originator = false;
    const numbers = new Set<number>();
    const groups = new Set<string>();
    for (const segment of segments) {
      const internal = segment.callType === 'internal';
      const asWhole = whole(segment);
      if (asWhole) call = true;
      // An external segment looks the same from everywhere.
      if (internal ? device(segment) : asWhole) {
        numbers.add(segment.segmentNo);
        if (segment.huntGroup !== null) groups.add(segment.huntGroup);
      }
      if (internal && !originator) originator = caller(segment);
    }
    if (!call && !originator && numbers.size === 0) return none;
    const picked = (fact: Fact): boolean => {
      switch (fact.grain) {
        case 'call':
        case 'trunk':
          return call;
        case 'originator':
          return originator;
        case 'leg':
          return fact.segmentNo !== null && numbers.has(fact.segmentNo);
        case 'visit':
          return fact.huntGroup !== null && groups.has(fact.huntGroup);
      }
    };
    return { call, facts: facts.filter(picked) };
  };
};
