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
  readonly message?: string;
  readonly pong?: number;
  readonly topics?: readonly { readonly topic: string }[];
}
interface Body {
  readonly figures: Readonly<Record<string, unknown>>;
}
const againMs = 50;
const pingMs = 500;

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
      // As a page asks in silence whether its picture still holds; here more often.
      const asking = setInterval(() => own.send('{"ping":1}'), pingMs);
      own.once('close', () => clearInterval(asking));
    });
    own.once('close', () => setTimeout(connect, againMs));
    own.on('message', (data) => {
      const message = JSON.parse(String(data)) as Message;
      // The gateway says so when the function died that should have joined us.
      const died = message.message === 'Internal server error';
      const dead = message.pong !== undefined && message.topics?.some(({ topic }) => topic === 'figures') !== true;
      if (message.resync === true || died || dead) {
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
