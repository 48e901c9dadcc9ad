import type { Call, Segment } from '../../../domain/segment.ts';
import type { Fact } from '../types/fact.ts';
import { foldedFact } from './folded-fact.ts';

/** What the group field shows for legs of a personal router. It is nobody's hunt group, so nobody visits it. */
const shownForDee = 'DEE';

/**
 * One row per call and hunt group (rule set 1 §8.3). A call that comes back to a group is one visit all the same; its time elsewhere is
 * not in its ring time. Lost stands on the visit that holds the lost segment, and on no other.
 */
export const visitFacts = (call: Call, legs: readonly Segment[]): readonly Fact[] => {
  const groups = new Map<string, [Segment, ...Segment[]]>();
  for (const leg of legs) {
    if (leg.huntGroup === null || leg.huntGroup === shownForDee) continue;
    const known = groups.get(leg.huntGroup);
    if (known === undefined) groups.set(leg.huntGroup, [leg]);
    else known.push(leg);
  }
  return [...groups].map(([group, own]) =>
    foldedFact(
      call,
      'visit',
      group,
      own,
      legs.filter((leg) => leg.huntGroup !== group),
    ),
  );
};
