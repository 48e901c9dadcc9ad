import type { FilterRef, ShownFilter, Tile, View } from '../../domain/board.ts';
import {
  builtInFilters,
  combineFilters,
  describeFilter,
  emptyFilter,
  type Filter,
  type FilterSpec,
  parseFilter,
  printFilter,
} from '../../statistics/filters.ts';

/** A saved filter as boards need it. */
export interface NamedFilter {
  readonly name: string;
  readonly spec: unknown;
}
type Found = { readonly name: string; readonly filter: Filter } | { readonly fault: string };

/** What a board's filter says now; a fault when it is gone or cannot be read any more. */
export const resolveFilter = (ref: FilterRef, saved: ReadonlyMap<string, NamedFilter>): Found => {
  const read = (name: string, spec: unknown): Found => {
    const parsed = parseFilter(spec);
    if ('errors' in parsed) return { fault: `the filter "${name}" can no longer be read: ${parsed.errors[0]?.message ?? ''}` };
    return { name: name === '' ? describeFilter(parsed.filter) : name, filter: parsed.filter };
  };
  switch (ref.kind) {
    case 'own':
      return read(ref.name, ref.spec);
    case 'saved': {
      const found = saved.get(ref.id);
      return found === undefined ? { fault: 'its saved filter was deleted; choose another one' } : read(found.name, found.spec);
    }
    case 'builtIn': {
      const found = builtInFilters.find(({ id }) => id === ref.id);
      return found === undefined ? { fault: 'its built-in filter is no longer there; choose another one' } : read(found.name, found.spec);
    }
  }
};

/** What a tile counts: null where it cannot be known, and then the tile shows nothing rather than other figures. */
export interface TileFilter {
  readonly filter: Filter | null;
  readonly shown: ShownFilter | null;
  readonly fault: string | null;
}

/** The view's filter and the tile's, as the tile wants them joined (L2857-2863). */
export const resolveTileFilter = (view: View, tile: Tile, saved: ReadonlyMap<string, NamedFilter>): TileFilter => {
  if (tile.kind === 'media') return { filter: emptyFilter, shown: null, fault: null };
  const mode = tile.filterMode;
  const ofView = view.filter === null || mode === 'replace' ? null : resolveFilter(view.filter, saved);
  const ofTile = tile.filter === null ? null : resolveFilter(tile.filter, saved);
  if (ofTile !== null && 'fault' in ofTile) return { filter: null, shown: null, fault: ofTile.fault };
  const named = (conflicts: readonly string[]): ShownFilter | null =>
    ofTile === null ? null : { name: ofTile.name, words: describeFilter(ofTile.filter), mode, conflicts };
  if (ofView !== null && 'fault' in ofView) return { filter: null, shown: named([]), fault: `of the view: ${ofView.fault}` };
  const { filter, conflicts } = combineFilters(ofView?.filter ?? null, ofTile?.filter ?? null, mode);
  const joined = filter ?? emptyFilter;
  const parsed = parseFilter(specOf(joined));
  if ('errors' in parsed)
    return { filter: null, shown: named(conflicts), fault: `view and tile together: ${parsed.errors[0]?.message ?? 'cannot be read'}` };
  return { filter: joined, shown: named(conflicts), fault: null };
};

/** How a figure is asked for: everything that narrows it, written out. Statuses are left out, as they narrow no figure. */
export const specOf = (filter: Filter): FilterSpec => printFilter({ ...filter, agentStatus: null, deviceStatus: null });
