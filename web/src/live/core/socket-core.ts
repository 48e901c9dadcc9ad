import type { Notice } from '../../../../functions/domain/board.ts';
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
import {
  emptyFigures,
  type FiguresBody,
  type FiguresFeed,
  type FiguresWanted,
  figuresSilenceMs,
  isSameView,
  takeFigures,
  takeFiguresAnswer,
  takeFiguresDelta,
} from './figures-feed.ts';
import { emptyNotices, type NoticesFeed, takeNotice, takeValues } from './notices-feed.ts';
import type { ServerMessage, SocketProblem, SocketTopic } from './server-message.ts';

/** What of the site is wanted. */
export interface Wants {
  readonly live: boolean;
  readonly figures: FiguresWanted | null;
  readonly notices: boolean;
}
export const liveOnly: Wants = { live: true, figures: null, notices: false };

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
  readonly site: string | null;
  readonly wants: Wants;
  /** Null = not wanted, as with the two below. */
  readonly feed: Feed | null;
  readonly figures: FiguresFeed | null;
  readonly notices: NoticesFeed | null;
  /** Topics no longer wanted, and when the server is told. */
  readonly leaving: Readonly<Partial<Record<SocketTopic, number>>>;
  readonly problem: SocketProblem | null;
}

export type SocketInput =
  | { readonly type: 'watch'; readonly site: string | null }
  | { readonly type: 'want'; readonly wants: Wants }
  /** Answer to `readFigures`; `body` null = there was none. */
  | { readonly type: 'figuresRead'; readonly wanted: FiguresWanted; readonly seq: number; readonly body: FiguresBody | null }
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
  | { readonly type: 'readFigures'; readonly site: string; readonly wanted: FiguresWanted }
  /** Null = some may have been missed. */
  | { readonly type: 'notice'; readonly notice: Notice | null }
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
  site: null,
  wants: liveOnly,
  feed: null,
  figures: null,
  notices: null,
  leaving: {},
  problem: null,
};

/** Full jitter: a thousand boards that lost the same gateway must not come back in the same second. */
export const retryDelayMs = (attempt: number, random: number): number =>
  250 + Math.floor(random * Math.min(longestDelayMs, 1_000 * 2 ** Math.min(attempt, 10)));

const only = (state: SocketState): SocketStep => ({ state, effects: [] });

/** What is known stays on show; all of it is asked for again with the new connection. */
const opening = (state: SocketState, now: number): SocketStep => {
  const socket = state.socket + 1;
  const { feed, figures, notices } = state;
  return {
    state: {
      ...state,
      status: 'connecting',
      statusSince: now,
      socket,
      retryAt: null,
      pingedAt: null,
      heardAt: null,
      leaving: {},
      feed: feed === null ? null : reconnectedFeed(feed),
      figures: figures === null ? null : { ...figures, joined: false },
      notices: notices === null ? null : { ...notices, joined: false },
    },
    effects: [{ type: 'open', socket, freshToken: state.refused && state.attempt > 0 }],
  };
};

/** Something of a site is wanted: worth a connection. */
const isWatching = ({ feed, figures, notices }: SocketState): boolean => feed !== null || figures !== null || notices !== null;

/** Everything wanted is there and goes on coming. */
const isComplete = ({ feed, figures, notices }: SocketState): boolean =>
  (feed === null || isWhole(feed)) && (figures === null || figures.joined) && (notices === null || notices.joined);

const subscribeMessage = (feed: Feed, after: number | null): unknown =>
  after === null ? { subscribe: { site: feed.site, topic: 'live' } } : { subscribe: { site: feed.site, topic: 'live' }, after };

const send = (message: unknown): SocketEffect => ({ type: 'send', message });
const figuresAsk = (site: string, { board, view }: FiguresWanted): SocketEffect =>
  send({ subscribe: { site, topic: 'figures', board, view } });
const noticesAsk = (site: string): SocketEffect => send({ subscribe: { site, topic: 'notices' } });
const leave = (site: string, topic: SocketTopic): SocketEffect => send({ unsubscribe: { site, topic } });

const subscribeAll = ({ site, feed, figures, notices }: SocketState): readonly SocketEffect[] =>
  site === null
    ? []
    : [
        ...(feed === null ? [] : [send(subscribeMessage(feed, feed.board?.seq ?? null))]),
        ...(figures === null ? [] : [figuresAsk(site, figures)]),
        ...(notices === null ? [] : [noticesAsk(site)]),
      ];

/** Something came: the age of the figures counts from here when nothing of what is wanted is missing. */
const confirmed = (state: SocketState): SocketState =>
  isComplete(state) ? { ...state, confirmedAt: state.heardAt, problem: null } : state;

const fed = (state: SocketState, step: FeedStep): SocketStep => ({
  state: confirmed({ ...state, feed: step.feed }),
  effects: step.ask === null ? [] : [send(subscribeMessage(step.feed, step.ask.after))],
});

const lost = (state: SocketState, { now, random }: SocketSurroundings, refused: boolean): SocketStep => {
  const next: SocketState = { ...state, pingedAt: null, refused, attempt: state.attempt + 1, statusSince: now };
  if (!isWatching(state)) return only({ ...next, status: 'idle', retryAt: null });
  if (!state.online) return only({ ...next, status: 'offline', retryAt: null });
  return only({ ...next, status: 'waiting', retryAt: now + retryDelayMs(state.attempt, random) });
};

const dropping = (state: SocketState, around: SocketSurroundings, refused: boolean): SocketStep => {
  const { state: next } = lost({ ...state, socket: state.socket + 1 }, around, refused);
  return { state: next, effects: [{ type: 'close' }] };
};

const topics: readonly SocketTopic[] = ['live', 'figures', 'notices'];
type Held = Readonly<Record<SocketTopic, unknown>>;

/**
 * The server may take two messages in either order: one that leaves a topic must not overtake, or be overtaken by, one that joins it. So a topic
 * is left only after it has not been wanted for a while; from page to page it usually is wanted again.
 */
export const lingerMs = 20_000;

const subscribed = (state: SocketState, held: Held, topic: SocketTopic): SocketEffect[] =>
  state.site !== null && (held[topic] !== null || state.leaving[topic] !== undefined) ? [leave(state.site, topic)] : [];

const leavingAfter = (before: SocketState['leaving'], held: Held, current: Held, now: number): SocketState['leaving'] =>
  Object.fromEntries(
    topics.flatMap((topic) => {
      if (current[topic] !== null) return [];
      const due = held[topic] === null ? before[topic] : now + lingerMs;
      return due === undefined ? [] : [[topic, due] as const];
    }),
  );

/** Leaves what has not been wanted for long enough. */
const leavingDue = (state: SocketState, now: number): SocketStep => {
  const { site, leaving } = state;
  const due = topics.filter((topic) => (leaving[topic] ?? Number.POSITIVE_INFINITY) <= now);
  if (site === null || due.length === 0) return only(state);
  const rest = Object.fromEntries(
    topics.flatMap((topic) => (leaving[topic] === undefined || due.includes(topic) ? [] : [[topic, leaving[topic]]])),
  );
  return { state: { ...state, leaving: rest }, effects: due.map((topic) => leave(site, topic)) };
};

/** Leaves what is no longer wanted, asks for what is; the rest goes on undisturbed. A new figures subscription takes the old one's place. */
const changing = (state: SocketState, site: string | null, wants: Wants, now: number): SocketStep => {
  const moved = state.site !== site;
  const kept = <T>(old: T | null): T | null => (moved ? null : old);
  const feed = site === null || !wants.live ? null : (kept(state.feed) ?? emptyFeed(site));
  const before = kept(state.figures);
  const figures =
    site === null || wants.figures === null
      ? null
      : before !== null && isSameView(before, wants.figures)
        ? before
        : emptyFigures(wants.figures, now);
  const notices = site === null || !wants.notices ? null : (kept(state.notices) ?? emptyNotices);
  if (feed === state.feed && figures === state.figures && notices === state.notices)
    return only({ ...state, site, wants, leaving: moved ? {} : state.leaving });
  // What stays was confirmed when it was confirmed; what is new shows nothing yet.
  const stays = [state.feed, state.figures, state.notices].some((old) => old !== null && [feed, figures, notices].includes(old));
  const confirmedAt = stays ? state.confirmedAt : null;
  const next: SocketState = { ...state, site, wants, feed, figures, notices, problem: null, confirmedAt };
  if (state.status !== 'open') {
    const idle = state.status === 'idle' || state.status === 'denied';
    return idle && isWatching(next) ? opening({ ...next, attempt: 0, refused: false }, now) : only(next);
  }
  const held = { live: state.feed, figures: state.figures, notices: state.notices };
  const current = { live: feed, figures, notices };
  const effects = [
    ...(moved && state.site !== null ? topics.flatMap((topic) => subscribed(state, held, topic)) : []),
    ...subscribeAll({
      ...next,
      feed: feed === state.feed ? null : feed,
      figures: figures === state.figures ? null : figures,
      notices: notices === state.notices ? null : notices,
    }),
  ];
  const leaving = moved ? {} : leavingAfter(state.leaving, held, current, now);
  return { state: { ...next, leaving }, effects };
};

/** A subscription may have died on the server, half made, after it was answered: what the server does not name is asked for again. */
const rejoining = (state: SocketState, active: readonly string[] | null): SocketStep => {
  const { site, feed, figures, notices } = state;
  if (active === null || site === null) return only(state);
  const died = (topic: SocketTopic): boolean => !active.includes(`${site} ${topic}`);
  const live = feed !== null && isWhole(feed) && died('live') ? takeResync(feed) : null;
  const noFigures = figures?.joined === true && died('figures');
  const noNotices = notices?.joined === true && died('notices');
  const liveStep = live === null ? only(state) : fed(state, live);
  return {
    state: {
      ...liveStep.state,
      figures: noFigures ? { ...figures, joined: false } : figures,
      notices: noNotices ? { ...notices, joined: false } : notices,
    },
    effects: [...liveStep.effects, ...(noFigures ? [figuresAsk(site, figures)] : []), ...(noNotices ? [noticesAsk(site)] : [])],
  };
};

/** A topic goes on telling for a while after it was wanted last: that is no word of what is wanted, which may be silent and must be asked after. */
const isUnwanted = ({ site, feed, figures, notices }: SocketState, message: ServerMessage): boolean => {
  switch (message.type) {
    case 'snapshot':
    case 'delta':
      return feed?.site !== message.site;
    case 'figures':
      return figures === null || site !== message.site;
    case 'values':
    case 'notice':
      return notices === null || site !== message.site;
    case 'resync':
    case 'pong':
    case 'unknown':
    case 'problem':
      return false;
  }
};

const hearing = (state: SocketState, message: ServerMessage, around: SocketSurroundings): SocketStep => {
  const { now } = around;
  // A problem is no sign of health: only proper answers end the back-off.
  if (message.type === 'problem' && message.problem.status === 401) return dropping(state, around, true);
  if (isUnwanted(state, message)) return only(state);
  const heard: SocketState = { ...state, heardAt: now, pingedAt: null, attempt: 0, refused: false };
  const { site, feed, figures, notices } = heard;
  switch (message.type) {
    case 'pong': {
      const step = rejoining(heard, message.topics);
      const holds = isWatching(step.state) && isComplete(step.state) && !message.behind;
      return holds ? { ...step, state: { ...step.state, confirmedAt: now } } : step;
    }
    case 'unknown':
      return only(heard);
    case 'problem':
      if (!isWatching(heard) || (message.problem.site !== null && message.problem.site !== site)) return only(heard);
      return only({ ...heard, problem: message.problem });
    case 'snapshot':
      return feed?.site === message.site ? fed(heard, takeSnapshot(feed, message.seq, message.part, message.more)) : only(heard);
    case 'delta':
      return feed?.site === message.site ? fed(heard, takeDelta(feed, message, now)) : only(heard);
    case 'figures': {
      if (figures === null || site !== message.site) return only(heard);
      const take = message.whole ? takeFigures : takeFiguresDelta;
      return only(confirmed({ ...heard, figures: take(figures, message.seq, message.body, now) }));
    }
    case 'values':
      if (notices === null || site !== message.site) return only(heard);
      return {
        state: confirmed({ ...heard, notices: takeValues(message.values) }),
        effects: [{ type: 'notice', notice: null }],
      };
    case 'notice':
      if (notices === null || site !== message.site) return only(heard);
      return {
        state: confirmed({ ...heard, notices: takeNotice(notices, message.notice) }),
        effects: [{ type: 'notice', notice: message.notice }],
      };
    case 'resync':
      if (site === null || site !== message.site) return only(heard);
      switch (message.topic) {
        case 'live':
          return feed === null ? only(heard) : fed(heard, takeResync(feed));
        case 'figures':
          if (figures === null) return only(heard);
          return { state: { ...heard, figures: { ...figures, joined: false } }, effects: [figuresAsk(site, figures)] };
        case 'notices':
          if (notices === null) return only(heard);
          return { state: { ...heard, notices: { ...notices, joined: false } }, effects: [noticesAsk(site)] };
      }
  }
};

/** An answer counts for the moment it was given, whether or not the server goes on telling. */
const reading = (state: SocketState, wanted: FiguresWanted, seq: number, body: FiguresBody | null, now: number): SocketState => {
  const { figures } = state;
  if (figures === null || body === null || !isSameView(figures, wanted)) return state;
  const next: SocketState = { ...state, figures: takeFiguresAnswer(figures, seq, body, now) };
  const rest = isComplete({ ...next, figures: null });
  return rest ? { ...next, confirmedAt: now } : next;
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
      const left = leavingDue(state, now);
      const { site, figures } = left.state;
      const asked = site !== null && figures !== null && state.visible && now - figures.heardAt >= figuresSilenceMs(figures);
      const figuresStep: SocketStep = asked
        ? {
            state: { ...left.state, figures: { ...figures, heardAt: now, asks: figures.asks + 1 } },
            effects: [
              ...left.effects,
              { type: 'readFigures', site, wanted: figures },
              ...(figures.joined ? [] : [figuresAsk(site, figures)]),
            ],
          }
        : left;
      const fedStep = state.feed === null ? figuresStep : fed(figuresStep.state, takeTime(state.feed, now));
      const step = state.feed !== null ? { ...fedStep, effects: [...figuresStep.effects, ...fedStep.effects] } : fedStep;
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
      return changing(state, input.site, state.wants, now);
    case 'want':
      return changing(state, state.site, input.wants, now);
    case 'figuresRead':
      return only(reading(state, input.wanted, input.seq, input.body, now));
    case 'opened': {
      if (input.socket !== state.socket || state.status !== 'connecting') return only(state);
      const renewAt = now + renewAfterMs - Math.floor(around.random * renewSpreadMs);
      const open: SocketState = { ...state, status: 'open', statusSince: now, openedAt: now, renewAt, pingedAt: null };
      return { state: open, effects: subscribeAll(open) };
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
      return state.status === 'denied' && isWatching(state) ? opening({ ...state, attempt: 0, refused: false }, now) : only(state);
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
      const silence = state.figures === null || !state.visible ? alive : state.figures.heardAt + figuresSilenceMs(state.figures);
      return Math.min(alive, hole, silence, state.renewAt, ...Object.values(state.leaving));
    }
    case 'idle':
    case 'offline':
    case 'denied':
      return null;
  }
};
