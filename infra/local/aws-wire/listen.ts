import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
  readonly port: number;
  constructor(port: number) {
    super(`port ${port} on 127.0.0.1 is taken: stop what listens there or choose another with --port`);
    this.port = port;
  }
}

/** Listens on 127.0.0.1 only. `port` 0 = any free one. @returns the port. @throws PortTakenError */
export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      reject(error.code === 'EADDRINUSE' ? new PortTakenError(port) : error);
    };
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      resolve((server.address() as AddressInfo).port);
    });
  });

export const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
