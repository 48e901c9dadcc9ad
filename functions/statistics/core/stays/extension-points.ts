import type { StatusRow } from '../../../domain/segment.ts';
import { type Instant, instantsOf, lastOf } from './in-order.ts';
import { type Held, isSameHeld, type Point } from './runs.ts';

const heldOf = (row: StatusRow): Held | null => (row.status === 'dndOn' ? { state: 'dnd', dndNumber: row.dndNumber } : null);

/** The phone after one more instant, `before` = as it was left by the one before. */
export const stepExtension = (before: Point | null, { at, carriedOver, rows: told }: Instant): Point => ({
  at,
  held: lastOf(before?.held ?? null, told.map(heldOf), isSameHeld),
  real: !carriedOver,
  name: told.findLast(({ extensionName }) => extensionName !== null)?.extensionName ?? before?.name ?? null,
});

/** Do not disturb of an extension, agent or not (rule set 1 §8.17): one point per instant at which something was told of it. */
export const extensionPoints = (rows: readonly StatusRow[]): readonly Point[] => {
  const points: Point[] = [];
  for (const instant of instantsOf(rows)) points.push(stepExtension(points.at(-1) ?? null, instant));
  return points;
};
