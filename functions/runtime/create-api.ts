import { randomUUID } from 'node:crypto';
import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import type { Principal } from '../identity/types.ts';
import { errorFields, type Log } from './log.ts';
import { type Problem, type ProblemCode, ProblemError, problemOf, toProblem } from './problem.ts';
import { validationProblem } from './validation.ts';

/** What every route finds in its context. `principal` is set by the authentication of identity/. */
export interface ApiEnv {
  readonly Variables: { requestId: string; principal: Principal };
}

const bodyBytes = 1_048_576;
const requestIdHeader = 'x-request-id';

/** A router whose validation answers problems; capabilities build their `routes.ts` on it and name whole paths (`/v1/…`). */
export const createRouter = (): OpenAPIHono<ApiEnv> =>
  new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw validationProblem(result.target, result.error);
    },
  });

const answer = (c: Context<ApiEnv>, problem: Problem): Response =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer realm="trunkline"' } : {}),
      [requestIdHeader]: c.get('requestId'),
    },
  });

const codeOfStatus = (status: number): ProblemCode =>
  status === 413 ? 'too-large' : status === 401 ? 'unauthorised' : status === 404 ? 'not-found' : 'bad-request';

/** Errors of the framework (malformed JSON, wrong content type) as problems; its 5xx are ours to hide. */
const problemOfAny = (error: unknown, instance: string): Problem =>
  error instanceof HTTPException && error.status < 500
    ? toProblem(codeOfStatus(error.status), error.message === '' ? undefined : error.message, instance)
    : problemOf(error, instance);

/**
 * The HTTP application around all routes: request id, CORS for the one web origin, bounded bodies, and RFC 9457 problems for every
 * error, unknown paths included. A 500 shows nothing but its request id, under which the log has the rest.
 */
export const createApi = (deps: {
  readonly log: Log;
  readonly webOrigin: string;
  readonly newRequestId?: () => string;
}): OpenAPIHono<ApiEnv> => {
  const newRequestId = deps.newRequestId ?? randomUUID;
  const app = createRouter();
  app.use(async (c, next) => {
    const given = c.req.header(requestIdHeader);
    c.set('requestId', given !== undefined && /^[\w-]{8,64}$/.test(given) ? given : newRequestId());
    await next();
    c.header(requestIdHeader, c.get('requestId'));
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
  });
  app.use(
    cors({
      origin: deps.webOrigin,
      allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      allowHeaders: ['authorization', 'content-type', 'if-match', 'idempotency-key', requestIdHeader],
      exposeHeaders: [requestIdHeader, 'etag'],
      maxAge: 3_600,
    }),
  );
  app.use(
    bodyLimit({
      maxSize: bodyBytes,
      onError: () => {
        throw new ProblemError('too-large', `A body may have at most ${bodyBytes} bytes.`);
      },
    }),
  );
  app.notFound((c) => answer(c, toProblem('not-found', `There is no ${c.req.method} ${c.req.path}.`, c.get('requestId'))));
  app.onError((error, c) => {
    const requestId = c.get('requestId');
    const problem = problemOfAny(error, requestId);
    if (problem.status >= 500)
      deps.log.error('request failed', { requestId, method: c.req.method, path: c.req.path, ...errorFields(error) });
    return answer(c, problem);
  });
  return app;
};

const problemSchema = z
  .object({
    type: z.string().openapi({ example: 'urn:trunkline:problem:not-found' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional().openapi({ description: 'The request id.' }),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string(), in: z.enum(['body', 'query', 'path', 'header', 'cookie']) }))
      .optional(),
  })
  .openapi('Problem');

type ProblemResponse = {
  readonly description: string;
  readonly content: { readonly 'application/problem+json': { readonly schema: typeof problemSchema } };
};
/** Documentation of one refusal. */
export const problemResponse = (description: string): ProblemResponse => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** Documentation of the refusals a route with a token can give. */
export const userProblems = {
  400: problemResponse('A parameter is not valid; `errors` says which.'),
  401: problemResponse('No token, or one that is expired, forged or not meant for this API.'),
  403: problemResponse('The role does not allow it.'),
  404: problemResponse('No such thing within the reach of the token.'),
};
export const bearerOnly = [{ bearer: [] }];
