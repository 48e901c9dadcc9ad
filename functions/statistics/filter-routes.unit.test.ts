import { describe, expect, test } from 'vitest';
import type { Access } from '../identity/types.ts';
import { createApi } from '../runtime/create-api.ts';
import { silentLog } from '../runtime/log.ts';
import { ProblemError } from '../runtime/problem.ts';
import { filterRoutes } from './filter-routes.ts';

const notAsked = () => {
  throw new Error('not asked here');
};
const access: Access = {
  authenticate: async (c, next) => {
    if (c.req.header('authorization') === undefined) throw new ProblemError('unauthorised', 'no token');
    await next();
  },
  site: notAsked,
  require: notAsked,
};
const app = createApi({ log: silentLog, webOrigin: 'http://localhost' });
app.route('/', filterRoutes({ access }));

const check = async (body: unknown, headers: Record<string, string> = { authorization: 'Bearer x' }) => {
  const answer = await app.request('/v1/filters/check', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return [answer.status, await answer.json()];
};

describe('POST /v1/filters/check', () => {
  test('says what a filter means and writes it tidily', async () => {
    expect(await check({ filter: { extension: ' 1000 - 1005,!1003 ', callType: 'external', agent: '' } })).toEqual([
      200,
      {
        valid: true,
        errors: [],
        words: 'extension 1000 to 1005, but not 1003; external',
        filter: { extension: '1000-1005,!1003', callType: 'external' },
      },
    ]);
  });
  test('says where it cannot be read', async () => {
    expect(await check({ filter: { extension: '1000,1005-' } })).toEqual([
      200,
      { valid: false, errors: [{ field: 'extension', at: 9, message: 'Write 1005+ for 1005 and higher.' }], words: null, filter: null },
    ]);
  });
  test('a filter that is none is told so; a body without one is refused', async () => {
    expect(await check({ filter: null })).toMatchObject([200, { valid: false, errors: [{ field: '', at: 0 }] }]);
    expect(await check({})).toMatchObject([400, { errors: [{ pointer: '#/filter' }] }]);
  });
  test('without a token nothing is answered', async () => {
    expect(await check({ filter: {} }, {})).toEqual([401, expect.objectContaining({ status: 401 })]);
  });
});
