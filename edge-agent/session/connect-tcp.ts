import { createConnection } from 'node:net';
import type { ConnectTcp } from './ports.ts';

const connectTimeoutMs = 10_000;

export const connectTcp: ConnectTcp = ({ host, port }, handlers) => {
  const socket = createConnection({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 30_000 });
  let failure: string | null = null;
  socket.setTimeout(connectTimeoutMs, () => socket.destroy(new Error(`no connection to ${host}:${port} within ${connectTimeoutMs} ms`)));
  socket.on('connect', () => {
    socket.setTimeout(0);
    handlers.opened();
  });
  socket.on('data', (chunk: Buffer) => handlers.received(chunk));
  socket.on('error', (error) => {
    failure = error.message;
  });
  socket.on('close', () => handlers.closed(failure));
  return {
    send: (bytes) => {
      if (socket.writable) socket.write(bytes);
    },
    close: () => socket.destroy(),
  };
};
