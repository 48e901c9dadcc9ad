import { LogInUnavailable, type Session, SessionEnded } from '../auth/session.ts';
import { parseServerMessage } from './core/server-message.ts';
import { initialSocketState, type SocketEffect, type SocketInput, type SocketState, stepSocket, wakeAt } from './core/socket-core.ts';

export interface LiveSocket {
  readonly state: () => SocketState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly watch: (site: string | null) => void;
}

export interface LiveSocketDeps {
  readonly url: string;
  readonly session: Pick<Session, 'accessToken' | 'onToken'>;
  readonly open: (url: string, protocols: string[]) => WebSocket;
  readonly window: Window;
}

const drawEveryMs = 100;

/** The thin, impure side of the socket core: one WebSocket, one timer, and the browser's own signals. */
export const createLiveSocket = ({ url, session, open, window }: LiveSocketDeps): LiveSocket => {
  let state: SocketState = { ...initialSocketState, visible: !window.document.hidden, online: window.navigator.onLine };
  let socket: WebSocket | null = null;
  let timer: number | null = null;
  let announced = false;
  let toldAt = 0;
  const listeners = new Set<() => void>();

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
    const old = socket;
    socket = null;
    if (old === null) return;
    old.onopen = null;
    old.onmessage = null;
    old.onclose = null;
    old.close(1000);
  };

  const connect = async (id: number, freshToken: boolean): Promise<void> => {
    try {
      const token = await session.accessToken(freshToken ? 'always' : undefined);
      if (state.socket !== id) return;
      drop();
      const made = open(url, ['trunkline.v1', `bearer.${token}`]);
      socket = made;
      made.onopen = () => put({ type: 'opened', socket: id });
      made.onmessage = (event) => put({ type: 'message', socket: id, message: parseServerMessage(String(event.data)) });
      made.onclose = () => put({ type: 'closed', socket: id });
    } catch (error) {
      if (error instanceof SessionEnded) put({ type: 'denied', socket: id });
      else if (error instanceof LogInUnavailable) put({ type: 'closed', socket: id });
      else throw error;
    }
  };

  const perform = (effect: SocketEffect): void => {
    switch (effect.type) {
      case 'open':
        void connect(effect.socket, effect.freshToken);
        return;
      case 'send':
        if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(effect.message));
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
  };
};
