import type { Tile, View } from '../../../../../functions/domain/board.ts';
import type { Draft } from './editing.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const tileChanges = (mine: Tile, theirs: Tile, name: string): readonly string[] => {
  if (same(mine, theirs)) return [];
  const { place: a, ...one } = mine;
  const { place: b, ...two } = theirs;
  const parts = [same(a, b) ? '' : 'place or size', same(one, two) ? '' : 'properties'].filter((part) => part !== '');
  return [`${name}: ${parts.join(' and ')} differ`];
};

const viewChanges = (mine: View, theirs: View, nameOf: (tile: Tile) => string): readonly string[] => {
  const lines = [
    mine.name === theirs.name ? '' : `The view is called “${mine.name}” in yours, “${theirs.name}” in theirs`,
    mine.displayMode === theirs.displayMode ? '' : 'The display mode differs',
    mine.colourMode === theirs.colourMode ? '' : 'The colour mode of new tiles differs',
    same(mine.filter, theirs.filter) ? '' : 'The view filter differs',
    ...mine.tiles.flatMap((tile) => {
      const other = theirs.tiles.find(({ id }) => id === tile.id);
      return other === undefined ? [`${nameOf(tile)}: only in yours`] : tileChanges(tile, other, nameOf(tile));
    }),
    ...theirs.tiles.flatMap((tile) => (mine.tiles.some(({ id }) => id === tile.id) ? [] : [`${nameOf(tile)}: only in theirs`])),
  ].filter((line) => line !== '');
  const [a, b] = [mine, theirs].map(({ tiles }) => tiles.map(({ id }) => id));
  return lines.length === 0 && !same(a, b) ? ['The tiles stand in another order'] : lines;
};

/** In what two drafts of one board differ, one line each. `nameOf` gives a tile's title. */
export const compareDrafts = (mine: Draft, theirs: Draft, nameOf: (tile: Tile) => string): readonly string[] => {
  const [a, b] = [mine.content, theirs.content];
  const several = a.views.length > 1 || b.views.length > 1;
  return [
    ...(a.name === b.name ? [] : [`The board is called “${a.name}” in yours, “${b.name}” in theirs`]),
    ...(mine.shared === theirs.shared ? [] : [theirs.shared ? 'Theirs is shared, yours is not' : 'Yours is shared, theirs is not']),
    ...a.views.flatMap((view) => {
      const other = b.views.find(({ id }) => id === view.id);
      if (other === undefined) return [`View “${view.name}”: only in yours`];
      return viewChanges(view, other, nameOf).map((line) => (several ? `${view.name}: ${line}` : line));
    }),
    ...b.views.flatMap((view) => (a.views.some(({ id }) => id === view.id) ? [] : [`View “${view.name}”: only in theirs`])),
  ];
};
