import { applyDelta, type Board, type BoardDelta, type BoardPart, emptyBoard, joinPart } from './board.ts';

/** A change that brings a board from at least `from` to `seq`. Numbers may jump: commits that change nothing are not told. */
export interface NumberedDelta {
  readonly seq: number;
  /** Null where the server does not say: it then vouches for having left nothing out. */
  readonly from: number | null;
  readonly delta: BoardDelta;
}

/**
 * The stream of one site, apart from the socket that carries it: survives reconnects, applies deltas in order and exactly once,
 * and says when it needs to ask again.
 */
export interface Feed {
  readonly site: string;
  readonly board: Board | null;
  /** Snapshot of which not all parts have come. */
  readonly partial: Board | null;
  /** Deltas that came too early, in order of number. */
  readonly held: readonly NumberedDelta[];
  /** Since when something is missing; null when nothing is. */
  readonly holeSince: number | null;
  /** What the server has been asked and has not answered: the rest after a reconnect, what a hole lacks, or everything. */
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
/** How long the missing part may take before a snapshot is asked for. */
export const holePatienceMs = 2_000;

export const emptyFeed = (site: string): Feed => ({ site, board: null, partial: null, held: [], holeSince: null, asked: 'nothing' });

/** What is known stays on show; what was half received with the old connection does not count. */
export const reconnectedFeed = (feed: Feed): Feed => ({
  ...emptyFeed(feed.site),
  board: feed.board,
  asked: feed.board === null ? 'nothing' : 'resumed',
});

/** Whether the picture is whole, as far as the messages received can tell. */
export const isWhole = (feed: Feed): boolean =>
  feed.board !== null && feed.partial === null && (feed.asked === 'nothing' || feed.asked === 'resumed');

const inOrder = (held: readonly NumberedDelta[], next: NumberedDelta): readonly NumberedDelta[] =>
  [...held, next].sort((a, b) => a.seq - b.seq);

/** Applies what can be applied; the rest, for want of what comes before it, stays held. */
const drained = (feed: Feed): Feed => {
  let { board } = feed;
  if (board === null) return feed;
  const held: NumberedDelta[] = [];
  for (const next of feed.held) {
    if (next.seq <= board.seq) continue;
    if (held.length === 0 && (next.from === null || next.from <= board.seq)) board = applyDelta(board, next.seq, next.delta);
    else held.push(next);
  }
  return held.length === 0 ? { ...feed, board, held, holeSince: null, asked: 'nothing' } : { ...feed, board, held };
};

const askAll = (feed: Feed): FeedStep => ({ feed: { ...feed, partial: null, held: [], asked: 'all' }, ask: { after: null } });

export const takeSnapshot = (feed: Feed, seq: number, part: BoardPart, more: boolean): FeedStep => {
  const begun = feed.partial?.seq === seq ? feed.partial : emptyBoard(feed.site, seq);
  const joined = joinPart(begun, part);
  if (more) return { feed: { ...feed, partial: joined }, ask: null };
  // An older snapshot is a late answer to a question that has answered itself; after a reconnect it may be a site begun anew.
  const older = feed.board !== null && seq < feed.board.seq && (feed.asked === 'nothing' || feed.asked === 'missing');
  const board = older ? feed.board : joined;
  return { feed: drained({ ...feed, board, partial: null, holeSince: null, asked: 'nothing' }), ask: null };
};

export const takeDelta = (feed: Feed, next: NumberedDelta, now: number): FeedStep => {
  const { board } = feed;
  if (board !== null && next.seq <= board.seq) return { feed, ask: null };
  if (feed.held.length >= maxHeld) return askAll(feed);
  const kept: Feed = { ...feed, held: inOrder(feed.held, next) };
  // Before the first snapshot, or amid one: keep for later.
  if (board === null || feed.partial !== null || feed.asked === 'all') return { feed: kept, ask: null };
  const after = drained(kept);
  if (after.held.length === 0 || feed.holeSince !== null) return { feed: after, ask: null };
  return { feed: { ...after, holeSince: now, asked: 'missing' }, ask: { after: after.board?.seq ?? null } };
};

export const takeResync = (feed: Feed): FeedStep => askAll({ ...feed, holeSince: null });

/** Called when time has passed: what was missing did not come. */
export const takeTime = (feed: Feed, now: number): FeedStep =>
  feed.asked === 'missing' && feed.holeSince !== null && now - feed.holeSince >= holePatienceMs ? askAll(feed) : { feed, ask: null };
