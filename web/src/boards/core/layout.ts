import { type Place, placeGrid, type Tile, type View } from '../../../../functions/domain/board.ts';

export type Ticker = Extract<Tile, { kind: 'ticker' }>;

/** The ticker stands above or below the others, whatever the display mode (L2455). */
export const tickerOf = (view: View): Ticker | null => view.tiles.find((tile) => tile.kind === 'ticker') ?? null;
export const placedTiles = (view: View): readonly Tile[] => view.tiles.filter(({ kind }) => kind !== 'ticker');

/** Width to height that figures with a title look best in. */
const bestAspect = 1.6;

export interface UniformGrid {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The grid in which `count` tiles of one size are as large as they can be in a room of that width and height: as large as the largest box of
 * the best shape that fits into one. Of equal ones the one with the fewest empty places.
 */
export const uniformGrid = (count: number, width: number, height: number): UniformGrid => {
  const fits = Array.from({ length: Math.max(1, count) }, (_, i) => {
    const columns = i + 1;
    const rows = Math.ceil(Math.max(1, count) / columns);
    const size = Math.min(Math.max(1, width) / columns, (Math.max(1, height) / rows) * bestAspect);
    return { columns, rows, size, empty: columns * rows - count };
  });
  const [best] = fits.sort((a, b) => b.size - a.size || a.empty - b.empty || a.columns - b.columns);
  return { columns: best?.columns ?? 1, rows: best?.rows ?? 1 };
};

const overlap = (a: Place, b: Place): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Sizes tried for a tile nobody has placed yet. */
const sizes = [
  { w: 6, h: 4 },
  { w: 4, h: 4 },
  { w: 4, h: 2 },
  { w: 2, h: 2 },
] as const;

const freePlace = (taken: readonly Place[]): Place | null => {
  for (const { w, h } of sizes)
    for (let y = 0; y + h <= placeGrid.rows; y += 1)
      for (let x = 0; x + w <= placeGrid.columns; x += 1) {
        const place = { x, y, w, h };
        if (!taken.some((other) => overlap(place, other))) return place;
      }
  return null;
};

export interface Placed {
  readonly tile: Tile;
  readonly place: Place;
}

/** Tiles at their places; those without one take the first free room, or, where there is none, rows below all others. */
export const manualPlaces = (tiles: readonly Tile[]): { readonly rows: number; readonly placed: readonly Placed[] } => {
  const taken: Place[] = tiles.flatMap(({ place }) => place ?? []);
  let rows: number = placeGrid.rows;
  const placed = tiles.map((tile): Placed => {
    if (tile.place !== null) return { tile, place: tile.place };
    const free = freePlace(taken);
    const place = free ?? { x: 0, y: rows, w: placeGrid.columns, h: 4 };
    if (free === null) rows += place.h;
    taken.push(place);
    return { tile, place };
  });
  return { rows, placed };
};

/** As one reads: from top to bottom, then from left to right. On a phone tiles stand below each other in this order. */
export const readingOrder = (view: View): readonly Tile[] =>
  view.displayMode === 'uniform'
    ? placedTiles(view)
    : [...manualPlaces(placedTiles(view)).placed].sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x).map(({ tile }) => tile);
