import type { StatusRow } from '../../../domain/segment.ts';
import { instantsOf, lastOf } from './in-order.ts';
import { type Held, isSameHeld, type Point } from './runs.ts';

const heldOf = (row: StatusRow): Held | null => (row.status === 'dndOn' ? { state: 'dnd', dndNumber: row.dndNumber } : null);

/** Do not disturb of an extension, agent or not (rule set 1 §8.17): one point per instant at which something was told of it. */
export const extensionPoints = (rows: readonly StatusRow[]): readonly Point[] => {
  const points: Point[] = [];
  for (const { at, carriedOver, rows: told } of instantsOf(rows)) {
    const before = points.at(-1);
    const held = lastOf(before?.held ?? null, told.map(heldOf), isSameHeld);
    points.push({
      at,
      held,
      real: !carriedOver,
      name: told.findLast(({ extensionName }) => extensionName !== null)?.extensionName ?? before?.name ?? null,
    });
  }
  return points;
};
