import type { FigureValue } from '../../figures/core/public-types.ts';

/** A figure of a view as it was last told. */
export interface FigureReading {
  /** Whole ms, fractions, counts, ISO 8601 instants; null = nothing to compute it from. */
  readonly value: FigureValue;
  /** By how much it grows in a millisecond by itself; 0 = not. */
  readonly perMs: number;
  /** Epoch ms of the value. */
  readonly asOf: number;
}

/** A stretch of which something was not seen; `endedAt` null = it still lasts. Instants are epoch ms. */
export interface FeedGap {
  readonly cause: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly detail: string | null;
}

/** Whose figures are wanted. Another `revision` of the same view is asked for anew: its tiles may mean something else. */
export interface FiguresWanted {
  readonly board: string;
  readonly view: string;
  readonly revision: number;
}

/** What a message or an answer says of figures: whole values, of all or of some. */
export interface FiguresBody {
  readonly asOf: number;
  readonly figures: Readonly<Record<string, FigureValue>>;
  readonly perMs: Readonly<Record<string, number>>;
  /** Absent = as before. */
  readonly gaps?: readonly FeedGap[];
}

/** The figures of one view, apart from the socket that carries them. */
export interface FiguresFeed extends FiguresWanted {
  /** Number of the last commit in it; null before the first. */
  readonly seq: number | null;
  /** The server has answered the subscription: it will tell what changes. */
  readonly joined: boolean;
  readonly asOf: number;
  readonly figures: ReadonlyMap<string, FigureReading>;
  readonly gaps: readonly FeedGap[];
  /** When something of it last came, or was last asked for, by this machine's clock. */
  readonly heardAt: number;
  /** How often it has been asked for since something was last told unasked. */
  readonly asks: number;
}

/** On a quiet site rates and the reset show only to those who ask (functions/live/README.md); the longer it is quiet, the less often. */
export const figuresSilenceMs = ({ asks }: Pick<FiguresFeed, 'asks'>): number => (asks === 0 ? 15_000 : asks === 1 ? 30_000 : 60_000);

export const emptyFigures = ({ board, view, revision }: FiguresWanted, now: number): FiguresFeed => ({
  board,
  view,
  revision,
  seq: null,
  joined: false,
  asOf: 0,
  figures: new Map(),
  gaps: [],
  heardAt: now,
  asks: 0,
});

export const isSameView = (a: FiguresWanted, b: FiguresWanted): boolean =>
  a.board === b.board && a.view === b.view && a.revision === b.revision;

const readings = ({ asOf, figures, perMs }: FiguresBody): [string, FigureReading][] =>
  Object.entries(figures).map(([id, value]) => [id, { value, perMs: perMs[id] ?? 0, asOf }]);

const joinedWith = (feed: FiguresFeed, seq: number, body: FiguresBody, now: number, whole: boolean): FiguresFeed => ({
  ...feed,
  seq,
  asOf: Math.max(body.asOf, feed.asOf),
  figures: new Map([...(whole ? [] : feed.figures), ...readings(body)]),
  gaps: body.gaps ?? (whole ? [] : feed.gaps),
  heardAt: now,
});

/** All figures. After a reconnect the site may have begun anew: the number counts from here. */
export const takeFigures = (feed: FiguresFeed, seq: number, body: FiguresBody, now: number): FiguresFeed => ({
  ...joinedWith(feed, seq, body, now, true),
  joined: true,
  asks: 0,
});

/** What changed. A lower number than the last is a late repetition; an equal one may hold what the last left out. */
export const takeFiguresDelta = (feed: FiguresFeed, seq: number, body: FiguresBody, now: number): FiguresFeed =>
  feed.seq === null || !feed.joined || seq < feed.seq ? feed : { ...joinedWith(feed, seq, body, now, false), asks: 0 };

/** An answer to a question: all figures, but no promise to tell what changes. */
export const takeFiguresAnswer = (feed: FiguresFeed, seq: number, body: FiguresBody, now: number): FiguresFeed =>
  feed.seq !== null && seq < feed.seq ? { ...feed, heardAt: now } : joinedWith(feed, seq, body, now, true);
