import type { Call, Segment } from '../../../domain/segment.ts';
import { rangTogether } from './leg-times.ts';

/**
 * The leg of a personal router to a phone outside (rule set 1 §8.11), known by ringing while one of our devices rings: an ordinary call,
 * forward or transfer to the outside never does. It is the outgoing leg of a call that came in. In a call that a colleague made every leg
 * has direction out; there it is the one that the group did not ring.
 */
export const isDeeOutside = (call: Call, leg: Segment, legs: readonly Segment[]): boolean => {
  if (leg.callType !== 'external' || leg.direction !== 'out' || leg.trunk === null) return false;
  if (leg.dee && (call.direction === 'in' || leg.extension === null)) return true;
  const others = legs.filter((other) => other !== leg && rangTogether(leg, other));
  return call.direction === 'in'
    ? others.some((other) => other.direction === 'in')
    : leg.huntGroup === null && others.some((other) => other.huntGroup !== null);
};
