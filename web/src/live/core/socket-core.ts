import {
  emptyFeed,
  type Feed,
  type FeedStep,
  holePatienceMs,
  isWhole,
  reconnectedFeed,
  takeDelta,
  takeResync,
  takeSnapshot,
  takeTime,
} from './feed.ts';
import type { ServerMessage, SocketProblem } from './server-message.ts';

export type ConnectionStatus = 'idle' | 'connecting' | 'open' | 'waiting' | 'offline' | 'denied';

export interface SocketState {
  readonly status: ConnectionStatus;
  /** Number of the present socket; events of older ones are ignored. */
  readonly socket: number;
  /** Failed attempts since the last message. */
  readonly attempt: number;
  /** Whether the last socket closed without having opened: its token may be at fault. */
  readonly refused: boolean;
  readonly statusSince: number;
  readonly openedAt: number;
  /** When the planned change of sockets is due. */
  readonly renewAt: number;
  /** When the server last said anything on the present socket. */
  readonly heardAt: number | null;
  /** When the server last said anything while the picture was whole: the age of the data counts from here. */
  readonly confirmedAt: number | null;
  readonly pingedAt: number | null;
  readonly retryAt: number | null;
  readonly visible: boolean;
  readonly online: boolean;
  readonly feed: Feed | null;
  readonly problem: SocketProblem | null;
}

export type SocketInput =
  | { readonly type: 'watch'; readonly site: string | null }
  | { readonly type: 'opened'; readonly socket: number }
  | { readonly type: 'message'; readonly socket: number; readonly message: ServerMessage }
  | { readonly type: 'closed'; readonly socket: number }
  | { readonly type: 'denied'; readonly socket: number }
  | { readonly type: 'token'; readonly token: string }
  | { readonly type: 'visible'; readonly visible: boolean }
  | { readonly type: 'online'; readonly online: boolean }
  | { readonly type: 'wake' };

export type SocketEffect =
  | { readonly type: 'open'; readonly socket: number; readonly freshToken: boolean }
  | { readonly type: 'send'; readonly message: unknown }
  | { readonly type: 'close' };

export interface SocketStep {
  readonly state: SocketState;
  readonly effects: readonly SocketEffect[];
}

/** What the core may not fetch itself: the time in epoch ms and a number in [0, 1). */
export interface SocketSurroundings {
  readonly now: number;
  readonly random: number;
}

/** Silence after which the server is asked whether the picture still holds; short enough that ten seconds never pass unmarked. */
export const confirmAfterMs = 6_000;
/** In a hidden tab nobody looks, and browsers slow timers anyway. */
const confirmHiddenMs = 20_000;
/** Silence after which the socket counts as dead although nobody closed it. */
export const deadAfterMs = 20_000;
const openingMs = 10_000;
/** API Gateway ends a connection after 2 h: change sockets before, at a moment of our own. */
export const renewAfterMs = 110 * 60_000;
const renewSpreadMs = 5 * 60_000;
const longestDelayMs = 30_000;

export const initialSocketState: SocketState = {
  status: 'idle',
  socket: 0,
  attempt: 0,
  refused: false,
  statusSince: 0,
  openedAt: 0,
  renewAt: 0,
  heardAt: null,
  confirmedAt: null,
  pingedAt: null,
  retryAt: null,
  visible: true,
  online: true,
  feed: null,
  problem: null,
};

/** Full jitter: a thousand boards that lost the same gateway must not come back in the same second. */
export const retryDelayMs = (attempt: number, random: number): number =>
  250 + Math.floor(random * Math.min(longestDelayMs, 1_000 * 2 ** Math.min(attempt, 10)));

const only = (state: SocketState): SocketStep => ({ state, effects: [] });

const opening = (state: SocketState, now: number): SocketStep => {
  const socket = state.socket + 1;
  const feed = state.feed === null ? null : reconnectedFeed(state.feed);
  return {
    state: { ...state, status: 'connecting', statusSince: now, socket, retryAt: null, pingedAt: null, heardAt: null, feed },
    effects: [{ type: 'open', socket, freshToken: state.refused && state.attempt > 0 }],
  };
};

const subscribeMessage = (feed: Feed, after: number | null): unknown =>
  after === null ? { subscribe: { site: feed.site, topic: 'live' } } : { subscribe: { site: feed.site, topic: 'live' }, after };

const unsubscribeMessage = (feed: Feed): unknown => ({ unsubscribe: { site: feed.site, topic: 'live' } });

const fed = (state: SocketState, step: FeedStep): SocketStep => ({
  state: { ...state, feed: step.feed, confirmedAt: isWhole(step.feed) ? state.heardAt : state.confirmedAt },
  effects: step.ask === null ? [] : [{ type: 'send', message: subscribeMessage(step.feed, step.ask.after) }],
});

const lost = (state: SocketState, { now, random }: SocketSurroundings, refused: boolean): SocketStep => {
  const next: SocketState = { ...state, pingedAt: null, refused, attempt: state.attempt + 1, statusSince: now };
  if (state.feed === null) return only({ ...next, status: 'idle', retryAt: null });
  if (!state.online) return only({ ...next, status: 'offline', retryAt: null });
  return only({ ...next, status: 'waiting', retryAt: now + retryDelayMs(state.attempt, random) });
};

const dropping = (state: SocketState, around: SocketSurroundings, refused: boolean): SocketStep => {
  const { state: next } = lost({ ...state, socket: state.socket + 1 }, around, refused);
  return { state: next, effects: [{ type: 'close' }] };
};

const watching = (state: SocketState, site: string | null, now: number): SocketStep => {
  if ((state.feed?.site ?? null) === site) return only(state);
  const leave: SocketEffect[] =
    state.status === 'open' && state.feed !== null ? [{ type: 'send', message: unsubscribeMessage(state.feed) }] : [];
  if (site === null) return { state: { ...state, feed: null, problem: null, confirmedAt: null }, effects: leave };
  const feed = emptyFeed(site);
  const next: SocketState = { ...state, feed, problem: null, confirmedAt: null };
  switch (state.status) {
    case 'open':
      return { state: next, effects: [...leave, { type: 'send', message: subscribeMessage(feed, null) }] };
    case 'idle':
    case 'denied':
      return opening({ ...next, attempt: 0, refused: false }, now);
    case 'connecting':
    case 'waiting':
    case 'offline':
      return only(next);
  }
};

const hearing = (state: SocketState, message: ServerMessage, around: SocketSurroundings): SocketStep => {
  // A problem is no sign of health: only proper answers end the back-off.
  if (message.type === 'problem' && message.problem.status === 401) return dropping(state, around, true);
  const heard: SocketState = { ...state, heardAt: around.now, pingedAt: null, attempt: 0, refused: false };
  const { feed } = heard;
  switch (message.type) {
    case 'pong':
      return only({ ...heard, confirmedAt: feed !== null && isWhole(feed) ? around.now : heard.confirmedAt });
    case 'unknown':
      return only(heard);
    case 'problem':
      if (feed === null || (message.problem.site !== null && message.problem.site !== feed.site)) return only(heard);
      return only({ ...heard, problem: message.problem });
    case 'snapshot':
      return feed?.site === message.site
        ? fed({ ...heard, problem: null }, takeSnapshot(feed, message.seq, message.part, message.more))
        : only(heard);
    case 'delta':
      return feed?.site === message.site ? fed({ ...heard, problem: null }, takeDelta(feed, message, around.now)) : only(heard);
    case 'resync':
      return feed?.site === message.site ? fed(heard, takeResync(feed)) : only(heard);
  }
};

const pinging = (state: SocketState, now: number): SocketStep => ({
  state: { ...state, pingedAt: now },
  effects: [{ type: 'send', message: { ping: 1 } }],
});

const confirmMs = (state: SocketState): number => (state.visible ? confirmAfterMs : confirmHiddenMs);

const waking = (state: SocketState, around: SocketSurroundings): SocketStep => {
  const { now } = around;
  switch (state.status) {
    case 'waiting':
      return state.retryAt !== null && now >= state.retryAt ? opening(state, now) : only(state);
    case 'connecting':
      return now - state.statusSince >= openingMs ? dropping(state, around, true) : only(state);
    case 'open': {
      const quietSince = state.heardAt ?? state.openedAt;
      if (state.pingedAt !== null && now - state.pingedAt >= deadAfterMs - confirmAfterMs) return dropping(state, around, false);
      if (now >= state.renewAt) {
        const { state: next, effects } = opening({ ...state, attempt: 0 }, now);
        return { state: next, effects: [{ type: 'close' }, ...effects] };
      }
      const step = state.feed === null ? only(state) : fed(state, takeTime(state.feed, now));
      if (state.pingedAt !== null || now - quietSince < confirmMs(state)) return step;
      const { state: pinged, effects } = pinging(step.state, now);
      return { state: pinged, effects: [...step.effects, ...effects] };
    }
    case 'idle':
    case 'offline':
    case 'denied':
      return only(state);
  }
};

/** Whole life of the connection as one pure step: state and input in, state and effects out. */
export const stepSocket = (state: SocketState, input: SocketInput, around: SocketSurroundings): SocketStep => {
  const { now } = around;
  switch (input.type) {
    case 'watch':
      return watching(state, input.site, now);
    case 'opened': {
      if (input.socket !== state.socket || state.status !== 'connecting') return only(state);
      const renewAt = now + renewAfterMs - Math.floor(around.random * renewSpreadMs);
      const open: SocketState = { ...state, status: 'open', statusSince: now, openedAt: now, renewAt, pingedAt: null };
      if (state.feed === null) return only(open);
      return { state: open, effects: [{ type: 'send', message: subscribeMessage(state.feed, state.feed.board?.seq ?? null) }] };
    }
    case 'message':
      return input.socket === state.socket && state.status === 'open' ? hearing(state, input.message, around) : only(state);
    case 'closed':
      if (input.socket !== state.socket || (state.status !== 'open' && state.status !== 'connecting')) return only(state);
      return lost(state, around, state.status === 'connecting');
    case 'denied':
      return input.socket === state.socket ? only({ ...state, status: 'denied', statusSince: now, retryAt: null }) : only(state);
    case 'token':
      if (state.status === 'open') return { state, effects: [{ type: 'send', message: { auth: input.token } }] };
      return state.status === 'denied' && state.feed !== null ? opening({ ...state, attempt: 0, refused: false }, now) : only(state);
    case 'visible': {
      const next: SocketState = { ...state, visible: input.visible };
      if (!input.visible) return only(next);
      if (state.status === 'waiting') return opening(next, now);
      return state.status === 'open' && state.pingedAt === null ? pinging(next, now) : only(next);
    }
    case 'online': {
      const next: SocketState = { ...state, online: input.online };
      if (!input.online)
        return state.status === 'waiting' ? only({ ...next, status: 'offline', statusSince: now, retryAt: null }) : only(next);
      if (state.status === 'offline' || state.status === 'waiting') return opening({ ...next, attempt: 0 }, now);
      return state.status === 'open' ? pinging(next, now) : only(next);
    }
    case 'wake':
      return waking(state, around);
  }
};

/** When `wake` is due next; null = not before another input. */
export const wakeAt = (state: SocketState): number | null => {
  switch (state.status) {
    case 'waiting':
      return state.retryAt;
    case 'connecting':
      return state.statusSince + openingMs;
    case 'open': {
      const alive =
        state.pingedAt === null ? (state.heardAt ?? state.openedAt) + confirmMs(state) : state.pingedAt + deadAfterMs - confirmAfterMs;
      const hole = state.feed?.asked === 'missing' && state.feed.holeSince !== null ? state.feed.holeSince + holePatienceMs : alive;
      return Math.min(alive, hole, state.renewAt);
    }
    case 'idle':
    case 'offline':
    case 'denied':
      return null;
  }
};
