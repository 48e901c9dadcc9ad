import { WebSocket } from 'ws';

export interface SocketClient {
  readonly send: (message: unknown) => void;
  /** The next message, parsed. @throws Error when none comes in time. */
  readonly next: () => Promise<Record<string, unknown>>;
  /** Messages that came and nobody asked for yet. */
  readonly waiting: () => readonly Record<string, unknown>[];
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  readonly close: () => void;
}

const patienceMs = 30_000;

/** Connects with these sub-protocols. @returns the HTTP status when the upgrade is refused. */
export const connectSocket = (url: string, protocols: readonly string[]): Promise<SocketClient | number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, [...protocols]);
    const inbox: Record<string, unknown>[] = [];
    const takers: ((message: Record<string, unknown>) => void)[] = [];
    const closed = new Promise<number>((done) => {
      socket.once('close', done);
    });
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as Record<string, unknown>;
      const taker = takers.shift();
      if (taker === undefined) inbox.push(message);
      else taker(message);
    });
    socket.once('unexpected-response', (request, response) => {
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', (error) => reject(error));
    socket.once('open', () =>
      resolve({
        send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
        next: () =>
          new Promise((taken, failed) => {
            const ready = inbox.shift();
            if (ready !== undefined) return taken(ready);
            const timer = setTimeout(() => failed(new Error('no message came')), patienceMs);
            takers.push((message) => {
              clearTimeout(timer);
              taken(message);
            });
          }),
        waiting: () => inbox,
        closed,
        close: () => socket.close(),
      }),
    );
  });
