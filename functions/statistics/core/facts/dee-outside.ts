import type { Call, Segment } from '../../../domain/segment.ts';
import { rangTogether } from './leg-times.ts';

/**
 * The leg of a personal router to a phone outside (rule set 1 §8.11). It leaves on a trunk of its own; an ordinary forward or transfer to
 * the outside does too, but never rings while one of our devices rings. In a call that a colleague made every leg has direction out;
 * there it is the DEE leg that is at no device of ours.
 */
export const isDeeOutside = (call: Call, leg: Segment, legs: readonly Segment[]): boolean => {
  if (leg.callType !== 'external' || leg.direction !== 'out' || leg.trunk === null) return false;
  if (call.direction === 'out') return leg.dee && leg.extension === null;
  return leg.dee || legs.some((other) => other.direction === 'in' && rangTogether(leg, other));
};
