import { type CSSProperties, useEffect, useRef, useState } from 'react';
import type { ShownView, Tile } from '../../../functions/domain/board.ts';
import { formatClock, formatSpan } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import './boards.css';
import type { BoardFeed } from './core/feed.ts';
import { manualPlaces, placedTiles, readingOrder, tickerOf, uniformGrid } from './core/layout.ts';
import { type BoardSite, type RowActions, TileFace, type TileFaceProps } from './tile-face.tsx';
import { useAlarms } from './use-alarms.ts';
import { useFlash } from './use-flash.ts';
import { usePause } from './use-pause.ts';
import { useSize } from './use-size.ts';
import { useSounds } from './use-sounds.ts';

export interface BoardViewProps {
  readonly site: BoardSite;
  readonly shown: ShownView;
  readonly feed: BoardFeed;
  /** Menu for a row of a grid; without it rows offer nothing. */
  readonly actions?: RowActions;
  /** Default: a wallboard is looked at from afar, a dashboard at a desk. */
  readonly desk?: boolean;
  /** The reader sees no outside numbers and no calls of others, as a paired screen. */
  readonly hidesNumbers?: boolean;
  /** Right end of a tile's head. */
  readonly cornerOf?: (tile: Tile) => TileFaceProps['corner'];
  /** Figures lead to how they came about. */
  readonly explains?: boolean;
  /** False: what is said of the age of the figures stands elsewhere. */
  readonly banner?: boolean;
}

/** Narrower than this, tiles stand below each other. */
const stackedBelow = 640;

const Banner = ({ feed, zone }: { readonly feed: BoardFeed; readonly zone: string }) => {
  const { state, since, why } = feed.freshness;
  if (state === 'fresh') return null;
  if (state === 'loading')
    return (
      <p className="board-banner" role="status">
        Loading the figures…
      </p>
    );
  return (
    <p className="board-banner bad">
      <Icon name={state === 'disconnected' ? 'cut' : 'warning'} />
      <strong>{state === 'disconnected' ? 'Disconnected' : 'Old figures'}</strong>
      {since === null ? null : <span className="num">of {formatClock(zone, since)}</span>}
      <span>{why}</span>
    </p>
  );
};

/** Stretches of today that were not seen, in a line below the tiles. */
const GapLine = ({ feed }: { readonly feed: BoardFeed }) => {
  const now = feed.now();
  const ms = feed.gaps.reduce((sum, { startedAt, endedAt }) => sum + Math.max(0, (endedAt ?? now) - startedAt), 0);
  return feed.gaps.length === 0 ? null : (
    <p className="board-gaps">
      <span className="tile-gap">gap</span> Up to {formatSpan(ms)} of today not seen: figures of the day may be too low.
    </p>
  );
};

interface Placed {
  readonly tile: Tile;
  readonly style: CSSProperties;
}

const arrange = (
  view: ShownView['view'],
  width: number,
  height: number,
): { readonly style: CSSProperties; readonly tiles: readonly Placed[] } => {
  const tiles = placedTiles(view);
  if (width > 0 && width < stackedBelow) return { style: {}, tiles: readingOrder(view).map((tile) => ({ tile, style: {} })) };
  if (view.displayMode === 'uniform') {
    const { columns, rows } = uniformGrid(tiles.length, width, height);
    return {
      style: { gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` },
      tiles: tiles.map((tile) => ({ tile, style: {} })),
    };
  }
  const { rows, placed } = manualPlaces(tiles);
  return {
    style: { gridTemplateColumns: 'repeat(24, minmax(0, 1fr))', gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` },
    tiles: placed.map(({ tile, place: { x, y, w, h } }) => ({
      tile,
      style: { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` },
    })),
  };
};

/** Tiles that alarms have made fill the view, but for those somebody has put back, until their alarm is over (L2935). */
const useFilling = (filling: readonly string[]): readonly [string | null, () => void] => {
  const [putBack, setPutBack] = useState<readonly string[]>([]);
  const wanted = filling.join(' ');
  useEffect(() => {
    const now = wanted.split(' ');
    setPutBack((before) => (before.every((tile) => now.includes(tile)) ? before : before.filter((tile) => now.includes(tile))));
  }, [wanted]);
  const shown = filling.findLast((tile) => !putBack.includes(tile)) ?? null;
  useEffect(() => {
    if (shown === null) return;
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setPutBack((before) => [...before, shown]);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [shown]);
  return [shown, () => shown !== null && setPutBack((before) => [...before, shown])];
};

/** Whether anything on a view moves by itself. */
const moves = (view: ShownView['view'], desk: boolean, anyFlash: boolean): boolean =>
  anyFlash ||
  view.tiles.some(
    (tile) => tile.kind === 'ticker' || (tile.kind === 'multi' && tile.appearance === 'cycle') || (tile.kind === 'grid' && !desk),
  );

/** One view of a board, filling the box it stands in: layout, alarms, sounds, and what is said of its age. */
export const BoardView = ({
  site,
  shown,
  feed,
  actions,
  desk = shown.kind === 'dashboard',
  hidesNumbers = false,
  cornerOf,
  explains = false,
  banner = true,
}: BoardViewProps) => {
  const room = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(room);
  const [paused, togglePause] = usePause();
  const sounds = useSounds(site.site);
  const alarms = useAlarms(site.site, site.timeZone, shown, feed, hidesNumbers, sounds.play);
  const swapped = useFlash(alarms.anyFlash, paused);
  const [filling, putBack] = useFilling(alarms.filling);
  const { style, tiles } = arrange(shown.view, width, height);
  const ticker = tickerOf(shown.view);
  const face = (tile: Tile) => (
    <TileFace
      site={site}
      tile={tile}
      shown={shown}
      feed={feed}
      signal={alarms.signalOf(tile.id)}
      paused={paused}
      desk={desk}
      hidesNumbers={hidesNumbers}
      explains={explains}
      corner={cornerOf?.(tile)}
      {...(actions === undefined ? {} : { actions })}
    />
  );
  return (
    <div className="board-view" data-state={feed.freshness.state} data-swapped={swapped || undefined} data-desk={desk || undefined}>
      {banner ? <Banner feed={feed} zone={site.timeZone} /> : null}
      {ticker?.location === 'top' ? (
        <div className="board-ticker" data-size={ticker.size}>
          {face(ticker)}
        </div>
      ) : null}
      <div ref={room} className="board-room" data-stacked={(width > 0 && width < stackedBelow) || undefined}>
        {tiles.length === 0 && ticker === null ? <p className="tile-note">This view has no tiles yet.</p> : null}
        <div className="board-tiles" style={style}>
          {tiles.map(({ tile, style: place }) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut; the button and Escape do the same
            <div
              key={tile.id}
              className="board-tile"
              data-kind={tile.kind}
              data-filling={filling === tile.id || undefined}
              style={place}
              onDoubleClick={filling === tile.id ? putBack : undefined}
            >
              {face(tile)}
              {filling === tile.id ? (
                <button type="button" className="button board-put-back" onClick={putBack}>
                  Put back
                </button>
              ) : null}
            </div>
          ))}
        </div>
      </div>
      {ticker?.location === 'bottom' ? (
        <div className="board-ticker" data-size={ticker.size}>
          {face(ticker)}
        </div>
      ) : null}
      <div className="board-foot">
        <GapLine feed={feed} />
        {sounds.blocked ? (
          <button type="button" className="button" onClick={sounds.allow}>
            <Icon name="warning" /> This browser blocks the sound of alarms: turn it on
          </button>
        ) : null}
        {moves(shown.view, desk, alarms.anyFlash) ? (
          <button type="button" className="button board-pause" aria-pressed={paused} onClick={togglePause}>
            <Icon name={paused ? 'play' : 'pause'} /> {paused ? 'Go on' : 'Pause'} <kbd>P</kbd>
          </button>
        ) : null}
      </div>
      <div className="sr-only" role="status" aria-label="Alarms">
        {alarms.news}
      </div>
    </div>
  );
};
