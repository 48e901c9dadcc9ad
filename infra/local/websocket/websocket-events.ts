import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface SocketFacts {
  readonly connectionId: string;
  readonly connectedAt: number;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** Context the authorizer gave. */
  readonly authorizer: Readonly<Record<string, unknown>>;
}

export const stage = 'live';
const apiId = 'local';
const domainName = 'local.execute-api.local';

type EventType = 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
const routeKeys: Record<EventType, string> = { CONNECT: '$connect', MESSAGE: '$default', DISCONNECT: '$disconnect' };

const requestContext = (socket: SocketFacts, eventType: EventType, now: number): Record<string, unknown> => ({
  routeKey: routeKeys[eventType],
  eventType,
  messageId: eventType === 'MESSAGE' ? randomUUID() : null,
  extendedRequestId: randomUUID(),
  requestId: randomUUID(),
  requestTime: new Date(now).toUTCString(),
  requestTimeEpoch: now,
  messageDirection: 'IN',
  stage,
  connectedAt: socket.connectedAt,
  identity: { sourceIp: socket.sourceIp, userAgent: socket.userAgent },
  domainName,
  connectionId: socket.connectionId,
  apiId,
  ...(Object.keys(socket.authorizer).length > 0 ? { authorizer: socket.authorizer } : {}),
});

const headersOf = (headers: IncomingHttpHeaders): { headers: Record<string, string>; multiValueHeaders: Record<string, string[]> } => {
  const single: Record<string, string> = {};
  const multi: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    // API Gateway keeps the browser's spelling of this one, and handlers look for it.
    const shown = name === 'sec-websocket-protocol' ? 'Sec-WebSocket-Protocol' : name;
    single[shown] = Array.isArray(value) ? value.join(', ') : value;
    multi[shown] = Array.isArray(value) ? value : [value];
  }
  return { headers: single, multiValueHeaders: multi };
};

const queryOf = (url: string): Record<string, unknown> => {
  const entries = [...new URLSearchParams(url.split('?')[1] ?? '')];
  if (entries.length === 0) return {};
  const multi: Record<string, string[]> = {};
  for (const [name, value] of entries) multi[name] = [...(multi[name] ?? []), value];
  return { queryStringParameters: Object.fromEntries(entries), multiValueQueryStringParameters: multi };
};

export const methodArn = `arn:aws:execute-api:local:000000000000:${apiId}/${stage}/$connect`;

export const authorizerEvent = (socket: SocketFacts, headers: IncomingHttpHeaders, url: string, now: number): unknown => ({
  type: 'REQUEST',
  methodArn,
  ...headersOf(headers),
  ...queryOf(url),
  stageVariables: null,
  requestContext: requestContext(socket, 'CONNECT', now),
});

export const connectEvent = (socket: SocketFacts, headers: IncomingHttpHeaders, url: string, now: number): unknown => ({
  ...headersOf(headers),
  ...queryOf(url),
  requestContext: requestContext(socket, 'CONNECT', now),
  isBase64Encoded: false,
});

export const messageEvent = (socket: SocketFacts, body: string, now: number): unknown => ({
  requestContext: requestContext(socket, 'MESSAGE', now),
  body,
  isBase64Encoded: false,
});

export const disconnectEvent = (socket: SocketFacts, code: number, reason: string, now: number): unknown => ({
  requestContext: { ...requestContext(socket, 'DISCONNECT', now), disconnectStatusCode: code, disconnectReason: reason },
  isBase64Encoded: false,
});
