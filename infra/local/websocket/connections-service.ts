import type { ServerResponse } from 'node:http';
import { AwsError } from '../aws-wire/aws-error.ts';
import type { HttpHandler } from '../aws-wire/json-service.ts';
import { readBody } from '../aws-wire/read-body.ts';
import { sha256Hex, type VerifySignature } from '../aws-wire/sigv4.ts';
import type { OpenSocket, SocketLimits } from './gateway.ts';

export interface ConnectionsServiceParams {
  readonly base: string;
  readonly sockets: ReadonlyMap<string, OpenSocket>;
  readonly limits: SocketLimits;
  readonly verify: VerifySignature;
  readonly now: () => number;
  readonly log: (message: string, error: unknown) => void;
}

export const connectionsPath = '/@connections/';
const encodedPath = '/%40connections/';

export const isConnectionsPath = (url: string, base = ''): boolean =>
  url.startsWith(base + connectionsPath) || url.startsWith(base + encodedPath);

/** The API Gateway management API: post to, look at and close a socket by its connection id. */
export const createConnectionsService = (params: ConnectionsServiceParams): HttpHandler => {
  const { sockets, limits, now } = params;

  const post = (entry: OpenSocket, body: Buffer): void => {
    if (body.length > limits.maxMessageBytes)
      throw new AwsError('PayloadTooLargeException', `message of ${body.length} bytes, limit ${limits.maxMessageBytes}`, 413);
    if (entry.socket.bufferedAmount > limits.maxBufferedBytes)
      throw new AwsError('LimitExceededException', `${entry.socket.bufferedAmount} bytes wait for this client already`, 429);
    entry.lastActiveAt = now();
    entry.socket.send(body.toString('utf8'));
  };

  const sendJson = (res: ServerResponse, status: number, body: unknown, type?: string): void => {
    const text = body === null ? '' : JSON.stringify(body);
    res.writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      ...(type === undefined ? {} : { 'x-amzn-errortype': type }),
    });
    res.end(text);
  };

  return async (req, res) => {
    try {
      const body = await readBody(req, limits.maxMessageBytes * 2);
      const verdict = params.verify({
        method: req.method ?? 'POST',
        url: req.url ?? '/',
        headers: req.headers,
        payloadHash: () => sha256Hex(body),
      });
      if (!verdict.ok || verdict.session !== null) throw new AwsError('ForbiddenException', 'Forbidden', 403);
      const path = ((req.url ?? '').split('?')[0] ?? '').slice(params.base.length);
      const id = decodeURIComponent(path.slice(path.startsWith(encodedPath) ? encodedPath.length : connectionsPath.length));
      const entry = sockets.get(id);
      if (entry === undefined || entry.socket.readyState !== entry.socket.OPEN)
        throw new AwsError('GoneException', 'The connection is gone', 410);
      switch (req.method) {
        case 'POST':
          post(entry, body);
          return sendJson(res, 200, null);
        case 'GET':
          return sendJson(res, 200, {
            connectedAt: new Date(entry.facts.connectedAt).toISOString(),
            identity: { sourceIp: entry.facts.sourceIp, userAgent: entry.facts.userAgent },
            lastActiveAt: new Date(entry.lastActiveAt).toISOString(),
          });
        case 'DELETE':
          entry.socket.close(1000);
          return sendJson(res, 204, null);
        default:
          throw new AwsError('ForbiddenException', `${req.method ?? ''} is not part of @connections`, 403);
      }
    } catch (error) {
      const known = error instanceof AwsError ? error : new AwsError('InternalServerError', String(error), 500);
      if (!(error instanceof AwsError)) params.log('@connections failed', error);
      sendJson(res, known.status, { message: known.message }, known.code);
    }
  };
};
