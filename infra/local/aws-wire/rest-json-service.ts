import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error.ts';
import type { Session } from './credentials.ts';
import { isJson, type Json } from './json.ts';
import { type HttpHandler, refusals } from './json-service.ts';
import { readBody } from './read-body.ts';
import { sha256Hex, type VerifySignature } from './sigv4.ts';

/** A request of the REST JSON protocol after its signature was checked. */
export interface RestRequest {
  readonly method: string;
  /** Parts of the path, decoded. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Json;
  readonly session: Session | null;
}

export interface RestJsonServiceParams {
  readonly maxBody: number;
  readonly verify: VerifySignature;
  readonly call: (request: RestRequest) => Promise<unknown> | unknown;
  readonly log: (message: string, error: unknown) => void;
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new AwsError('ValidationException', `${part} is not an encoded part of a path`);
  }
};

const jsonOf = (body: Buffer): Json => {
  let given: unknown;
  try {
    given = JSON.parse(body.toString('utf8') || '{}');
  } catch {
    throw new AwsError('SerializationException', 'body is not JSON');
  }
  if (!isJson(given)) throw new AwsError('SerializationException', 'body is not a JSON object');
  return given;
};

/** The AWS REST JSON protocol: verify the signature, call, answer. The name of an exception goes into a header. */
export const createRestJsonService = (params: RestJsonServiceParams): HttpHandler => {
  const answer = async (req: IncomingMessage): Promise<unknown> => {
    const body = await readBody(req, params.maxBody);
    const url = req.url ?? '/';
    const hash = (): string => sha256Hex(body);
    const verdict = params.verify({ method: req.method ?? 'GET', url, headers: req.headers, payloadHash: hash });
    if (!verdict.ok) throw new AwsError(...refusals[verdict.reason], 403);
    const stated = req.headers['x-amz-content-sha256'];
    if (stated !== undefined && stated !== hash())
      throw new AwsError('InvalidSignatureException', 'x-amz-content-sha256 is not the hash of the body', 403);
    const [path = '/', query = ''] = url.split('?');
    const parts = path
      .split('/')
      .filter((part) => part !== '')
      .map(decoded);
    return params.call({
      method: req.method ?? 'GET',
      path: parts,
      query: new URLSearchParams(query),
      body: jsonOf(body),
      session: verdict.session,
    });
  };

  return async (req, res) => {
    const send = (status: number, body: unknown, extra: Readonly<Record<string, string>> = {}): void => {
      const text = JSON.stringify(body ?? {});
      res.writeHead(status, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        'x-amzn-requestid': randomUUID(),
        ...extra,
      });
      res.end(text);
    };
    try {
      send(200, await answer(req));
    } catch (error) {
      if (!(error instanceof AwsError)) params.log(`${req.method ?? ''} ${req.url ?? ''} failed`, error);
      const known = error instanceof AwsError ? error : new AwsError('InternalServerException', String(error), 500);
      send(known.status, { Message: known.message, message: known.message }, { 'x-amzn-errortype': known.code });
    }
  };
};
