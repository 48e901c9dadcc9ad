import { describe, expect, test } from 'vitest';
import { epochMs, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import type { Access } from '../identity/types.ts';
import { createApi } from '../runtime/create-api.ts';
import { silentLog } from '../runtime/log.ts';
import { ProblemError } from '../runtime/problem.ts';
import { statisticsRoutes } from './routes.ts';

const scope = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('harbour'), reseller: 'north' };
const access: Access = {
  authenticate: async (c, next) => {
    if (c.req.header('authorization') === undefined) throw new ProblemError('unauthorised', 'no token');
    await next();
  },
  site: async (_c, site) => {
    if (site !== 'harbour') throw new ProblemError('not-found', 'There is no such site within your reach.');
    return scope;
  },
  require: () => {
    throw new Error('not asked here');
  },
};
const config = siteConfigSchema.parse({
  devices: [],
  settings: { ringCategories: [4, 8, 16, 32, 64, 128], shortCallSeconds: 7, accountCodes: [{ code: '17', description: 'Sale' }] },
});
const app = createApi({ log: silentLog, webOrigin: 'http://localhost' });
app.route('/', statisticsRoutes({ access, findConfig: async () => ({ version: 1, at: epochMs(0), author: 'seed', config }) }));

interface Item {
  readonly id: string;
  readonly heading: string;
  readonly formula: string;
  readonly columns: readonly string[];
}
const get = async (path: string) => {
  const answer = await app.request(path, { headers: { authorization: 'Bearer x' } });
  return { status: answer.status, body: (await answer.json()) as Item & { readonly items: readonly Item[] } };
};
const ids = async (query: string): Promise<readonly string[]> => (await get(`/v1/statistics${query}`)).body.items.map(({ id }) => id);

describe('GET /v1/statistics', () => {
  test('lists all columns, in the order of the manual, with their formulas in words', async () => {
    const { status, body } = await get('/v1/statistics');
    expect([status, body.items.length, body.items[0]?.id]).toEqual([200, 493, 'callId']);
    expect(body.items.find(({ id }) => id === 'callsLost')).toEqual({
      id: 'callsLost',
      name: 'Calls Lost',
      heading: 'Calls Lost',
      entry: 148,
      group: 'Call Totals',
      type: 'count',
      unit: 'calls',
      templates: [
        'callsByAccountCode',
        'callsByAgent',
        'callsByDdi',
        'callsByExtension',
        'callsByHuntGroup',
        'callsByStartTime',
        'callsByTelephoneNumber',
        'callsByTrunk',
        'callsByUser',
        'site',
        'inboundCallSummary',
      ],
      live: true,
      licence: 'callReporting',
      parameter: null,
      words:
        'Number of external inbound calls that ended without being answered. On reports that count segments it is lost only where it rang last, also when it was answered and transferred before.',
      formula:
        'number of rows that are external, came in, have ended, were not answered and were lost; outside legs of twinned ringing are left out',
      line: 17676,
      ours: false,
      ruleSet: 1,
    });
  });

  test('narrowed by template, board, group and words', async () => {
    expect(await ids('?template=dndStatusList')).toEqual([
      'dndStatus',
      'dndMessage',
      'dndText',
      'dndEventTime',
      'dndExtension',
      'dndExtensionName',
    ]);
    expect(await ids('?group=call%20totals&live=false')).toEqual(['unreturnedLostCalls']);
    expect(await ids('?q=LONGEST%20waiting')).toEqual(['longestWaiting']);
    expect(await ids('?template=site&live=true&q=nothing-like-it')).toEqual([]);
  });

  test('with the headings and limits of a site', async () => {
    const of = async (id: string) => (await get(`/v1/statistics/${id}?site=harbour`)).body;
    expect((await of('percentLostOver6')).heading).toBe('% Lost > 128s');
    expect((await of('code1')).heading).toBe('Sale');
    expect((await of('shortCalls')).formula).toContain('(7 s)');
    expect(await ids('?site=harbour&q=sale')).toEqual(['code1']);
  });

  test.each([
    ['/v1/statistics?site=market', 404],
    ['/v1/statistics/callsLost?site=market', 404],
    ['/v1/statistics/callsFound', 404],
    ['/v1/statistics?template=callsByMoon', 400],
    ['/v1/statistics?live=perhaps', 400],
  ])('%s is refused with %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  test.each(['/v1/statistics', '/v1/statistics/callsLost', '/v1/templates'])('%s asks for a token', async (path) => {
    expect((await app.request(path)).status).toBe(401);
  });
});

test('GET /v1/templates tells scope, key and columns', async () => {
  const { items } = (await get('/v1/templates')).body;
  expect(items).toHaveLength(20);
  expect(items.find(({ id }) => id === 'callsByDdi')).toMatchObject({
    name: 'Calls by DDI',
    kind: 'grouped',
    counts: 'calls',
    scope: 'rows that are external and came in',
    key: 'ddi',
    emptyKey: '(none)',
    fixed: false,
  });
  expect(items.find(({ id }) => id === 'inboundCallSummary')?.columns).toEqual([
    'callsInbound',
    'callsAnswered',
    'callsLost',
    'percentCallsLost',
    'avgAnswerTimeIn',
    'avgLostCallTime',
    'maxRingTimeLost',
    'callsAnsweredWithinTarget',
  ]);
});
