import WebSocket from 'ws';

/** A board of one site: how long after it happened each change of a call's state is here. */
export interface Board {
  /** Latencies in ms since the last time asked. */
  readonly take: () => { readonly latencies: readonly number[]; readonly deltas: number; readonly bytes: number };
  /** Gaps in the numbers, and resyncs the server asked for. */
  readonly faults: () => number;
  readonly close: () => void;
}

interface Change {
  readonly key: string;
  readonly since: string;
}
interface Message {
  readonly seq?: number;
  readonly snapshot?: { readonly calls: readonly Change[] };
  readonly delta?: { readonly calls?: { readonly set?: readonly Change[]; readonly gone?: readonly string[] } };
  readonly resync?: boolean;
  readonly error?: unknown;
}

export const openBoard = async (ws: string, token: string, site: string): Promise<Board> => {
  const socket = new WebSocket(ws, ['trunkline.v1', `bearer.${token}`]);
  let latencies: number[] = [];
  let deltas = 0;
  let bytes = 0;
  let faults = 0;
  let lastSeq = 0;
  const since = new Map<string, string>();
  const subscribe = (): void => socket.send(JSON.stringify({ subscribe: { site, topic: 'live' } }));
  let snapshotSeen = (): void => {};
  const ready = new Promise<void>((resolve, reject) => {
    snapshotSeen = resolve;
    socket.once('error', reject);
  });
  socket.on('message', (data) => {
    const now = Date.now();
    const text = String(data);
    const message = JSON.parse(text) as Message;
    bytes += text.length;
    if (message.resync === true || message.error !== undefined) {
      faults += 1;
      subscribe();
      return;
    }
    if (message.snapshot !== undefined) {
      for (const { key, since: at } of message.snapshot.calls) since.set(key, at);
      snapshotSeen();
    }
    if (message.delta === undefined || (message.seq ?? 0) <= lastSeq) return;
    lastSeq = message.seq ?? 0;
    deltas += 1;
    for (const { key, since: at } of message.delta.calls?.set ?? []) {
      // Only a change of state carries a new instant; other changes of the call are not timed.
      if (at > (since.get(key) ?? '')) latencies.push(now - Date.parse(at));
      since.set(key, at);
    }
    for (const key of message.delta.calls?.gone ?? []) since.delete(key);
  });
  socket.once('open', subscribe);
  await ready;
  return {
    take: () => {
      const taken = { latencies, deltas, bytes };
      latencies = [];
      deltas = 0;
      bytes = 0;
      return taken;
    },
    faults: () => faults,
    close: () => socket.terminate(),
  };
};
