import type { Notice } from '../../../functions/domain/board.ts';
import { LogInUnavailable, type Session, SessionEnded } from '../auth/session.ts';
import type { FiguresBody, FiguresWanted } from './core/figures-feed.ts';
import { parseServerMessage } from './core/server-message.ts';
import {
  initialSocketState,
  type SocketEffect,
  type SocketInput,
  type SocketState,
  stepSocket,
  type Wants,
  wakeAt,
} from './core/socket-core.ts';

export interface LiveSocket {
  readonly state: () => SocketState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly watch: (site: string | null) => void;
  /** What of the watched site is wanted; at first what happens now, and nothing else. */
  readonly want: (wants: Wants) => void;
  /** Notices of the site while they are wanted; null = some may have been missed, and everything is to be looked at again. */
  readonly onNotice: (listener: (notice: Notice | null) => void) => () => void;
}

export interface LiveSocketDeps {
  readonly url: string;
  readonly session: Pick<Session, 'accessToken' | 'onToken'>;
  readonly open: (url: string, protocols: string[]) => SocketLike;
  readonly window: WindowLike;
  /** Figures of a view as of now; null when they cannot be had. */
  readonly readFigures: (site: string, wanted: FiguresWanted) => Promise<{ readonly seq: number; readonly body: FiguresBody } | null>;
}

/** What is used of a WebSocket. */
export interface SocketLike {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'open' | 'close', listener: () => void): void;
  readonly readyState: number;
  send(text: string): void;
  close(code: number): void;
}

/** What is used of the browser's window. */
export interface WindowLike {
  readonly document: { readonly hidden: boolean; addEventListener(type: 'visibilitychange', listener: () => void): void };
  readonly navigator: { readonly onLine: boolean };
  addEventListener(type: 'online' | 'offline', listener: () => void): void;
  setTimeout(run: () => void, ms: number): number;
  clearTimeout(timer: number): void;
  requestAnimationFrame(run: () => void): number;
}

const openState = 1;

const drawEveryMs = 100;

/** The thin, impure side of the socket core: one WebSocket, one timer, and the browser's own signals. */
export const createLiveSocket = ({ url, session, open, window, readFigures }: LiveSocketDeps): LiveSocket => {
  let state: SocketState = { ...initialSocketState, visible: !window.document.hidden, online: window.navigator.onLine };
  let socket: SocketLike | null = null;
  let timer: number | null = null;
  let announced = false;
  let toldAt = 0;
  const listeners = new Set<() => void>();
  const noticeListeners = new Set<(notice: Notice | null) => void>();

  // A busy site commits many times a second. The first change is drawn with the next frame, what follows at most ten times a
  // second: faster only costs power and peace. Hidden pages have no frames.
  const announce = (): void => {
    if (announced) return;
    announced = true;
    const tell = (): void => {
      announced = false;
      toldAt = Date.now();
      for (const listener of listeners) listener();
    };
    const wait = toldAt + drawEveryMs - Date.now();
    if (window.document.hidden) window.setTimeout(tell, 500);
    else if (wait > 0) window.setTimeout(tell, wait);
    else window.requestAnimationFrame(tell);
  };

  const put = (input: SocketInput): void => {
    const before = state;
    const step = stepSocket(state, input, { now: Date.now(), random: Math.random() });
    state = step.state;
    for (const effect of step.effects) perform(effect);
    if (timer !== null) window.clearTimeout(timer);
    const due = wakeAt(state);
    timer = due === null ? null : window.setTimeout(() => put({ type: 'wake' }), Math.max(0, due - Date.now()));
    if (state !== before) announce();
  };

  const drop = (): void => {
    // What it still says is ignored by its number.
    socket?.close(1000);
    socket = null;
  };

  const connect = async (id: number, freshToken: boolean): Promise<void> => {
    try {
      const token = await session.accessToken(freshToken ? 'always' : undefined);
      if (state.socket !== id) return;
      drop();
      const made = open(url, ['trunkline.v1', `bearer.${token}`]);
      socket = made;
      made.addEventListener('open', () => put({ type: 'opened', socket: id }));
      made.addEventListener('message', (event) => put({ type: 'message', socket: id, message: parseServerMessage(String(event.data)) }));
      made.addEventListener('close', () => put({ type: 'closed', socket: id }));
    } catch (error) {
      if (error instanceof SessionEnded) put({ type: 'denied', socket: id });
      else if (error instanceof LogInUnavailable) put({ type: 'closed', socket: id });
      else throw error;
    }
  };

  const answer = async (site: string, wanted: FiguresWanted): Promise<void> => {
    const read = await readFigures(site, wanted);
    put({ type: 'figuresRead', wanted, seq: read?.seq ?? 0, body: read?.body ?? null });
  };

  const perform = (effect: SocketEffect): void => {
    switch (effect.type) {
      case 'open':
        void connect(effect.socket, effect.freshToken);
        return;
      case 'send':
        if (socket?.readyState === openState) socket.send(JSON.stringify(effect.message));
        return;
      case 'readFigures':
        void answer(effect.site, effect.wanted);
        return;
      case 'notice':
        for (const listener of noticeListeners) listener(effect.notice);
        return;
      case 'close':
        drop();
        return;
    }
  };

  session.onToken((token) => put({ type: 'token', token }));
  window.addEventListener('online', () => put({ type: 'online', online: true }));
  window.addEventListener('offline', () => put({ type: 'online', online: false }));
  window.document.addEventListener('visibilitychange', () => put({ type: 'visible', visible: !window.document.hidden }));

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch: (site) => put({ type: 'watch', site }),
    want: (wants) => put({ type: 'want', wants }),
    onNotice: (listener) => {
      noticeListeners.add(listener);
      return () => noticeListeners.delete(listener);
    },
  };
};
