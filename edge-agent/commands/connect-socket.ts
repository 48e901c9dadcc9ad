import { WebSocket } from 'ws';

/** What the channel needs of a WebSocket; tests script theirs. */
export interface SocketPort {
  send(text: string): void;
  /** Closes at once; `closed` is still called. */
  close(): void;
}
export interface SocketHandlers {
  opened(): void;
  received(text: string): void;
  /** Exactly once, also when it never opened. */
  closed(reason: string): void;
}
export type ConnectSocket = (url: string, protocols: readonly string[], handlers: SocketHandlers) => SocketPort;

/** No message of the cloud comes near this. */
const mostBytes = 65_536;
const handshakeMs = 10_000;

/** A WebSocket to the cloud. Pings of the other side are answered by the library. */
export const connectSocket: ConnectSocket = (url, protocols, handlers) => {
  const socket = new WebSocket(url, [...protocols], {
    maxPayload: mostBytes,
    handshakeTimeout: handshakeMs,
    perMessageDeflate: false,
    followRedirects: false,
  });
  let fault: string | null = null;
  socket.on('open', () => handlers.opened());
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary) handlers.received(data.toString('utf8'));
  });
  socket.on('error', (error) => {
    fault = error.message;
  });
  socket.on('close', (code, reason) => handlers.closed(fault ?? `closed with ${code} ${reason.toString('utf8')}`.trim()));
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text, () => {});
    },
    close: () => socket.terminate(),
  };
};
