import { createRoute, z } from '@hono/zod-openapi';
import { describe, expect, test } from 'vitest';
import { createApi, createRouter } from './create-api.ts';
import { silentLog } from './log.ts';
import { ProblemError } from './problem.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/things/{thing}',
  request: {
    params: z.object({ thing: z.string().regex(/^[a-z]+$/) }),
    query: z.object({ limit: z.coerce.number().int().max(10).optional() }),
    body: { content: { 'application/json': { schema: z.object({ 'a/b': z.array(z.number()) }) } }, required: true },
  },
  responses: { 204: { description: 'done' } },
});

const makeApi = (seen: unknown[] = []) => {
  const app = createApi({
    log: { ...silentLog, error: (message, fields) => seen.push({ message, ...fields }) },
    webOrigin: 'https://boards.example',
    newRequestId: () => 'req-0001',
  });
  const router = createRouter();
  router.openapi(route, (c) => {
    if (c.req.valid('param').thing === 'boom') throw new Error('table secret-name is on fire');
    if (c.req.valid('param').thing === 'mine') throw new ProblemError('forbidden', 'Not yours.');
    return c.body(null, 204);
  });
  app.route('/', router);
  return app;
};
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  makeApi().request(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

describe('API frame', () => {
  test('answers validation errors with JSON pointers', async () => {
    const res = await post('/v1/things/ok', '{"a/b":[1,"x"]}');
    expect(res.status).toBe(400);
    expect(res.headers.get('content-type')).toBe('application/problem+json');
    expect(await res.json()).toEqual({
      type: 'urn:trunkline:problem:bad-request',
      title: 'The request is not valid',
      status: 400,
      detail: '1 part of the body is not valid.',
      instance: 'req-0001',
      errors: [{ pointer: '#/a~1b/1', detail: 'must be a number, not a text', in: 'body' }],
    });
  });

  test('names the query parameter that is wrong', async () => {
    expect(await (await post('/v1/things/ok?limit=11', '{"a/b":[]}')).json()).toMatchObject({
      errors: [{ pointer: '#/limit', detail: 'Too big: expected number to be <=10', in: 'query' }],
    });
  });

  test('malformed JSON is a problem too', async () => {
    const res = await post('/v1/things/ok', '{');
    expect(res.status).toBe(400);
    expect(res.headers.get('content-type')).toBe('application/problem+json');
  });

  test('an unknown path is a problem with status 404', async () => {
    const res = await post('/v1/nothing', '{}');
    expect(res.status).toBe(404);
    expect(await res.json()).toMatchObject({ type: 'urn:trunkline:problem:not-found', detail: 'There is no POST /v1/nothing.' });
  });

  test('a 500 shows nothing, the log has it under the request id', async () => {
    const seen: unknown[] = [];
    const res = await makeApi(seen).request('/v1/things/boom', {
      method: 'POST',
      body: '{"a/b":[]}',
      headers: { 'content-type': 'application/json' },
    });
    expect(await res.json()).toEqual({
      type: 'urn:trunkline:problem:internal',
      title: 'Something went wrong on our side',
      status: 500,
      instance: 'req-0001',
    });
    expect(seen).toMatchObject([{ requestId: 'req-0001', message: 'table secret-name is on fire' }]);
  });

  test('a refusal keeps its detail', async () => {
    expect(await (await post('/v1/things/mine', '{"a/b":[]}')).json()).toMatchObject({ status: 403, detail: 'Not yours.' });
  });

  test('keeps a sound request id of the caller and drops others', async () => {
    expect((await post('/v1/things/ok', '{"a/b":[]}', { 'x-request-id': 'abcd-1234' })).headers.get('x-request-id')).toBe('abcd-1234');
    expect((await post('/v1/things/ok', '{"a/b":[]}', { 'x-request-id': 'a b"<c>' })).headers.get('x-request-id')).toBe('req-0001');
  });

  test('a body above 1 MiB is refused', async () => {
    const res = await post('/v1/things/ok', `{"a/b":[${'1,'.repeat(600_000)}1]}`);
    expect(res.status).toBe(413);
    expect(await res.json()).toMatchObject({ type: 'urn:trunkline:problem:too-large' });
  });

  test('only the web origin is told to the browser, errors included', async () => {
    const from = (origin: string) => makeApi().request('/v1/nothing', { headers: { origin } });
    expect((await from('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    expect((await from('https://boards.example')).headers.get('access-control-allow-origin')).toBe('https://boards.example');
  });
});
