import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { resources } from '../../infra/local/resources.ts';
import { createAuditWriter } from '../audit/audit.ts';
import { createAuditReader } from '../audit/audit-store.ts';
import { epochMs, tenantIdSchema } from '../domain/ids.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import type { UnreturnedCall, UnreturnedCalls } from '../domain/unreturned-calls.ts';
import { accessOfPeople } from '../identity/testing/access-of-people.ts';
import type { Principal, Role, SiteScope } from '../identity/types.ts';
import { createApi } from '../runtime/create-api.ts';
import { silentLog } from '../runtime/log.ts';
import { type LocalTables, openLocalTables } from '../runtime/testing/open-local-tables.ts';

import { composeCallBackRoutes } from './routes.ts';

const minute = 60_000;
/** Later than any real clock: what ages must not go while it is looked at. */
const nine = Date.parse('2040-03-02T09:00:00.000Z');
let now = nine;
const person = (id: string, role: Role, tenant: string, more: Partial<Principal> = {}): Principal => ({
  kind: 'user',
  id,
  name: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
  email: null,
  role,
  reseller: 'north',
  tenant: tenantIdSchema.parse(tenant),
  sites: null,
  extensions: [],
  agents: [],
  ...more,
});
const people: Readonly<Record<string, Principal>> = {
  sue: person('sue', 'supervisor', 'bakery'),
  omar: person('omar', 'supervisor', 'bakery'),
  lena: person('lena', 'supervisor', 'bakery', { units: ['sales'] }),
  alice: person('alice', 'agent', 'bakery'),
  wall: person('wall', 'screen', 'bakery'),
  flora: person('flora', 'customerAdmin', 'florist'),
};
const lost = (id: string, telephoneKey: string, at: number, more: Partial<UnreturnedCall> = {}): UnreturnedCall => ({
  logicalCallId: id,
  telephoneKey,
  telephoneName: null,
  startedAt: at,
  endedAt: at + 40_000,
  waitedMs: 40_000,
  ddi: '01134960456',
  huntGroup: '2001',
  huntGroupName: 'Sales',
  ...more,
});
/** What the report answers, by who may see what. */
let report: { calls: readonly UnreturnedCall[]; sales: readonly UnreturnedCall[]; tries: ReadonlyMap<string, readonly number[]> };
let asked = 0;

let tables: LocalTables;
let client: DynamoDBDocumentClient;
let app: ReturnType<typeof createApi>;
beforeAll(async () => {
  tables = await openLocalTables();
  client = tables.client;
  const config = siteConfigSchema.parse({ devices: [], businessUnits: [{ id: 'sales', name: 'Sales desk', parent: null }] });
  const access = accessOfPeople(people, { harbour: 'bakery' });
  app = createApi({ log: silentLog, webOrigin: 'http://127.0.0.1' });
  app.route(
    '/',
    composeCallBackRoutes({
      access,
      client,
      table: resources.boardsTable,
      audit: createAuditWriter({ table: resources.auditTable, newId: randomUUID }),
      now: () => now,
      findConfig: async () => ({ version: 1, at: epochMs(0), author: 'seed', config }),
      unreturned: async (scope: SiteScope, _, filter): Promise<UnreturnedCalls> => {
        asked += 1;
        if (filter !== null) return { calls: report.sales, withheld: 0, tries: report.tries, asAt: now };
        return { calls: scope.units === undefined ? report.calls : report.sales, withheld: 2, tries: report.tries, asAt: now };
      },
    }),
  );
});
afterAll(() => tables.stop());
// A day of its own for each test: nothing that was kept for a moment is left.
beforeEach(() => {
  now += 86_400_000;
  report = { calls: [], sales: [], tries: new Map() };
});

interface Item {
  readonly id: string;
  readonly number: string;
  readonly claimedBy: { readonly name: string } | null;
  readonly claimedAt: string | null;
  readonly claimLapsesAt: string | null;
  readonly note: string;
}
interface Body extends Item {
  readonly detail: string;
  readonly items: readonly Item[];
}
const ask = async (who: string, method: string, path = '', body?: unknown): Promise<{ readonly status: number; readonly body: Body }> => {
  const answer = await app.request(`/v1/sites/harbour/call-backs${path}`, {
    method,
    headers: { authorization: `Bearer ${who}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Body };
};
const itemsOf = async (who: string): Promise<readonly Item[]> => (await ask(who, 'GET')).body.items;
const idOf = async (number: string): Promise<string> => (await itemsOf('sue')).find((item) => item.number === number)?.id ?? '';
const rows = async (): Promise<readonly Record<string, unknown>[]> =>
  ((await client.send(new ScanCommand({ TableName: resources.boardsTable }))).Items ?? []).filter(({ sk }) =>
    String(sk).startsWith('CLAIM#'),
  );
const later = (ms: number): void => {
  now += ms;
};

test('the list: who, since when, how long they waited, when they are due, and the rule', async () => {
  const at = now - 90 * minute;
  report = {
    calls: [
      lost('c1', '+442079460111', at, { telephoneName: 'Quay Ltd' }),
      lost('c2', '+442079460111', at + 20 * minute, { waitedMs: 5_000 }),
    ],
    sales: [],
    tries: new Map([['+442079460111', [at + 30 * minute]]]),
  };
  const { status, body } = await ask('sue', 'GET');
  const iso = (ms: number): string => new Date(ms).toISOString();
  expect([status, body]).toEqual([
    200,
    {
      items: [
        {
          id: expect.stringMatching(/^[\w-]{22}$/),
          number: '+442079460111',
          name: 'Quay Ltd',
          calls: [
            { logicalCallId: 'c1', at: iso(at), waitedMs: 40_000, ddi: '01134960456', huntGroup: '2001', huntGroupName: 'Sales' },
            {
              logicalCallId: 'c2',
              at: iso(at + 20 * minute),
              waitedMs: 5_000,
              ddi: '01134960456',
              huntGroup: '2001',
              huntGroupName: 'Sales',
            },
          ],
          lostCalls: 2,
          firstAt: iso(at),
          lastAt: iso(at + 20 * minute),
          longestWaitMs: 40_000,
          dueAt: iso(at + 80 * minute + 40_000),
          overdue: true,
          tries: 1,
          lastTryAt: iso(at + 30 * minute),
          claimedBy: null,
          mine: false,
          claimedAt: null,
          claimLapsesAt: null,
          note: '',
        },
      ],
      cursor: null,
      limitedTo: null,
      total: 1,
      withheld: 2,
      rule: { words: expect.stringContaining('last 7 days'), windowDays: 7, dueMinutes: 60 },
      asAt: iso(now),
    },
  ]);
});

test('of two who take at once one has it and the other is told who; taking once more changes nothing', async () => {
  report = { ...report, calls: [lost('c1', '+442079460111', now - minute)] };
  const id = await idOf('+442079460111');
  const both = await Promise.all([ask('sue', 'POST', `/${id}/claim`), ask('omar', 'POST', `/${id}/claim`)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const winner = both[0]?.status === 200 ? 'Sue' : 'Omar';
  expect(both.find(({ status }) => status === 409)?.body.detail).toMatch(new RegExp(`^${winner} took it at `));
  later(minute);
  const again = await ask(winner.toLowerCase(), 'POST', `/${id}/claim`);
  expect([again.status, again.body.claimedAt, (await itemsOf('omar'))[0]?.claimedBy?.name]).toEqual([
    200,
    new Date(now - minute).toISOString(),
    winner,
  ]);
});

test('a claim lapses after half an hour without a try, or half an hour after the last one', async () => {
  report = { ...report, calls: [lost('c1', '+442079460111', now - minute)] };
  const id = await idOf('+442079460111');
  await ask('sue', 'POST', `/${id}/claim`);
  later(20 * minute);
  report = { ...report, tries: new Map([['+442079460111', [now]]]) };
  later(29 * minute);
  expect((await ask('omar', 'POST', `/${id}/claim`)).status).toBe(409);
  later(minute);
  const taken = await ask('omar', 'POST', `/${id}/claim`);
  expect([taken.status, taken.body.claimedBy?.name]).toEqual([200, 'Omar']);
});

test('given back, it is free; the note stays, up to 500 characters', async () => {
  report = { ...report, calls: [lost('c1', '+442079460111', now - minute)] };
  const id = await idOf('+442079460111');
  await ask('sue', 'POST', `/${id}/claim`);
  expect((await ask('sue', 'PUT', `/${id}/note`, { note: ' wants a quote ' })).body).toMatchObject({
    note: 'wants a quote',
    claimedBy: { name: 'Sue' },
    mine: true,
  });
  expect((await ask('sue', 'PUT', `/${id}/note`, { note: 'x'.repeat(501) })).status).toBe(400);
  expect((await ask('omar', 'POST', `/${id}/release`)).body).toMatchObject({ claimedBy: null, note: 'wants a quote' });
  expect((await ask('omar', 'POST', `/${id}/claim`)).body).toMatchObject({ claimedBy: { name: 'Omar' }, note: 'wants a quote' });
});

test('it clears itself: nothing is left of a number somebody talked to, and the next lost call begins anew', async () => {
  const first = lost('c1', '+442079460111', now - 10 * minute);
  report = { ...report, calls: [first] };
  const id = await idOf('+442079460111');
  await ask('sue', 'POST', `/${id}/claim`);
  await ask('sue', 'PUT', `/${id}/note`, { note: 'after lunch' });
  later(minute);
  report = { ...report, calls: [lost('c2', '+442079460111', now - 30_000 - 40_000)] };
  expect(await itemsOf('omar')).toMatchObject([{ id, claimedBy: null, note: '' }]);
  await ask('omar', 'POST', `/${id}/claim`);
  later(minute);
  report = { ...report, calls: [] };
  expect(await itemsOf('omar')).toEqual([]);
  expect((await rows()).filter((row) => row.id === id)).toEqual([]);
  expect((await ask('omar', 'POST', `/${id}/claim`)).status).toBe(404);
});

test('who is limited to units sees their calls alone; a claim is the same for everybody', async () => {
  const [early, late, other] = [
    lost('c1', '+442079460111', now - 10 * minute),
    lost('c2', '+442079460111', now - 2 * minute),
    lost('c3', '+442079460112', now - 5 * minute),
  ];
  report = { ...report, calls: [early, other], sales: [] };
  const none = { items: [], limitedTo: 'Only calls of the business unit Sales desk' };
  expect((await ask('lena', 'GET')).body).toMatchObject(none);
  const id = await idOf('+442079460111');
  await ask('sue', 'POST', `/${id}/claim`);
  expect((await ask('lena', 'POST', `/${id}/claim`)).status).toBe(404);
  later(minute);
  report = { ...report, calls: [early, late, other], sales: [late] };
  expect(await itemsOf('lena')).toMatchObject([{ id, lostCalls: 1, claimedBy: { name: 'Sue' }, mine: false }]);
  expect((await ask('lena', 'POST', `/${id}/claim`)).status).toBe(409);
  expect((await rows()).some((row) => row.id === id)).toBe(true);
});

test('a filter narrows the list and not who has what', async () => {
  const [sales, other] = [lost('c1', '+442079460111', now - 10 * minute), lost('c2', '+442079460112', now - 5 * minute)];
  report = { ...report, calls: [sales, other], sales: [sales] };
  await ask('sue', 'POST', `/${await idOf('+442079460111')}/claim`);
  const narrowed = await ask('omar', 'GET', `?filter=${encodeURIComponent('{"huntGroup":"2001"}')}`);
  expect(narrowed.body.items).toMatchObject([{ number: '+442079460111', claimedBy: { name: 'Sue' } }]);
  expect((await ask('omar', 'GET', '?filter=2001')).status).toBe(400);
});

test('outside numbers are for those who call back: others are refused, strangers find nothing', async () => {
  report = { ...report, calls: [lost('c1', '+442079460111', now - minute)] };
  const answers = await Promise.all(['alice', 'wall', 'flora'].map((who) => ask(who, 'GET')));
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 404]);
  expect(JSON.stringify(answers)).not.toContain('2079460111');
});

test('one answer of the report serves everybody for some seconds', async () => {
  report = { ...report, calls: [lost('c1', '+442079460111', now - minute)] };
  asked = 0;
  await Promise.all([itemsOf('sue'), itemsOf('omar'), itemsOf('sue')]);
  later(2_999);
  await itemsOf('omar');
  expect(asked).toBe(1);
  later(1);
  await itemsOf('omar');
  expect(asked).toBe(2);
});

test('what is kept and told: no number, neither in the table nor in the log', async () => {
  report = { ...report, calls: [lost('c1', '+442079460111', now - minute)] };
  const id = await idOf('+442079460111');
  await ask('sue', 'POST', `/${id}/claim`);
  await ask('sue', 'PUT', `/${id}/note`, { note: 'tall' });
  await ask('omar', 'POST', `/${id}/release`);
  const row = (await rows()).find((one) => one.id === id);
  expect(row).toMatchObject({ pk: 'T#bakery#S#harbour#CALLBACKS', tenant: 'bakery', site: 'harbour', notice: { kind: 'callBacks' } });
  const reader = createAuditReader({ client, table: resources.auditTable });
  const log = await reader.list({ tenant: tenantIdSchema.parse('bakery'), sites: null, from: null, to: null, limit: 3, after: null });
  expect(log.items.map(({ action, object, summary }) => [action, object, summary]).sort()).toEqual([
    ['callBack.claim', 'call back of call c1', 'taken'],
    ['callBack.note', 'call back of call c1', 'note of 4 character(s)'],
    ['callBack.release', 'call back of call c1', 'taken from Sue'],
  ]);
  expect(JSON.stringify([row, log])).not.toContain('2079460111');
});
