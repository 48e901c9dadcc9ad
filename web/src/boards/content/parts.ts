import type { CSSProperties, ReactNode } from 'react';
import type { ShownView, Tile } from '../../../../functions/domain/board.ts';
import type { TileSignal } from '../core/alarms.ts';
import type { BoardFeed, GridRow } from '../core/feed.ts';
import type { BoardSite } from '../tile-face.tsx';

/** What every kind of tile is drawn from. */
export interface ContentProps<T extends Tile> {
  readonly site: BoardSite;
  readonly tile: T;
  readonly shown: ShownView;
  readonly feed: BoardFeed;
  readonly signal: TileSignal;
  readonly paused: boolean;
  readonly desk: boolean;
  readonly hidesNumbers: boolean;
  readonly explains: boolean;
  readonly actions: ((row: GridRow) => ReactNode) | null;
  /** Colour of a figure: an alarm's, else the field's own; empty = as the tile. */
  readonly inkOf: (index: number) => CSSProperties;
}
export type KindOf<K extends Tile['kind']> = Extract<Tile, { kind: K }>;
