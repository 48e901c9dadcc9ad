import { type Place, placeGrid } from '../../../../../functions/domain/board.ts';

export interface Size {
  readonly w: number;
  readonly h: number;
}
export interface Placed {
  readonly id: string;
  readonly place: Place;
}

export const overlaps = (a: Place, b: Place): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, Math.round(value)));

/** The same place on the grid: at least one cell, as a whole inside. Fractions of cells are rounded. */
export const fitPlace = ({ x, y, w, h }: Place): Place => {
  const size = { w: within(w, 1, placeGrid.columns), h: within(h, 1, placeGrid.rows) };
  return { x: within(x, 0, placeGrid.columns - size.w), y: within(y, 0, placeGrid.rows - size.h), ...size };
};

/** The free place of this size that is nearest to `near`; without it the first in reading order. Null = there is none. */
export const findFree = (
  taken: readonly Place[],
  { w, h }: Size,
  near: { readonly x: number; readonly y: number } | null,
): Place | null => {
  let best: Place | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let y = 0; y + h <= placeGrid.rows; y += 1)
    for (let x = 0; x + w <= placeGrid.columns; x += 1) {
      const place = { x, y, w, h };
      if (taken.some((other) => overlaps(place, other))) continue;
      if (near === null) return place;
      const far = (x - near.x) ** 2 + (y - near.y) ** 2;
      if (far < least) [best, least] = [place, far];
    }
  return best;
};

/** Room for a new tile: of the size wanted, else of the largest that still finds a place. Null = not a single cell is free. */
export const findRoom = (taken: readonly Place[], wanted: Size): Place | null => {
  for (let { w, h } = wanted; w >= 1 && h >= 1; ) {
    const place = findFree(taken, { w, h }, null);
    if (place !== null) return place;
    if (w === 1 && h === 1) return null;
    // The longer side gives way first, so that a tile stays near to a shape that can be read.
    if (w >= h) w -= 1;
    else h -= 1;
  }
  return null;
};

/**
 * Puts one tile to a place. Those it would cover move to the nearest free place of their own size; `null` when one of them finds none: then
 * nothing may move. The answer holds the places that change, the tile's own among them.
 */
export const computePlaces = (tiles: readonly Placed[], id: string, wanted: Place): ReadonlyMap<string, Place> | null => {
  const place = fitPlace(wanted);
  const others = tiles.filter((tile) => tile.id !== id);
  const taken = [place, ...others.filter((other) => !overlaps(other.place, place)).map((other) => other.place)];
  const changed = new Map([[id, place]]);
  for (const other of others) {
    if (!overlaps(other.place, place)) continue;
    const free = findFree(taken, other.place, other.place);
    if (free === null) return null;
    taken.push(free);
    changed.set(other.id, free);
  }
  return changed;
};

/** Two tiles change places; null where one of them would then lie on a third, or leave the grid. */
export const swapPlaces = (tiles: readonly Placed[], a: string, b: string): ReadonlyMap<string, Place> | null => {
  const [one, two] = [tiles.find(({ id }) => id === a), tiles.find(({ id }) => id === b)];
  if (one === undefined || two === undefined) return null;
  return one.place.w === two.place.w && one.place.h === two.place.h
    ? new Map([
        [a, two.place],
        [b, one.place],
      ])
    : null;
};

/** Places for so many tiles, all of one size, in reading order: what a uniform grid looks like, on whole cells. */
export const arrangePlaces = (count: number): readonly Place[] => {
  if (count === 0) return [];
  const most = placeGrid.columns * placeGrid.rows;
  if (count > most) throw new RangeError(`${count} tiles do not fit on ${most} cells`);
  let columns = 1;
  while (columns * Math.min(placeGrid.rows, Math.ceil((columns * 2) / 3)) < count) columns += 1;
  const rows = Math.ceil(count / columns);
  const [w, h] = [Math.floor(placeGrid.columns / columns), Math.floor(placeGrid.rows / rows)];
  return Array.from({ length: count }, (_, i) => ({ x: (i % columns) * w, y: Math.floor(i / columns) * h, w, h }));
};
