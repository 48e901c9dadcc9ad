import type { BoardValue } from '../../../../functions/domain/board.ts';
import type { LiveAgent, LiveCall, LiveExtension, LiveTrunk } from '../../../../functions/domain/live.ts';
import type { Board } from '../../live/core/board.ts';
import type { FeedGap, FigureReading } from '../../live/core/figures-feed.ts';

export type { FeedGap, FigureReading };

/** What a graph draws: one value a period from `from` (epoch ms) on; null = not known. */
export interface TileSeries {
  readonly periodMs: number;
  readonly from: number;
  readonly values: readonly (number | null)[];
}

/**
 * `loading`: nothing has come yet; `fresh`: confirmed within the last ten seconds; `old`: not confirmed for longer, or the site itself is
 * not heard; `disconnected`: the connection is lost. `since` (epoch ms) = from when on figures are not vouched for.
 */
export interface FeedFreshness {
  readonly state: 'loading' | 'fresh' | 'old' | 'disconnected';
  readonly since: number | null;
  /** Why, in a sentence for people; null when all is well. */
  readonly why: string | null;
}

/**
 * Everything a view draws, at one moment: made anew with each change and each second, never changed in place. The live socket, a moment of
 * the past and the examples of the editor all are such feeds.
 */
export interface BoardFeed {
  /** By `figureId`. Absent = not told (yet). */
  readonly figures: ReadonlyMap<string, FigureReading>;
  /** By `BoardValue.id`. */
  readonly values: ReadonlyMap<string, BoardValue>;
  /** Null where the view does not need it, or nothing has come yet. */
  readonly live: Board | null;
  readonly gaps: readonly FeedGap[];
  /** By tile. */
  readonly series: Readonly<Record<string, TileSeries>>;
  /** By tile: why there is no series and none will come. */
  readonly seriesFaults?: Readonly<Record<string, string>>;
  readonly freshness: FeedFreshness;
  /** A moment of the past: what is not kept cannot be shown, and nothing sounds. */
  readonly past?: true;
  /** Epoch ms that growing figures are drawn for: stands still between two seconds, and where figures are no longer vouched for. */
  readonly now: () => number;
}

export const emptyFeed = (now: number): BoardFeed => ({
  figures: new Map(),
  values: new Map(),
  live: null,
  gaps: [],
  series: {},
  freshness: { state: 'loading', since: null, why: null },
  now: () => now,
});

/** A row of a grid, for those who offer actions on it. */
export type GridRow =
  | { readonly grid: 'agents'; readonly item: LiveAgent }
  | { readonly grid: 'calls'; readonly item: LiveCall }
  | { readonly grid: 'extensions'; readonly item: LiveExtension }
  | { readonly grid: 'trunks'; readonly item: LiveTrunk };
