import { type PointerEvent, type RefObject, useState } from 'react';
import { type Place, placeGrid, type View } from '../../../../functions/domain/board.ts';
import { placedTiles, type UniformGrid } from '../core/layout.ts';
import { placedTiles as placesOf } from './core/editing.ts';
import { computePlaces, fitPlace } from './core/places.ts';

/** Which edges a handle pulls. */
export interface Edges {
  readonly left?: boolean;
  readonly right?: boolean;
  readonly top?: boolean;
  readonly bottom?: boolean;
}

interface Grip {
  readonly tile: string;
  /** Null = the whole tile is moved. */
  readonly edges: Edges | null;
  readonly x: number;
  readonly y: number;
  readonly from: Place | null;
}
export interface Drag {
  readonly tile: string;
  /** Where it would lie; null in the uniform grid. */
  readonly place: Place | null;
  /** Where everything would lie; null = it finds no room there. */
  readonly places: ReadonlyMap<string, Place> | null;
  /** The tile whose turn it would take in the uniform grid. */
  readonly before: string | null;
}

/** A tap with a trembling finger is no drag. */
const slackPx = 6;

const pulled = ({ edges, from }: Grip, dx: number, dy: number): Place | null => {
  if (from === null) return null;
  if (edges === null) return fitPlace({ ...from, x: from.x + dx, y: from.y + dy });
  const left = edges.left === true ? Math.min(from.x + from.w - 1, Math.max(0, from.x + dx)) : from.x;
  const top = edges.top === true ? Math.min(from.y + from.h - 1, Math.max(0, from.y + dy)) : from.y;
  const right = edges.right === true ? Math.min(placeGrid.columns, Math.max(left + 1, from.x + from.w + dx)) : from.x + from.w;
  const bottom = edges.bottom === true ? Math.min(placeGrid.rows, Math.max(top + 1, from.y + from.h + dy)) : from.y + from.h;
  return { x: left, y: top, w: right - left, h: bottom - top };
};

/** Moving and resizing by mouse, pen or finger. What is shown while dragging is what letting go does. */
export const useTileDrag = (
  room: RefObject<HTMLElement | null>,
  view: View,
  grid: UniformGrid,
  done: {
    readonly place: (tile: string, place: Place) => void;
    readonly order: (tile: string, before: string) => void;
    readonly tap: (tile: string) => void;
  },
) => {
  const [grip, setGrip] = useState<Grip | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const end = (): void => {
    setGrip(null);
    setDrag(null);
  };

  const start = (event: PointerEvent, tile: string, edges: Edges | null): void => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.stopPropagation();
    // The room hears the rest, also when the tile is drawn elsewhere meanwhile.
    room.current?.setPointerCapture(event.pointerId);
    const from = view.displayMode === 'manual' ? (view.tiles.find(({ id }) => id === tile)?.place ?? null) : null;
    setGrip({ tile, edges, x: event.clientX, y: event.clientY, from });
  };
  const move = (event: PointerEvent): void => {
    if (grip === null || room.current === null) return;
    const [px, py] = [event.clientX - grip.x, event.clientY - grip.y];
    if (drag === null && Math.hypot(px, py) < slackPx) return;
    const box = room.current.getBoundingClientRect();
    if (view.displayMode === 'manual') {
      const [dx, dy] = [Math.round((px / box.width) * placeGrid.columns), Math.round((py / box.height) * placeGrid.rows)];
      const place = pulled(grip, dx, dy);
      if (place === null) return;
      setDrag({ tile: grip.tile, place, places: computePlaces(placesOf(view.tiles), grip.tile, place), before: null });
      return;
    }
    const tiles = placedTiles(view);
    const within = (at: number, from: number, size: number, count: number): number =>
      Math.min(count - 1, Math.max(0, Math.floor(((at - from) / size) * count)));
    const at =
      within(event.clientY, box.top, box.height, grid.rows) * grid.columns + within(event.clientX, box.left, box.width, grid.columns);
    setDrag({ tile: grip.tile, place: null, places: null, before: tiles[Math.min(at, tiles.length - 1)]?.id ?? null });
  };
  const release = (): void => {
    if (grip === null) return;
    if (drag === null) done.tap(grip.tile);
    else if (drag.place !== null) done.place(drag.tile, drag.place);
    else if (drag.before !== null && drag.before !== drag.tile) done.order(drag.tile, drag.before);
    end();
  };
  return { drag, start, cancel: end, room: { onPointerMove: move, onPointerUp: release, onPointerCancel: end } };
};
