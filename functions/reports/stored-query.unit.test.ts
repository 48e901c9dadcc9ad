import { afterAll, beforeAll, expect, test } from 'vitest';
import { epochMs } from '../domain/ids.ts';
import { type ReportContent, reportContentSchema } from '../domain/report.ts';
import { accessOfPeople } from '../identity/testing/access-of-people.ts';
import type { Principal } from '../identity/types.ts';
import { createApi } from '../runtime/create-api.ts';
import { silentLog } from '../runtime/log.ts';
import { ProblemError } from '../runtime/problem.ts';
import { builtInReport } from '../saved-reports/find-report.ts';
import { createResolveFilter } from '../saved-reports/stored-reports.ts';
import { trySettings } from '../tenants/try-settings.ts';
import { reportsRoutes } from './routes.ts';
import { customer, harbour, morning, noon, wholeMorning } from './testing/harbour-morning.ts';
import { type MemoryLake, openMemoryLake } from './testing/memory-lake.ts';

const sue: Principal = {
  kind: 'user',
  id: 'sue',
  name: 'Sue',
  email: null,
  role: 'supervisor',
  reseller: 'reseller',
  tenant: customer,
  sites: null,
  extensions: [],
  agents: [],
};
const stored: Readonly<Record<string, ReportContent>> = {
  lost: reportContentSchema.parse({
    name: 'Lost',
    category: 'Test',
    template: 'callsByExtension',
    columns: [{ statistic: 'callsLost', header: 'Gone' }, { statistic: 'callsHandled' }],
    filter: { kind: 'own', spec: { extension: '1002' } },
    range: wholeMorning,
    dailyWindow: { from: '09:00', to: '10:00' },
    sort: [{ column: 'callsLost', descending: true }],
  }),
  weeks: reportContentSchema.parse({
    name: 'Weeks',
    category: 'Test',
    template: 'callsByStartTime',
    columns: [{ statistic: 'callsHandled' }],
    format: 'week',
    range: { named: 'last12Weeks' },
  }),
};
let lake: MemoryLake;
let app: ReturnType<typeof createApi>;
beforeAll(async () => {
  lake = await openMemoryLake([morning]);
  app = createApi({ log: silentLog, webOrigin: 'http://127.0.0.1' });
  app.route(
    '/',
    reportsRoutes({
      lake: lake.reader,
      duckDb: async () => lake.database,
      sitesOf: async () => ['harbour'],
      gapsOf: async () => [],
      heardThrough: async () => null,
      gate: (work) => work(),
      liveCalls: async () => [],
      now: () => noon,
      access: accessOfPeople({ sue }, { harbour: String(customer) }),
      trySettings,
      findConfig: async () => ({ version: 1, at: epochMs(0), author: 'seed', config: harbour }),
      resolveFilter: createResolveFilter({ find: async () => null }),
      findReport: async (_, who, report) => {
        const content = stored[report];
        if (content === undefined || who.id !== 'sue') throw new ProblemError('not-found', 'There is no such report here.');
        return { ...builtInReport, content };
      },
    }),
  );
});
afterAll(() => lake.close());

interface Body {
  readonly range: unknown;
  readonly filter: string | null;
  readonly columns: readonly { readonly id: string }[];
  readonly items: readonly { readonly key: string; readonly values: Readonly<Record<string, number>> }[];
  readonly errors: readonly unknown[];
}
const post = async (path: string, body: object): Promise<{ readonly status: number; readonly body: Body }> => {
  const answer = await app.request(`/v1/sites/harbour/${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sue', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Body };
};
const rowsOf = ({ items }: Body) => items.map(({ key, values }) => [key, ...Object.values(values)]);

test('a stored report is asked as it is stored, or otherwise this once', async () => {
  const { status, body } = await post('reports/lost/query', {});
  expect([status, body.columns.map(({ id }) => id), body.filter]).toEqual([200, ['callsLost', 'callsHandled'], 'extension 1002']);
  expect(rowsOf(body)).toEqual([['1002', 1, 1]]);
  const wider = await post('reports/lost/query', { filterRef: null, dailyWindow: null, sort: [{ column: 'key' }], limit: 2 });
  expect([wider.body.filter, rowsOf(wider.body)]).toEqual([
    null,
    [
      ['999', 0, 1],
      ['1001', 0, 3],
    ],
  ]);
  const none = await post('reports/lost/query', { range: { named: 'yesterday' } });
  expect([none.status, none.body.items]).toEqual([200, []]);
  // Monday 2 March, and the eleven weeks before its own.
  expect((await post('reports/weeks/query', {})).body).toMatchObject({
    range: { from: '2025-12-15T02:00:00.000Z', to: '2026-03-09T02:00:00.000Z' },
    items: [{ key: '2026-03-02' }],
  });
  expect((await post('reports/gone/query', {})).status).toBe(404);
});

test('a question may say null where it has nothing to say, and is told where a reference belongs', async () => {
  const asked = { template: 'callsByExtension', columns: ['callsLost'], range: wholeMorning };
  const nothing = { filter: null, filterRef: null, dailyWindow: null, format: null, over: null };
  expect(rowsOf((await post('query', { ...asked, ...nothing })).body)).toEqual(rowsOf((await post('query', asked)).body));
  expect((await post('query', { ...asked, filter: { kind: 'builtIn', id: 'internal' } })).body.errors).toEqual([
    { pointer: '#/filter', detail: '`filter` holds fields, such as extension: give what has a `kind` as `filterRef`.', in: 'body' },
  ]);
});
