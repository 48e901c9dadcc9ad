import { formatZone } from './format.ts';

/** No summer time is shorter, so no change of the clock is stepped over. */
const stepMs = 21 * 86_400_000;

/**
 * The names that a zone has from one instant to another, in the order they come: `GMT`, `BST and GMT`. Times of a table that spans a change of
 * the clock are not all of one name.
 */
export const zoneNames = (zone: string, from: number, to: number): string => {
  const names = new Set<string>();
  for (let at = from; at < to; at += stepMs) names.add(formatZone(zone, at));
  names.add(formatZone(zone, Math.max(from, to)));
  return [...names].join(' and ');
};
