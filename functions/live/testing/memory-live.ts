import { epochMs } from '../../domain/ids.ts';
import { applyLiveDelta, emptyLiveState, type LiveDelta, type LiveState } from '../../domain/live.ts';
import type { Subscription, TopicOf } from '../connection-params.ts';
import type { ConnectionStore } from '../connection-store.ts';
import type { NumberedDelta } from '../core/site-delta.ts';
import type { LiveStore, StoredLive } from '../live-store.ts';
import type { PostOutcome, Sockets } from '../sockets.ts';

/** Live table of one site in memory. */
export const createMemoryLive = (): LiveStore & { readonly deltas: NumberedDelta[] } => {
  let stored: StoredLive | null = null;
  const deltas: NumberedDelta[] = [];
  return {
    deltas,
    read: async () => stored,
    position: async () => ({ n: stored?.model.n ?? 0, deltaN: stored?.model.deltaN ?? 0 }),
    write: async (_owner, before, model, delta) => {
      if ((stored?.model.n ?? 0) !== before.n) throw new Error('overtaken');
      stored = { model, parts: 1 };
      if (delta !== null) deltas.push(delta);
      return 1;
    },
    deltasAfter: async (_owner, after, deltaN) => {
      const found = deltas.filter((delta) => delta.n > after);
      if (after >= deltaN) return [];
      return found[0] !== undefined && found[0].from <= after ? found : null;
    },
  };
};

interface StoredSubscription extends Subscription {
  readonly active: boolean;
}
/** Connections table in memory. */
export const createMemoryConnections = () => {
  const subscriptions = new Map<string, StoredSubscription>();
  const boards = new Map<string, string>();
  const forgotten: string[] = [];
  const change = (connectionId: string, changes: Partial<StoredSubscription>): boolean => {
    const found = subscriptions.get(connectionId);
    if (found === undefined) return false;
    subscriptions.set(connectionId, { ...found, ...changes });
    return true;
  };
  const store: ConnectionStore = {
    connect: async () => {},
    find: async (connectionId) => ({ subject: connectionId, tokenExpiresAt: null, topics: [] }),
    ofSubject: async (subject) =>
      [...subscriptions.values()].filter((one) => one.subject === subject).map(({ connectionId }) => connectionId),
    renew: async () => {},
    join: async ({ topic }, { connectionId, subject, own, tokenExpiresAt, board, licence }) => {
      const fresh = { seq: 0, activatedAt: 0, staleUntil: null, active: false };
      subscriptions.set(connectionId, { connectionId, subject, topic, own, tokenExpiresAt, board, licence, ...fresh });
      return true;
    },
    activate: async (_topic, connectionId, seq, now) => change(connectionId, { active: true, seq, activatedAt: now, staleUntil: null }),
    active: async (connectionId, topics) =>
      topics.filter(({ topic }) => subscriptions.get(connectionId)?.active === true && subscriptions.get(connectionId)?.topic === topic),
    markStale: async (_topic, connectionId, until) => {
      change(connectionId, { staleUntil: until });
    },
    leave: async (_topic: TopicOf, connectionId) => {
      subscriptions.delete(connectionId);
    },
    subscribers: async () => [...subscriptions.values()].filter((one) => one.active),
    putBoard: async (_owner, hash, text) => {
      boards.set(hash, text);
    },
    findBoard: async (_owner, hash) => boards.get(hash) ?? null,
    forget: async (connectionId) => {
      forgotten.push(connectionId);
      subscriptions.delete(connectionId);
    },
  };
  return { store, subscriptions, forgotten };
};

interface ServerMessage {
  readonly seq?: number;
  readonly snapshot?: { readonly calls: readonly { readonly key: string }[]; readonly more?: boolean };
  readonly delta?: {
    readonly calls?: {
      readonly set?: readonly { readonly key: string; readonly segmentCount: number }[];
      readonly gone?: readonly string[];
    };
  };
  readonly resync?: true;
}

/** A board: takes a snapshot, applies deltas in order, drops what it has. */
export const createBoard = () => {
  let state: LiveState = emptyLiveState(epochMs(0));
  let last = -1;
  let resyncs = 0;
  const take = (text: string): void => {
    const message = JSON.parse(text) as ServerMessage;
    if (message.resync === true) {
      resyncs += 1;
      return;
    }
    if (message.seq === undefined || message.seq <= last) return;
    last = message.seq;
    if (message.snapshot !== undefined)
      state = applyLiveDelta(emptyLiveState(epochMs(0)), { at: epochMs(0), calls: { set: message.snapshot.calls } } as LiveDelta);
    if (message.delta !== undefined) state = applyLiveDelta(state, { ...message.delta, at: epochMs(0) } as LiveDelta);
  };
  return { take, calls: (): LiveState['calls'] => state.calls, resyncs: () => resyncs };
};

/** Sockets that hand each message to a function. */
export const createMemorySockets = (
  deliver: (connectionId: string, text: string) => PostOutcome,
): Sockets & { readonly closed: string[] } => {
  const closed: string[] = [];
  return {
    closed,
    post: async (connectionId, text) => deliver(connectionId, text),
    close: async (connectionId) => {
      closed.push(connectionId);
    },
  };
};
