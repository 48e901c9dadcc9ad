import type { ServerResponse } from 'node:http';
import { AwsError } from '../aws-wire/aws-error.ts';
import { isJson } from '../aws-wire/json.ts';
import type { HttpHandler } from '../aws-wire/json-service.ts';
import { readBody } from '../aws-wire/read-body.ts';
import { type Invoke, LambdaTimeoutError } from '../lambda/invoke.ts';
import { apiEventOf } from './api-event.ts';

/** API Gateway's limit on a request body. */
const maxBody = 10 * 1024 * 1024;
const securityHeaders = { 'x-content-type-options': 'nosniff' };

const send = (res: ServerResponse, status: number, headers: Record<string, string | string[]>, body: Buffer): void => {
  res
    .writeHead(status, { ...securityHeaders, ...headers, 'content-length': body.length })
    .end(res.req.method === 'HEAD' ? undefined : body);
};

/** A handler's answer: with `statusCode` it is the whole response, without it the value is the JSON body of a 200. */
const sendAnswer = (res: ServerResponse, answer: unknown): void => {
  if (!isJson(answer) || typeof answer.statusCode !== 'number') {
    send(
      res,
      200,
      { 'content-type': 'application/json' },
      Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer ?? null)),
    );
    return;
  }
  const headers: Record<string, string | string[]> = { 'content-type': 'text/plain' };
  for (const [name, value] of Object.entries(isJson(answer.headers) ? answer.headers : {})) headers[name.toLowerCase()] = String(value);
  if (Array.isArray(answer.cookies)) headers['set-cookie'] = answer.cookies.map(String);
  const body = typeof answer.body === 'string' ? answer.body : '';
  send(res, answer.statusCode, headers, Buffer.from(body, answer.isBase64Encoded === true ? 'base64' : 'utf8'));
};

/** API Gateway's HTTP API in front of one Lambda. */
export const createApiService = (params: {
  readonly invoke: Invoke;
  readonly now: () => number;
  readonly log: (message: string, error: unknown) => void;
}): HttpHandler => {
  const problem = (res: ServerResponse, status: number, message: string): void =>
    send(res, status, { 'content-type': 'application/json' }, Buffer.from(JSON.stringify({ message })));
  return async (req, res) => {
    try {
      const event = apiEventOf(req, await readBody(req, maxBody), params.now());
      sendAnswer(res, await params.invoke(event));
    } catch (error) {
      if (error instanceof AwsError) return problem(res, error.status, 'Request Entity Too Large');
      if (error instanceof URIError) return problem(res, 400, 'Bad Request');
      params.log(`${req.method ?? ''} ${req.url ?? ''} failed`, error);
      problem(
        res,
        error instanceof LambdaTimeoutError ? 503 : 500,
        error instanceof LambdaTimeoutError ? 'Service Unavailable' : 'Internal Server Error',
      );
    }
  };
};
