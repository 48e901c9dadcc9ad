import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { isJson } from '../aws-wire/json.ts';
import type { HttpHandler } from '../aws-wire/json-service.ts';
import type { VerifySignature } from '../aws-wire/sigv4.ts';
import { namesThisMachine } from '../http/own-host.ts';
import type { Invoke } from '../lambda/invoke.ts';
import { type Decision, readAuthorizerAnswer, readAuthorizerError } from './authorize.ts';
import { createConnectionsService } from './connections-service.ts';
import { authorizerEvent, connectEvent, disconnectEvent, messageEvent, type SocketFacts } from './websocket-events.ts';

export interface SocketLimits {
  /** Closed after this long without a message in either direction. */
  readonly idleMs: number;
  /** Closed this long after it opened. */
  readonly lifetimeMs: number;
  readonly maxMessageBytes: number;
  /** Posts are refused while more than this waits for a slow reader. */
  readonly maxBufferedBytes: number;
}

/** API Gateway's own limits, but for the last, which it does not publish. */
export const apiGatewayLimits: SocketLimits = {
  idleMs: 10 * 60_000,
  lifetimeMs: 2 * 3_600_000,
  maxMessageBytes: 128 * 1024,
  maxBufferedBytes: 4 * 1024 * 1024,
};

export interface GatewayParams {
  readonly path: string;
  /** What stands before `/@connections` in the address of its management endpoint. */
  readonly managementBase?: string;
  readonly invokes: { authorize?: Invoke; connect?: Invoke; message?: Invoke; disconnect?: Invoke };
  readonly limits: SocketLimits;
  readonly verify: VerifySignature;
  readonly now: () => number;
  readonly log: (message: string, error: unknown) => void;
}

export interface OpenSocket {
  readonly facts: SocketFacts;
  readonly socket: WebSocket;
  lastActiveAt: number;
}

export interface Gateway {
  readonly path: string;
  attach(server: Server): void;
  /** Takes an upgrade to its path. */
  upgrade(req: IncomingMessage, stream: Duplex, head: Buffer): void;
  /** `@connections`. */
  readonly management: HttpHandler;
  open(): number;
  /** Closes what is idle or too old; runs by itself. */
  sweep(): void;
  close(): Promise<void>;
}

const statusTexts: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  421: 'Misdirected Request',
  500: 'Internal Server Error',
};

const refuse = (stream: Duplex, status: number): void => {
  const text = statusTexts[status] ?? 'Error';
  const body = JSON.stringify({ message: text });
  stream.end(
    `HTTP/1.1 ${status} ${text}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
};

const chosenProtocol = (answer: unknown): string | false => {
  if (!isJson(answer) || !isJson(answer.headers)) return false;
  const entry = Object.entries(answer.headers).find(([name]) => name.toLowerCase() === 'sec-websocket-protocol');
  return typeof entry?.[1] === 'string' ? entry[1] : false;
};

/** Upgrades of one server go to the gateway of their path. */
export const attachGateways = (http: Server, gateways: readonly Pick<Gateway, 'path' | 'upgrade'>[]): void => {
  http.on('upgrade', (req: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    if (!namesThisMachine(req)) return refuse(stream, 421);
    const path = (req.url ?? '').split('?')[0];
    const gateway = gateways.find((one) => one.path === path);
    if (gateway === undefined) return refuse(stream, 404);
    gateway.upgrade(req, stream, head);
  });
};

/** API Gateway's WebSocket API: upgrades go through authorizer and `$connect`, messages to `$default`, one at a time a socket. */
export const createGateway = (params: GatewayParams): Gateway => {
  const { invokes, limits, now, log } = params;
  const sockets = new Map<string, OpenSocket>();
  const ending = new Set<Promise<unknown>>();
  const protocols = new WeakMap<IncomingMessage, string | false>();
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (_offered, req) => protocols.get(req) ?? false,
  });

  const authorize = async (facts: SocketFacts, req: IncomingMessage): Promise<Decision> => {
    if (invokes.authorize === undefined) return { allowed: true, context: {} };
    // The route's identity source: without it API Gateway does not even ask.
    if (req.headers['sec-websocket-protocol'] === undefined) return { allowed: false, status: 401 };
    try {
      return readAuthorizerAnswer(await invokes.authorize(authorizerEvent(facts, req.headers, req.url ?? '', now())));
    } catch (error) {
      const decision = readAuthorizerError(error);
      if (!decision.allowed && decision.status === 500) log('websocket authorizer failed', error);
      return decision;
    }
  };

  const connect = async (req: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> => {
    const base = {
      connectionId: randomBytes(12).toString('base64'),
      connectedAt: now(),
      sourceIp: req.socket.remoteAddress ?? '127.0.0.1',
      userAgent: String(req.headers['user-agent'] ?? ''),
    };
    const decision = await authorize({ ...base, authorizer: {} }, req);
    if (!decision.allowed) return refuse(stream, decision.status);
    const facts: SocketFacts = { ...base, authorizer: decision.context };
    const answer = await invokes.connect?.(connectEvent(facts, req.headers, req.url ?? '', now()));
    const status = isJson(answer) && typeof answer.statusCode === 'number' ? answer.statusCode : 200;
    if (status < 200 || status > 299) return refuse(stream, status);
    protocols.set(req, chosenProtocol(answer));
    server.handleUpgrade(req, stream, head, (socket) => opened(facts, socket));
  };

  const textOf = (data: RawData): string =>
    Array.isArray(data) ? Buffer.concat(data).toString('utf8') : Buffer.from(data as Buffer).toString('utf8');

  const opened = (facts: SocketFacts, socket: WebSocket): void => {
    const entry: OpenSocket = { facts, socket, lastActiveAt: now() };
    sockets.set(facts.connectionId, entry);
    let queue: Promise<void> = Promise.resolve();
    let waiting = 0;
    const onMessage = async (data: RawData): Promise<void> => {
      try {
        await invokes.message?.(messageEvent(facts, textOf(data), now()));
      } catch (error) {
        log('websocket message handler failed', error);
        socket.send(JSON.stringify({ message: 'Internal server error', connectionId: facts.connectionId }));
      }
    };
    socket.on('message', (data) => {
      entry.lastActiveAt = now();
      // Nothing more is read from who sends faster than the handler works.
      if (waiting++ === 0) socket.pause();
      queue = queue
        .then(() => onMessage(data))
        .then(() => {
          if (--waiting === 0) socket.resume();
        });
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', (code, reason) => {
      sockets.delete(facts.connectionId);
      const told = queue
        .then(() => invokes.disconnect?.(disconnectEvent(facts, code, reason.toString('utf8'), now())))
        .catch((error: unknown) => log('websocket disconnect handler failed', error))
        .finally(() => ending.delete(told));
      ending.add(told);
    });
  };

  const sweep = (): void => {
    const at = now();
    for (const { facts, socket, lastActiveAt } of sockets.values()) {
      if (at - facts.connectedAt >= limits.lifetimeMs) socket.close(1001, 'Going away');
      else if (at - lastActiveAt >= limits.idleMs) socket.close(1001, 'Going away');
    }
  };
  const timer = setInterval(sweep, Math.max(20, Math.min(limits.idleMs, limits.lifetimeMs, 60_000) / 4));
  timer.unref();

  const upgrade = (req: IncomingMessage, stream: Duplex, head: Buffer): void => {
    connect(req, stream, head).catch((error: unknown) => {
      log('websocket connect failed', error);
      refuse(stream, 500);
    });
  };

  return {
    path: params.path,
    upgrade,
    attach: (http) => attachGateways(http, [{ path: params.path, upgrade }]),
    management: createConnectionsService({ base: params.managementBase ?? '', sockets, limits, verify: params.verify, now, log }),
    open: () => sockets.size,
    sweep,
    close: async () => {
      clearInterval(timer);
      const open = [...sockets.values()].map(
        ({ socket }) =>
          new Promise<void>((resolve) => {
            socket.once('close', () => resolve());
            socket.close(1001, 'Going away');
            // A client that does not answer the close frame is not waited for.
            setTimeout(() => socket.terminate(), 500).unref();
          }),
      );
      await Promise.all(open);
      await Promise.all(ending);
      server.close();
    },
  };
};
