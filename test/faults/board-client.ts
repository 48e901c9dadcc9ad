import WebSocket from 'ws';

/** A board as a page keeps it: whole values by id, messages of lower number dropped, a new connection when the old one breaks. */
export interface BoardClient {
  readonly figures: () => Readonly<Record<string, unknown>>;
  readonly connections: () => number;
  readonly close: () => void;
}

interface Message {
  readonly topic?: string;
  readonly seq?: number;
  readonly snapshot?: Body;
  readonly delta?: Body;
  readonly resync?: true;
}
interface Body {
  readonly figures: Readonly<Record<string, unknown>>;
}
const againMs = 50;

export const openBoardClient = (ws: string, token: string, site: string, board: string): BoardClient => {
  let figures: Record<string, unknown> = {};
  let seq = -1;
  let connections = 0;
  let closed = false;
  let socket: WebSocket | null = null;
  const connect = (): void => {
    if (closed) return;
    const own = new WebSocket(ws, ['trunkline.v1', `bearer.${token}`]);
    socket = own;
    const subscribe = (): void => own.send(JSON.stringify({ subscribe: { site, topic: 'figures', board } }));
    own.on('error', () => undefined);
    own.once('open', () => {
      connections += 1;
      subscribe();
    });
    own.once('close', () => setTimeout(connect, againMs));
    own.on('message', (data) => {
      const message = JSON.parse(String(data)) as Message;
      if (message.resync === true) {
        subscribe();
        return;
      }
      if (message.topic !== 'figures' || (message.seq ?? -1) < seq) return;
      seq = message.seq ?? -1;
      if (message.snapshot !== undefined) figures = { ...message.snapshot.figures };
      if (message.delta !== undefined) figures = { ...figures, ...message.delta.figures };
    });
  };
  connect();
  return {
    figures: () => figures,
    connections: () => connections,
    close: () => {
      closed = true;
      socket?.terminate();
    },
  };
};
