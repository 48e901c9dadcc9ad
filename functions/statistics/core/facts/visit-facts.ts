import type { Call, Segment } from '../../../domain/segment.ts';
import type { Fact } from '../types/fact.ts';
import { isDeeOutside } from './dee-outside.ts';
import { foldedFact } from './folded-fact.ts';

/** What the group field shows for legs of a personal router. It is nobody's hunt group, so nobody visits it. */
const shownForDee = 'DEE';

interface Visit {
  readonly group: string | null;
  readonly legs: [Segment, ...Segment[]];
}

/** Runs of segments at one group, in order. A transfer back into the group after all before has ended begins another. */
const visitsOf = (legs: readonly Segment[]): readonly Visit[] => {
  const inOrder = [...legs].sort((a, b) => a.startedAt - b.startedAt || a.segmentNo - b.segmentNo);
  const visits: Visit[] = [];
  let allEnded = Number.NEGATIVE_INFINITY;
  for (const leg of inOrder) {
    const last = visits.at(-1);
    const returned = leg.transferredFrom !== null && leg.startedAt >= allEnded;
    if (last !== undefined && last.group === leg.huntGroup && !returned) last.legs.push(leg);
    else visits.push({ group: leg.huntGroup, legs: [leg] });
    allEnded = Math.max(allEnded, leg.endedAt ?? Number.POSITIVE_INFINITY);
  }
  return visits;
};

/**
 * One row per visit of a call to a hunt group (rule set 1 §8.3): what rings there one after the other or at once is one, a call that went
 * elsewhere and comes back is asked for once more. Lost stands on the visit that holds the lost segment, and on no other.
 */
export const visitFacts = (call: Call, legs: readonly Segment[]): readonly Fact[] => {
  const times = new Map<string, number>();
  const inside = legs.filter((leg) => !isDeeOutside(call, leg, legs));
  return visitsOf(inside).flatMap(({ group, legs: own }) => {
    if (group === null || group === shownForDee) return [];
    const time = (times.get(group) ?? 0) + 1;
    times.set(group, time);
    const others = legs.filter((leg) => !own.includes(leg));
    return [foldedFact(call, 'visit', time === 1 ? group : `${group}/${time}`, own, others)];
  });
};
