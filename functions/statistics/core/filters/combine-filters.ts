import { describeTest } from './describe-filter.ts';
import type { FieldTest, Filter } from './filter.ts';

export interface CombinedFilter {
  /** Null = no filter. */
  readonly filter: Filter | null;
  /** In words, what the two ask that no segment can be at once; the filter then lets nothing pass. */
  readonly conflicts: readonly string[];
}

/** Only what excludes each other for certain: two texts may meet in some number, and internal calls are both inbound and outbound. */
const excludes = (a: FieldTest, b: FieldTest): boolean => {
  if (a.field !== b.field) return false;
  if (a.kind === 'range' && b.kind === 'range')
    return Math.max(a.from ?? 0, b.from ?? 0) > Math.min(a.to ?? Number.POSITIVE_INFINITY, b.to ?? Number.POSITIVE_INFINITY);
  if (a.kind === 'text' || b.kind === 'text' || a.kind === 'range' || b.kind === 'range') return false;
  return a.field !== 'direction' && a.value !== b.value;
};

/** A status both let through; null lets all through. */
const both = <T extends string>(a: readonly T[] | null | undefined, b: readonly T[] | null | undefined): readonly T[] | null =>
  a == null || b == null ? (a ?? b ?? null) : a.filter((status) => b.includes(status));

const sameTest = (a: FieldTest, b: FieldTest): boolean => describeTest(a) === describeTest(b) && JSON.stringify(a) === JSON.stringify(b);

/**
 * The filter of a tile on a view (L2857-2863). `combine`: a row must pass both; where both set the same field, both hold. `replace`: the
 * view's does not matter; a tile without a filter is then not filtered.
 */
export const combineFilters = (view: Filter | null, tile: Filter | null, mode: 'combine' | 'replace'): CombinedFilter => {
  if (mode === 'replace' || view === null) return { filter: tile, conflicts: [] };
  if (tile === null) return { filter: view, conflicts: [] };
  const [agentStatus, deviceStatus] = [both(view.agentStatus, tile.agentStatus), both(view.deviceStatus, tile.deviceStatus)];
  const conflicts = view.tests.flatMap((a) =>
    tile.tests
      .filter((b) => excludes(a, b))
      .map((b) => `the view asks "${describeTest(a)}", the tile "${describeTest(b)}": nothing is both`),
  );
  for (const [what, left] of [
    ['agents', agentStatus],
    ['devices', deviceStatus],
  ] as const)
    if (left?.length === 0) conflicts.push(`the view and the tile show no ${what} in common`);
  const added = tile.tests.filter((b) => !view.tests.some((a) => sameTest(a, b)));
  return { filter: { tests: [...view.tests, ...added], agentStatus, deviceStatus }, conflicts };
};
