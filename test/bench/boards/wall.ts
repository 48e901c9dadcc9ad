import WebSocket from 'ws';

/** A wallboard in a browser, as far as the wire goes: subscribed to the figures of a stored view and to notices. */
export interface Wall {
  readonly take: () => WallTaken;
  /** Epoch ms at which a value of that text was first here; null = not yet. */
  readonly sawValue: (value: string) => number | null;
  readonly faults: () => number;
  readonly close: () => void;
}
export interface WallTaken {
  /** Arrival, instant of the newest event in it, and that of the message before: events between the two came with it. All epoch ms. */
  readonly told: readonly { readonly at: number; readonly asOf: number; readonly from: number; readonly seq: number }[];
  readonly messages: number;
  readonly bytes: number;
}

interface Message {
  readonly topic?: string;
  readonly seq?: number;
  readonly snapshot?: { readonly asOf?: string };
  readonly delta?: { readonly asOf: string };
  readonly notice?: { readonly kind: string; readonly values?: readonly { readonly value: string | null }[] };
  readonly resync?: boolean;
  readonly error?: unknown;
}

/** Resolves when the figures are there. */
export const openWall = async (ws: string, token: string, site: string, board: string): Promise<Wall> => {
  const socket = new WebSocket(ws, ['trunkline.v1', `bearer.${token}`]);
  let told: WallTaken['told'][number][] = [];
  let messages = 0;
  let bytes = 0;
  let faults = 0;
  let lastSeq = 0;
  let lastAsOf = 0;
  const values = new Map<string, number>();
  const send = (message: unknown): void => socket.send(JSON.stringify(message));
  const showFigures = (): void => send({ subscribe: { site, topic: 'figures', board } });
  let shown = (): void => {};
  const ready = new Promise<void>((resolve, reject) => {
    shown = resolve;
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the socket was closed')));
  });
  socket.on('message', (data) => {
    const at = Date.now();
    const text = String(data);
    const message = JSON.parse(text) as Message;
    messages += 1;
    bytes += text.length;
    if (message.resync === true || message.error !== undefined) {
      faults += 1;
      if (message.resync === true && message.topic === 'figures') showFigures();
      return;
    }
    if (message.notice?.kind === 'values')
      for (const { value } of message.notice.values ?? []) if (value !== null && !values.has(value)) values.set(value, at);
    if (message.topic !== 'figures') return;
    if (message.snapshot?.asOf !== undefined) {
      lastAsOf = Date.parse(message.snapshot.asOf);
      lastSeq = message.seq ?? 0;
      shown();
    }
    if (message.delta === undefined || (message.seq ?? 0) <= lastSeq) return;
    lastSeq = message.seq ?? 0;
    const asOf = Date.parse(message.delta.asOf);
    if (asOf > lastAsOf) told.push({ at, asOf, from: lastAsOf, seq: lastSeq });
    lastAsOf = Math.max(lastAsOf, asOf);
  });
  socket.once('open', () => {
    send({ subscribe: { site, topic: 'notices' } });
    showFigures();
  });
  await ready;
  return {
    take: () => {
      const taken = { told, messages, bytes };
      told = [];
      messages = 0;
      bytes = 0;
      return taken;
    },
    sawValue: (value) => values.get(value) ?? null,
    faults: () => faults,
    close: () => socket.terminate(),
  };
};
