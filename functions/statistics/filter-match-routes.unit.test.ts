import { expect, test } from 'vitest';
import { epochMs, type SiteId, type TenantId } from '../domain/ids.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import type { Access } from '../identity/types.ts';
import { createApi } from '../runtime/create-api.ts';
import { silentLog } from '../runtime/log.ts';
import { ProblemError } from '../runtime/problem.ts';
import { filterMatchRoutes } from './filter-match-routes.ts';

const config = siteConfigSchema.parse({
  businessUnits: [{ id: 'sales', name: 'Sales' }],
  devices: [
    ...Array.from({ length: 30 }, (_, i) => ({ number: String(1001 + i), type: 'extension', name: `Desk ${i + 1}` })),
    { number: '1100', type: 'extension', name: 'Sales desk', businessUnit: 'sales' },
  ],
});
const access: Access = {
  authenticate: (_, next) => next(),
  site: async (c, site) => {
    if (site !== 'harbour') throw new ProblemError('not-found', 'no such site');
    const units = c.req.header('x-units');
    const scope = { tenant: 'bakery' as TenantId, site: 'harbour' as SiteId, reseller: 'north' };
    return units === undefined ? scope : { ...scope, units: [units] };
  },
  require: () => {
    throw new Error('not asked here');
  },
};
const app = createApi({ log: silentLog, webOrigin: 'http://localhost' });
app.route('/', filterMatchRoutes({ access, findConfig: async () => ({ version: 1, at: epochMs(0), author: 'x', config }), now: () => 0 }));

const ask = async (filter: unknown, site = 'harbour', headers: Record<string, string> = {}) => {
  const answer = await app.request(`/v1/sites/${site}/filters/matches`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ filter }),
  });
  const body = (await answer.json()) as { kinds?: { kind: string; first: { number: string }[] }[]; errors?: unknown };
  return { status: answer.status, errors: body.errors, extensions: body.kinds?.find(({ kind }) => kind === 'extensions') };
};

test('how many match of how many, with the first of them', async () => {
  const { status, extensions } = await ask({ extension: '1002-1029,1100' });
  expect([status, extensions]).toMatchObject([200, { narrowed: true, matched: 29, total: 31 }]);
  expect(extensions?.first.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => String(1002 + i)));
});

test('who is limited to a unit is told of its devices alone', async () => {
  const { extensions } = await ask({ extension: '1%' }, 'harbour', { 'x-units': 'sales' });
  expect(extensions).toEqual({ kind: 'extensions', narrowed: true, matched: 1, total: 1, first: [{ number: '1100', name: 'Sales desk' }] });
});

test('a filter that cannot be read is told so at its place; a foreign site is not there', async () => {
  expect(await ask({ extension: '1000,1005-' })).toMatchObject({
    status: 400,
    errors: [{ pointer: '#/filter/extension', detail: 'At character 10: Write 1005+ for 1005 and higher.' }],
  });
  expect((await ask({}, 'elsewhere')).status).toBe(404);
});
