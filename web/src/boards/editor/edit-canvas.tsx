import { type CSSProperties, type KeyboardEvent, useEffect, useRef } from 'react';
import { type Place, placeGrid, type ShownView, type Tile } from '../../../../functions/domain/board.ts';
import { Icon } from '../../ui/icons.tsx';
import type { TileSignal } from '../core/alarms.ts';
import type { BoardFeed } from '../core/feed.ts';
import { placedTiles, tickerOf, uniformGrid } from '../core/layout.ts';
import { tileTitle } from '../core/tile-words.ts';
import { useSize } from '../use-size.ts';
import { viewOf } from './core/editing.ts';
import { freshTileId } from './core/fresh-ids.ts';
import { EditTile } from './edit-tile.tsx';
import { useEditor } from './editor-context.ts';
import { useTileDrag } from './use-tile-drag.ts';

const percent = (part: number, of: number): string => `${(part / of) * 100}%`;
const boxOf = ({ x, y, w, h }: Place): CSSProperties => ({
  left: percent(x, placeGrid.columns),
  top: percent(y, placeGrid.rows),
  width: percent(w, placeGrid.columns),
  height: percent(h, placeGrid.rows),
});

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The view with its live figures, as it will stand, and what moves its tiles: pointer, touch, keyboard. Each tile is a stop for Tab; arrows
 * move it, with Shift they resize it.
 */
export const EditCanvas = ({
  shown,
  feed,
  signalOf,
  selected,
  select,
  open,
}: {
  readonly shown: ShownView;
  readonly feed: BoardFeed;
  readonly signalOf: (tile: Tile) => TileSignal;
  readonly selected: string | null;
  readonly select: (tile: string | null) => void;
  readonly open: (tile: string) => void;
}) => {
  const { editing, act, titleOf } = useEditor();
  const view = viewOf(editing);
  const room = useRef<HTMLDivElement>(null);
  const wanted = useRef<string | null>(null);
  const { width, height } = useSize(room);
  const tiles = placedTiles(view);
  const ticker = tickerOf(view);
  const manual = view.displayMode === 'manual';
  const grid = uniformGrid(tiles.length, width, height);

  const orderBefore = (tile: string, other: string): void =>
    act({ kind: 'orderTile', tile, to: view.tiles.findIndex(({ id }) => id === other) });
  const {
    drag,
    start,
    cancel,
    room: roomEvents,
  } = useTileDrag(room, view, grid, {
    place: (tile, place) => act({ kind: 'placeTile', tile, place }),
    order: orderBefore,
    tap: (tile) => select(tile),
  });
  useEffect(() => {
    if (drag === null) return;
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key === 'Escape') cancel();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [drag, cancel]);
  // After a tile is gone its neighbour has the focus.
  useEffect(() => {
    if (wanted.current === null) return;
    const next = room.current?.parentElement?.querySelector<HTMLElement>(`[data-tile="${wanted.current}"]`);
    wanted.current = null;
    (next ?? room.current)?.focus();
  });

  const remove = (tile: Tile): void => {
    const at = view.tiles.indexOf(tile);
    wanted.current = (view.tiles[at + 1] ?? view.tiles[at - 1])?.id ?? '';
    act({ kind: 'removeTile', tile: tile.id });
  };
  const onKey = (event: KeyboardEvent, tile: Tile): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = arrows[event.key];
    if (step !== undefined) {
      const [dx, dy] = step;
      if (tile.kind === 'ticker') {
        if (dy !== 0) act({ kind: 'changeTile', tile: { ...tile, location: dy < 0 ? 'top' : 'bottom' }, merge: null });
      } else if (manual || event.shiftKey) act({ kind: 'stepTile', tile: tile.id, dx, dy, resize: event.shiftKey });
      else {
        const other = tiles[tiles.indexOf(tile) + dx + dy * grid.columns];
        if (other === undefined) act({ kind: 'orderTile', tile: tile.id, to: view.tiles.indexOf(tile) });
        else orderBefore(tile.id, other.id);
      }
    } else if (event.key === 'Enter') open(tile.id);
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(tile);
    else if (event.key === 'Escape') select(null);
    else return;
    event.preventDefault();
  };

  const face = (tile: Tile, style: CSSProperties, state: string) => {
    const at = view.tiles.indexOf(tile);
    return (
      <EditTile
        key={tile.id}
        tile={tile}
        shown={shown}
        feed={feed}
        signal={signalOf(tile)}
        style={style}
        state={state}
        selected={selected === tile.id}
        words={`${tileTitle(tile, shown)}, tile ${at + 1} of ${view.tiles.length}${
          tile.place === null ? '' : `, column ${tile.place.x + 1}, row ${tile.place.y + 1}, ${tile.place.w} wide, ${tile.place.h} high`
        }`}
        resizable={manual && tile.kind !== 'ticker'}
        onKey={(event) => onKey(event, tile)}
        onGrip={(event, edges) => start(event, tile.id, edges)}
        select={() => select(tile.id)}
        open={() => open(tile.id)}
        copy={() => act({ kind: 'copyTile', tile: tile.id, id: freshTileId(editing.draft.content) })}
        remove={() => remove(tile)}
      />
    );
  };
  const stateOf = (tile: Tile): string => {
    if (drag?.tile === tile.id) return manual && drag.places === null ? 'refused' : 'dragged';
    if (drag?.before === tile.id) return 'target';
    return drag?.places?.has(tile.id) === true ? 'pushed' : '';
  };
  const placed = (tile: Tile, index: number) => {
    if (!manual) return face(tile, boxIn(index, grid.columns, grid.rows), stateOf(tile));
    const place = drag?.tile === tile.id ? drag.place : (drag?.places?.get(tile.id) ?? tile.place);
    return place === null ? null : face(tile, boxOf(place), stateOf(tile));
  };
  const band = ticker === null ? null : face(ticker, {}, '');
  const unplaced = manual ? tiles.filter(({ place }) => place === null) : [];
  return (
    <div className="edit-canvas" data-kind={shown.kind}>
      {ticker?.location === 'top' ? band : null}
      <section
        ref={room}
        className={`edit-room ${manual ? 'is-manual' : ''} ${drag === null ? '' : 'is-dragging'}`}
        aria-label={`Tiles of ${view.name}`}
        tabIndex={-1}
        {...roomEvents}
      >
        {tiles.map(placed)}
        {tiles.length === 0 ? (
          <p className="edit-empty">
            <Icon name="plus" /> This view is empty. Add a tile to begin.
          </p>
        ) : null}
        {drag !== null && manual && drag.places === null ? (
          <p className="edit-refusal">
            <Icon name="warning" /> No room here: {titleOf(drag.tile)} goes back when you let go.
          </p>
        ) : null}
      </section>
      {ticker?.location === 'bottom' ? band : null}
      {unplaced.length === 0 ? null : (
        <p className="banner warn">
          <Icon name="warning" /> {unplaced.map(({ id }) => titleOf(id)).join(', ')}: no room. Make tiles smaller or remove one.
        </p>
      )}
    </div>
  );
};

const boxIn = (index: number, columns: number, rows: number): CSSProperties => ({
  left: percent(index % columns, columns),
  top: percent(Math.floor(index / columns), rows),
  width: percent(1, columns),
  height: percent(1, rows),
});
