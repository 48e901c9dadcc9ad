import { figureId, type ShownField, type ShownView, type Tile } from '../../../../functions/domain/board.ts';

export const shownField = (shown: ShownView, tile: string, index: number): ShownField | null => shown.fields[figureId(tile, index)] ?? null;

const otherwise: Readonly<Record<Tile['kind'], string>> = {
  single: 'Figure',
  multi: 'Figures',
  ticker: 'Ticker',
  media: 'Media',
  grid: 'Grid',
  graph: 'Graph',
  serviceLevel: 'Service level',
  worklist: 'Lost calls to return',
  queues: 'Hunt groups',
};
const gridTitles = { agents: 'Agents', calls: 'Calls', extensions: 'Extensions', trunks: 'Trunks' } as const;

/** Its own title, else the name of its first field (L2803). */
export const tileTitle = (tile: Tile, shown: ShownView): string => {
  if (tile.title !== null && tile.title !== '') return tile.title;
  if (tile.kind === 'grid') return gridTitles[tile.grid];
  if (tile.kind === 'worklist' || tile.kind === 'queues' || tile.kind === 'ticker') return otherwise[tile.kind];
  return shownField(shown, tile.id, 0)?.title ?? otherwise[tile.kind];
};

/** The name of the tile's filter as it stands below the title, with `(+)` where the view's filter counts too (L2865-2875); null = none. */
export const filterLine = (tile: Tile, shown: ShownView): string | null => {
  const filter = shown.tileFilters[tile.id];
  if (filter === undefined) return null;
  return filter.mode === 'combine' ? `${filter.name} (+)` : filter.name;
};
