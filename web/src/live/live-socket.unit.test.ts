import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LogInUnavailable, SessionEnded } from '../auth/session.ts';
import { createLiveSocket, type SocketLike } from './live-socket.ts';

interface FakeSocket extends SocketLike {
  readonly protocols: readonly string[];
  readonly sent: string[];
  closed: boolean;
  emit(type: string, data?: unknown): void;
}

/** A tab of paper: sockets that do what the test says, and fake time. */
const rig = (accessToken: () => Promise<string> = () => Promise.resolve('t1')) => {
  const sockets: FakeSocket[] = [];
  const tokenListeners: ((token: string) => void)[] = [];
  const live = createLiveSocket({
    url: 'wss://example/live',
    readFigures: () => Promise.resolve(null),
    session: {
      accessToken,
      onToken: (listener) => {
        tokenListeners.push(listener);
        return () => undefined;
      },
    },
    open: (_url, protocols) => {
      const listeners: (readonly [string, (event: { readonly data: unknown }) => void])[] = [];
      const made: FakeSocket = {
        addEventListener: (type, listener) => void listeners.push([type, listener]),
        emit: (type, data) => {
          for (const [wanted, listener] of listeners) if (wanted === type) listener({ data });
        },
        readyState: 1,
        protocols,
        sent: [],
        closed: false,
        send: (text) => void made.sent.push(text),
        close: () => {
          made.closed = true;
        },
      };
      sockets.push(made);
      return made;
    },
    window: {
      document: { hidden: false, addEventListener: () => undefined },
      navigator: { onLine: true },
      addEventListener: () => undefined,
      setTimeout: (run, ms) => Number(setTimeout(run, ms)),
      clearTimeout: (timer) => clearTimeout(timer),
      requestAnimationFrame: (run) => Number(setTimeout(run, 16)),
    },
  });
  const hear = (socket: FakeSocket | undefined, message: unknown): void => socket?.emit('message', JSON.stringify(message));
  return { live, sockets, tokenListeners, hear };
};

const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const delta = (seq: number) => ({ topic: 'live', site: 'harbour', seq, from: seq - 1, delta: {} });

describe('live socket', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('logs in by sub-protocol, resumes after a drop, and loses nothing', async () => {
    const t = rig();
    t.live.watch('harbour');
    await settle();
    expect(t.sockets[0]?.protocols).toEqual(['trunkline.v1', 'bearer.t1']);
    t.sockets[0]?.emit('open');
    expect(t.sockets[0]?.sent).toEqual(['{"subscribe":{"site":"harbour","topic":"live"}}']);
    t.hear(t.sockets[0], { topic: 'live', site: 'harbour', seq: 3, snapshot: { calls: [] } });
    t.sockets[0]?.emit('close');
    await settle(2_000);
    t.sockets[1]?.emit('open');
    expect(t.sockets[1]?.sent).toEqual(['{"subscribe":{"site":"harbour","topic":"live"},"after":3}']);
    t.hear(t.sockets[1], delta(4));
    t.hear(t.sockets[1], delta(4));
    t.hear(t.sockets[1], delta(5));
    expect(t.live.state().feed?.board?.seq).toBe(5);
  });

  it('tells its listeners at most ten times a second', async () => {
    const t = rig();
    let told = 0;
    t.live.watch('harbour');
    await settle();
    t.sockets[0]?.emit('open');
    t.hear(t.sockets[0], { topic: 'live', site: 'harbour', seq: 0, snapshot: {} });
    t.live.subscribe(() => {
      told += 1;
    });
    for (let seq = 1; seq <= 200; seq += 1) {
      t.hear(t.sockets[0], delta(seq));
      await settle(5);
    }
    expect(t.live.state().feed?.board?.seq).toBe(200);
    expect(told).toBeGreaterThanOrEqual(9);
    expect(told).toBeLessThanOrEqual(11);
  });

  it('keeps trying while the log-in cannot be reached, and stops when the session has ended', async () => {
    let answer: () => Promise<string> = () => Promise.reject(new LogInUnavailable('away'));
    const t = rig(() => answer());
    t.live.watch('harbour');
    await settle();
    expect(t.live.state().status).toBe('waiting');
    answer = () => Promise.reject(new SessionEnded('over'));
    await settle(5_000);
    expect(t.live.state().status).toBe('denied');
    answer = () => Promise.resolve('t2');
    for (const listener of t.tokenListeners) listener('t2');
    await settle();
    expect(t.sockets.at(-1)?.protocols).toEqual(['trunkline.v1', 'bearer.t2']);
  });

  it('gives a dead socket up and leaves its late words unheard', async () => {
    const t = rig();
    t.live.watch('harbour');
    await settle();
    t.sockets[0]?.emit('open');
    t.hear(t.sockets[0], { topic: 'live', site: 'harbour', seq: 3, snapshot: {} });
    await settle(22_000);
    expect(t.sockets[0]?.sent.at(-1)).toBe('{"ping":1}');
    expect(t.sockets[0]?.closed).toBe(true);
    t.hear(t.sockets[0], delta(4));
    expect(t.live.state().feed?.board?.seq).toBe(3);
    expect(t.sockets).toHaveLength(2);
  });
});
