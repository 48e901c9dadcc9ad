import { applyDelta, type Board, type BoardDelta, type BoardPart, emptyBoard, joinPart } from './board.ts';

/**
 * The stream of one site, apart from the socket that carries it: survives reconnects, applies deltas in order and exactly once,
 * and says when it needs to ask again.
 */
export interface Feed {
  readonly site: string;
  readonly board: Board | null;
  /** Snapshot of which not all parts have come. */
  readonly partial: Board | null;
  /** Deltas that came too early, by number. */
  readonly held: ReadonlyMap<number, BoardDelta>;
  /** Since when a number is missing; null when nothing is. */
  readonly holeSince: number | null;
  /** What the server has been asked and has not answered: the rest after a reconnect, the missing numbers of a hole, or everything. */
  readonly asked: 'nothing' | 'resumed' | 'missing' | 'all';
}

export type FeedAsk = { readonly after: number | null } | null;
export interface FeedStep {
  readonly feed: Feed;
  /** Non-null = subscribe again: from `after`, or for a new snapshot. */
  readonly ask: FeedAsk;
}

/** More early deltas than this cost more than a snapshot. */
const maxHeld = 1_000;
/** How long the missing numbers may take before a snapshot is asked for. */
export const holePatienceMs = 2_000;

export const emptyFeed = (site: string): Feed => ({
  site,
  board: null,
  partial: null,
  held: new Map(),
  holeSince: null,
  asked: 'nothing',
});

/** What is known stays on show; what was half received with the old connection does not count. */
export const reconnectedFeed = (feed: Feed): Feed => ({
  ...emptyFeed(feed.site),
  board: feed.board,
  asked: feed.board === null ? 'nothing' : 'resumed',
});

/** Whether the picture is whole, as far as the messages received can tell. */
export const isWhole = (feed: Feed): boolean =>
  feed.board !== null && feed.partial === null && (feed.asked === 'nothing' || feed.asked === 'resumed');

const drained = (feed: Feed): Feed => {
  let board = feed.board;
  if (board === null) return feed;
  const held = new Map([...feed.held].filter(([seq]) => seq > (board?.seq ?? 0)));
  for (let next = held.get(board.seq + 1); next !== undefined; next = held.get(board.seq + 1)) {
    board = applyDelta(board, board.seq + 1, next);
    held.delete(board.seq);
  }
  return held.size === 0 ? { ...feed, board, held, holeSince: null, asked: 'nothing' } : { ...feed, board, held };
};

const askAll = (feed: Feed): FeedStep => ({ feed: { ...feed, partial: null, held: new Map(), asked: 'all' }, ask: { after: null } });

export const takeSnapshot = (feed: Feed, seq: number, part: BoardPart, more: boolean): FeedStep => {
  const begun = feed.partial?.seq === seq ? feed.partial : emptyBoard(feed.site, seq);
  const joined = joinPart(begun, part);
  if (more) return { feed: { ...feed, partial: joined }, ask: null };
  // An older snapshot is a late answer to a question that has answered itself; after a reconnect it may be a site begun anew.
  const older = feed.board !== null && seq < feed.board.seq && (feed.asked === 'nothing' || feed.asked === 'missing');
  const board = older ? feed.board : joined;
  return { feed: drained({ ...feed, board, partial: null, holeSince: null, asked: 'nothing' }), ask: null };
};

export const takeDelta = (feed: Feed, seq: number, delta: BoardDelta, now: number): FeedStep => {
  const { board } = feed;
  if (board !== null && seq <= board.seq) return { feed, ask: null };
  if (feed.held.size >= maxHeld) return askAll(feed);
  const kept: Feed = { ...feed, held: new Map(feed.held).set(seq, delta) };
  // Before the first snapshot, or amid one: keep for later.
  if (board === null || feed.partial !== null || feed.asked === 'all') return { feed: kept, ask: null };
  const after = drained(kept);
  if (after.held.size === 0 || feed.holeSince !== null) return { feed: after, ask: null };
  return { feed: { ...after, holeSince: now, asked: 'missing' }, ask: { after: after.board?.seq ?? null } };
};

export const takeResync = (feed: Feed): FeedStep => askAll({ ...feed, holeSince: null });

/** Called when time has passed: the missing numbers did not come. */
export const takeTime = (feed: Feed, now: number): FeedStep =>
  feed.asked === 'missing' && feed.holeSince !== null && now - feed.holeSince >= holePatienceMs ? askAll(feed) : { feed, ask: null };
