import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from './aws-error.ts';
import type { Session } from './credentials.ts';
import { isJson, type Json } from './json.ts';
import { readBody } from './read-body.ts';
import { sha256Hex, type Verdict, type VerifySignature } from './sigv4.ts';

export type HttpHandler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

export interface JsonServiceParams {
  readonly contentType: 'application/x-amz-json-1.0' | 'application/x-amz-json-1.1';
  readonly maxBody: number;
  readonly verify: VerifySignature;
  /** `operation` is the target after its dot. The answer is sent as JSON; AwsError becomes the service's error answer. */
  readonly call: (operation: string, input: Json, session: Session | null) => Promise<unknown> | unknown;
  readonly log: (message: string, error: unknown) => void;
}

export const refusals: Record<Extract<Verdict, { ok: false }>['reason'], readonly [code: string, message: string]> = {
  missing: ['MissingAuthenticationTokenException', 'Request is missing Authentication Token'],
  malformed: ['IncompleteSignatureException', 'Authorization header or its date is not signature version 4'],
  unknownKey: ['UnrecognizedClientException', 'The security token included in the request is invalid.'],
  expiredToken: ['ExpiredTokenException', 'The security token included in the request is expired'],
  skewed: ['InvalidSignatureException', 'Signature expired: the request date is more than 15 minutes away from now'],
  expiredUrl: ['InvalidSignatureException', 'Signature expired'],
  mismatch: ['InvalidSignatureException', 'The request signature we calculated does not match the signature you provided.'],
};

/** The AWS JSON protocol (1.0 and 1.1): verify the signature, read the target, call, answer. */
export const createJsonService = (params: JsonServiceParams): HttpHandler => {
  const send = (res: ServerResponse, status: number, body: unknown): void => {
    const text = JSON.stringify(body ?? {});
    res.writeHead(status, {
      'content-type': params.contentType,
      'content-length': Buffer.byteLength(text),
      'x-amzn-requestid': randomUUID(),
    });
    res.end(text);
  };

  const answer = async (req: IncomingMessage): Promise<unknown> => {
    const body = await readBody(req, params.maxBody);
    const hash = (): string => sha256Hex(body);
    const stated = req.headers['x-amz-content-sha256'];
    const verdict = params.verify({ method: req.method ?? 'POST', url: req.url ?? '/', headers: req.headers, payloadHash: hash });
    if (!verdict.ok) throw new AwsError(...refusals[verdict.reason]);
    if (stated !== undefined && stated !== hash())
      throw new AwsError('InvalidSignatureException', 'x-amz-content-sha256 is not the hash of the body');
    const operation = String(req.headers['x-amz-target'] ?? '').split('.')[1];
    if (operation === undefined) throw new AwsError('UnknownOperationException', 'no x-amz-target header');
    let input: unknown;
    try {
      input = JSON.parse(body.toString('utf8') || '{}');
    } catch {
      throw new AwsError('SerializationException', 'body is not JSON');
    }
    if (!isJson(input)) throw new AwsError('SerializationException', 'body is not a JSON object');
    return params.call(operation, input, verdict.session);
  };

  return async (req, res) => {
    try {
      send(res, 200, await answer(req));
    } catch (error) {
      if (error instanceof AwsError) {
        send(res, error.status, { __type: error.code, message: error.message, ...error.extra });
        return;
      }
      params.log('request failed', error);
      send(res, 500, { __type: 'InternalServerError', message: error instanceof Error ? error.message : String(error) });
    }
  };
};
