import { type BoardContent, boardContentSchema, type FilterRef, type Tile } from '../../domain/board.ts';
import { parseFilter, printFilter } from '../../statistics/filters.ts';

/** Puts every filter of a board through `change`. */
export const mapFilters = (content: BoardContent, change: (ref: FilterRef) => FilterRef): BoardContent => {
  const changed = (ref: FilterRef | null): FilterRef | null => (ref === null ? null : change(ref));
  const tile = (one: Tile): Tile => ('filter' in one ? { ...one, filter: changed(one.filter) } : one);
  return {
    ...content,
    views: content.views.map((view) => ({ ...view, filter: changed(view.filter), tiles: view.tiles.map(tile) })),
  };
};

/** A board as it is kept: everything in one order, filters of its own in their canonical writing. What cannot be read stays as it is. */
export const tidyContent = (content: BoardContent): BoardContent =>
  boardContentSchema.parse(
    mapFilters(content, (ref) => {
      if (ref.kind !== 'own') return ref;
      const parsed = parseFilter(ref.spec);
      return 'errors' in parsed ? ref : { ...ref, spec: { ...printFilter(parsed.filter) } };
    }),
  );
