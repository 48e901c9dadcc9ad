import type { StatusRow } from '../../../domain/segment.ts';

/** Rows of one instant, told together: what was carried over before what changed. */
export interface Instant {
  readonly at: number;
  readonly carriedOver: boolean;
  readonly rows: readonly StatusRow[];
}

const compareIds = (a: StatusRow, b: StatusRow): number => (a.statusId < b.statusId ? -1 : a.statusId > b.statusId ? 1 : 0);

/** By instant, carried over first; each row once, whatever order and number they come in. */
export const instantsOf = (rows: readonly StatusRow[]): readonly Instant[] => {
  const unique = [...new Map(rows.map((row) => [row.statusId, row])).values()];
  const sorted = unique.sort((a, b) => a.at - b.at || Number(b.carriedOver) - Number(a.carriedOver) || compareIds(a, b));
  const instants: { at: number; carriedOver: boolean; rows: StatusRow[] }[] = [];
  for (const row of sorted) {
    const last = instants.at(-1);
    if (last?.at === row.at && last.carriedOver === row.carriedOver) last.rows.push(row);
    else instants.push({ at: row.at, carriedOver: row.carriedOver, rows: [row] });
  }
  return instants;
};

/**
 * Where reports of one instant lead. A row is written only for a change, so the first of them differs from what held before and each
 * next one from the one before it.
 */
export const lastOf = <T>(current: T, told: readonly T[], same: (a: T, b: T) => boolean): T => {
  const left = [...told];
  let value = current;
  while (left.length > 0) {
    const next = left.findIndex((one) => !same(one, value));
    const [taken] = left.splice(Math.max(0, next), 1);
    if (taken !== undefined) value = taken;
  }
  return value;
};
