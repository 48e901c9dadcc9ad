import { createServer, type Server, type Socket } from 'node:net';
import type { Pbx } from '../pbx/pbx.ts';
import type { Random } from '../random.ts';
import { type Chunking, createChunkedWriter } from './chunked-writer.ts';
import { createFrameReader, encodeLine } from './frame.ts';
import { parseLogin } from './login.ts';
import { createPort, type Port } from './port.ts';
import type { PortSettings } from './port-state.ts';
import { smdrRecord } from './smdr.ts';

export interface TcpOptions {
  readonly pbx: Pbx;
  readonly host: string;
  readonly port: number;
  readonly password: string;
  readonly maxPorts: number;
  readonly chunking: Chunking;
  readonly random: Random;
  readonly settings: Partial<PortSettings>;
  /** A client that reads too slowly is cut off at this many unsent bytes. */
  readonly maxUnsentBytes: number;
}

export interface TcpStats {
  connections: number;
  refusedPasswords: number;
  refusedPorts: number;
  linesSent: number;
  commandsReceived: number;
  /** Names of the OAI applications connected now. */
  applications: string[];
}

export interface TcpServer {
  /** @throws Error naming the port when it is taken. @returns the port. */
  listen(): Promise<number>;
  close(): Promise<void>;
  /** Cuts every connection, as a cable pulled. */
  dropConnections(): void;
  readonly stats: TcpStats;
}

const loginTimeoutMs = 30_000;

const after = (ms: number, run: () => void) => {
  const handle = setTimeout(run, ms);
  return { cancel: () => clearTimeout(handle) };
};

/** The PBX's socket: the first payload picks the service; OAI clients get a port each while there are any. */
export const createTcpServer = (options: TcpOptions): TcpServer => {
  const sockets = new Set<Socket>();
  const ports = new Map<Socket, Port>();
  const names = new Map<Socket, string>();
  const counters = { connections: 0, refusedPasswords: 0, refusedPorts: 0, linesSent: 0, commandsReceived: 0 };

  const serveSmdr = (socket: Socket): void => {
    const stop = options.pbx.onRaised((event) => {
      if (event.kind === 'finished') socket.write(encodeLine(smdrRecord(event.call)));
    });
    socket.once('close', stop);
  };

  const serveOai = (socket: Socket, application: string): Port | null => {
    const writer = createChunkedWriter(socket, options.chunking, options.random);
    const send = (line: string): void => {
      if (socket.writableLength > options.maxUnsentBytes) {
        socket.destroy();
        return;
      }
      counters.linesSent += 1;
      writer.write(encodeLine(line));
    };
    if (ports.size >= options.maxPorts) {
      counters.refusedPorts += 1;
      send(`000,PE,,${options.maxPorts}`);
      writer.end();
      return null;
    }
    const port = createPort({ pbx: options.pbx, settings: options.settings, send, after });
    ports.set(socket, port);
    names.set(socket, application);
    port.start();
    return port;
  };

  const serve = (socket: Socket): void => {
    counters.connections += 1;
    sockets.add(socket);
    socket.setNoDelay(true);
    const reader = createFrameReader();
    let port: Port | null = null;
    let loggedIn = false;
    const waiting = after(loginTimeoutMs, () => socket.destroy());

    const login = (payload: Buffer): void => {
      const parsed = parseLogin(payload);
      if (parsed === null || parsed.password !== options.password) {
        if (parsed !== null) counters.refusedPasswords += 1;
        socket.end();
        return;
      }
      waiting.cancel();
      loggedIn = true;
      if (parsed.service === 'smdr') serveSmdr(socket);
      else port = serveOai(socket, parsed.application);
    };
    socket.on('data', (chunk: Buffer) => {
      const payloads = reader.push(chunk);
      if (payloads === null) {
        socket.destroy();
        return;
      }
      for (const payload of payloads) {
        if (!loggedIn) login(payload);
        else if (port !== null) {
          counters.commandsReceived += 1;
          port.receive(payload.toString('latin1'));
        }
      }
    });
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      waiting.cancel();
      port?.stop();
      ports.delete(socket);
      names.delete(socket);
      sockets.delete(socket);
    });
  };

  const server: Server = createServer(serve);
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) =>
          reject(
            error.code === 'EADDRINUSE'
              ? new Error(`PBX simulator: port ${options.port} on ${options.host} is taken, choose another`)
              : error,
          ),
        );
        server.listen(options.port, options.host, () => {
          const address = server.address();
          resolve(typeof address === 'object' && address !== null ? address.port : options.port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
    dropConnections: () => {
      for (const socket of sockets) socket.destroy();
    },
    get stats() {
      return { ...counters, applications: [...names.values()] };
    },
  };
};
