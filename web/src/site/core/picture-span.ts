import { endOf, type HeldNumber, startOf } from './assignments.ts';

const dayMs = 86_400_000;

/** The time a picture of assignments covers: all that begins and ends, now, and room on both sides for what has no bound. */
export const pictureSpan = (held: readonly HeldNumber[], now: number): { readonly from: number; readonly to: number } => {
  const edges = held.flatMap(({ assignment }) => [startOf(assignment), endOf(assignment)]).filter(Number.isFinite);
  const [first, last] = [Math.min(now, ...edges), Math.max(now, ...edges)];
  const room = Math.max(dayMs, (last - first) * 0.15);
  return { from: first - room, to: last + room };
};
