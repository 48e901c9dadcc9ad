import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resources } from '../../infra/local/resources.ts';
import { createAuditWriter } from '../audit/audit.ts';
import { createAuditReader } from '../audit/audit-store.ts';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { createAccess } from '../identity/principal.ts';
import { createSiteInReach } from '../identity/reach.ts';
import { authenticatePeople } from '../identity/testing/authenticate-people.ts';
import type { Principal } from '../identity/types.ts';
import { createApi } from '../runtime/create-api.ts';
import { silentLog } from '../runtime/log.ts';
import { type LocalTables, openLocalTables } from '../runtime/testing/open-local-tables.ts';
import { configurationRoutes } from './configuration-routes.ts';
import type { ConfigChange } from './core/config-diff.ts';
import { applyChanges } from './core/testing/apply-changes.ts';
import { sampleConfig } from './core/testing/sample-config.ts';
import { createDirectoryStore, type DirectoryStore } from './directory-store.ts';
import { createCustomer, createSite } from './onboard.ts';

const tenant = tenantIdSchema.parse('bakery');
const noon = Date.parse('2026-03-10T12:00:00.000Z');
let now = noon;
let tables: LocalTables;
let app: ReturnType<typeof createApi>;
let store: DirectoryStore;
let reader: ReturnType<typeof createAuditReader>;
let client: DynamoDBDocumentClient;
let auditId: () => string = randomUUID;

const principal = (id: string, role: Principal['role'] = 'customerAdmin'): Principal => ({
  kind: 'user',
  id,
  name: id.toUpperCase(),
  email: null,
  role,
  reseller: 'r1',
  tenant,
  sites: null,
  extensions: [],
  agents: [],
});
const principals: Readonly<Record<string, Principal>> = {
  ines: principal('ines'),
  omar: principal('omar'),
  sue: principal('sue', 'supervisor'),
};

beforeAll(async () => {
  tables = await openLocalTables();
  client = tables.client;
  store = createDirectoryStore({ client, table: resources.directoryTable });
  reader = createAuditReader({ client, table: resources.auditTable });
  const deps = { store, now: () => now };
  await createCustomer(deps, { tenant, reseller: 'r1', name: 'Bakery' });
  app = createApi({ log: silentLog, webOrigin: 'http://127.0.0.1' });
  app.route(
    '/',
    configurationRoutes({
      ...deps,
      audit: createAuditWriter({ table: resources.auditTable, newId: () => auditId() }),
      access: createAccess({
        authenticate: authenticatePeople(principals),
        siteInReach: createSiteInReach((site) => store.readSite(site)),
      }),
    }),
  );
});
afterAll(() => tables.stop());

const makeSite = (site: string) => createSite({ store, now: () => now }, { site, tenant, name: 'Harbour', config: sampleConfig() });
interface Answer {
  readonly status: number;
  readonly etag: string | null;
  readonly body: Record<string, unknown> & {
    readonly version: number;
    readonly detail: string;
    readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
    readonly changes: readonly ConfigChange[];
    readonly items: readonly Record<string, unknown>[];
  };
}
const ask = async (who: string, method: string, path: string, body?: unknown, ifMatch?: string): Promise<Answer> => {
  const answer = await app.request(`/v1/sites/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${who}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, etag: answer.headers.get('etag'), body: (await answer.json()) as Answer['body'] };
};
const get = (path: string) => ask('ines', 'GET', path);
const patch = (site: string, edits: readonly object[], query = '') => ask('ines', 'PATCH', `${site}/configuration${query}`, { edits });
const rename = (name: string) => ({ edit: 'changeDevice', type: 'extension', number: '1002', set: { name } });
const rowsOf = async (site: string) => (await reader.list({ tenant, sites: [site], from: null, to: null, limit: 100, after: null })).items;

describe('reading', () => {
  test('the current version, its number as ETag, and what made it', async () => {
    await makeSite('reading');
    const { status, etag, body } = await get('reading/configuration');
    expect([status, etag, body.version, body.author, body.authorName]).toEqual([200, '"1"', 1, 'seed', 'seed']);
    expect(body.configuration).toMatchObject({ id: 'reading', name: 'Harbour' });
    expect((await get('reading/configuration/versions/1/changes')).body).toMatchObject({ from: null, to: 1, items: [{ path: '' }] });
    expect((await get('reading/configuration/versions/2')).status).toBe(404);
    expect((await get('reading/configuration/versions/x')).status).toBe(400);
  });

  test('devices by part of number or name, type and unit, page by page, with who holds them and whether the PBX knows them', async () => {
    await makeSite('devices');
    await store.putDirectoryReport(tenant, siteIdSchema.parse('devices'), {
      link: 'l1',
      at: (await store.readConfig(tenant, siteIdSchema.parse('devices')))?.at ?? (0 as never),
      version: 1,
      added: [],
      renamed: [],
      missing: ['1002'],
    });
    const list = async (query: string) => {
      const { items } = (await get(`devices/configuration/devices${query}`)).body;
      return items.map(({ number, user, missing }) => [number, user, missing]);
    };
    expect(await list('')).toEqual([
      ['1001', 'anna', false],
      ['1002', 'ben', true],
      ['2000', null, false],
    ]);
    expect(await list('?search=DESK')).toHaveLength(2);
    expect(await list('?search=02')).toEqual([['1002', 'ben', true]]);
    expect(await list('?type=huntGroup')).toEqual([['2000', null, false]]);
    expect(await list('?businessUnit=sales')).toEqual([['2000', null, false]]);
    const { cursor } = (await get('devices/configuration/devices?limit=2')).body;
    expect(await list(`?limit=2&cursor=${String(cursor)}`)).toEqual([['2000', null, false]]);
    expect((await get('devices/configuration/imports')).body.items).toMatchObject([{ link: 'l1', missing: ['1002'] }]);
  });
});

describe('changing parts', () => {
  test('makes a version, a row in the audit, and is told in paths and words', async () => {
    await makeSite('parts');
    const { status, etag, body } = await patch('parts', [rename('Desk 2'), { edit: 'changeSettings', set: { serviceLevelSeconds: 20 } }]);
    expect([status, etag]).toEqual([200, '"2"']);
    const changes = [
      { path: '/devices/extension 1002/name', before: 'Desk two', after: 'Desk 2' },
      { path: '/settings/serviceLevelSeconds', before: 10, after: 20 },
    ];
    const words = ['device extension 1002: name “Desk two” → “Desk 2”', 'settings serviceLevelSeconds 10 → 20'];
    expect(body).toMatchObject({ version: 2, author: 'ines', authorName: 'INES', saved: true, changes, words, past: [], warnings: [] });
    expect((await get('parts/configuration/versions')).body.items).toMatchObject([
      { version: 2, author: 'ines', authorName: 'INES', at: '2026-03-10T12:00:00.000Z', words, changeCount: 2, changesPast: false },
      { version: 1, author: 'seed', words: [], changeCount: 0 },
    ]);
    expect((await get('parts/configuration/versions/2/changes')).body).toEqual({ from: 1, to: 2, items: changes });
    expect(await rowsOf('parts')).toMatchObject([
      {
        action: 'configuration.save',
        who: { kind: 'user', id: 'ines', name: 'INES', role: 'customerAdmin' },
        object: 'configuration version 2',
        summary: '2 change(s)',
        changes: [
          { path: '/devices/extension 1002/name', before: 'Desk two', after: 'Desk 2' },
          { path: '/settings/serviceLevelSeconds', before: '10', after: '20' },
        ],
        changeCount: 2,
      },
    ]);
  });

  test('that change nothing, or are tried only, save nothing', async () => {
    await makeSite('tried');
    expect((await patch('tried', [rename('Desk two')])).body).toMatchObject({ version: 1, saved: false, changes: [] });
    expect((await patch('tried', [rename('New')], '?dryRun=true')).body).toMatchObject({ version: 1, saved: false, changes: [{}] });
    expect((await get('tried/configuration/versions')).body.items).toHaveLength(1);
    expect(await rowsOf('tried')).toEqual([]);
  });

  test('that cannot be made are named by place; nothing of them is saved', async () => {
    await makeSite('faulty');
    const wrong = await patch('faulty', [rename('New'), { edit: 'deleteBusinessUnit', id: 'x' }]);
    expect([wrong.status, wrong.body.errors]).toEqual([
      400,
      [{ pointer: '#/edits/1', detail: 'There is no business unit "x".', in: 'body' }],
    ]);
    const cycle = await patch('faulty', [{ edit: 'changeBusinessUnit', id: 'company', set: { parent: 'sales' } }]);
    expect(cycle.body.errors.map(({ pointer }) => pointer)).toEqual(['#/businessUnits/0/parent', '#/businessUnits/1/parent']);
    const double = await patch('faulty', [{ edit: 'assign', user: 'ben', kind: 'agent', number: '5001' }]);
    expect(double.body.errors[0]?.detail).toBe(
      'agent 5001 is Ben’s from 2026-03-10T12:00:00.000Z to ever, but Anna’s from ever to ever: end one before the other starts.',
    );
    expect((await patch('faulty', [{ edit: 'explode' }])).status).toBe(400);
    expect((await get('faulty/configuration')).body.version).toBe(1);
  });

  test('of the past are refused unless asked for by name, and then said so in version and audit', async () => {
    await makeSite('past');
    const edits = [{ edit: 'assign', user: 'ben', kind: 'extension', number: '1001', from: '2026-03-05T00:00:00Z', takeOver: true }];
    const refused = await patch('past', edits);
    expect([refused.status, refused.body.errors[0]?.detail]).toEqual([
      400,
      'extension 1001 would have belonged to somebody else from 2026-03-05T00:00:00.000Z to 2026-03-10T12:00:00.000Z.',
    ]);
    expect((await patch('past', edits, '?dryRun=true')).body).toMatchObject({ saved: false, past: [{ number: '1001' }] });
    expect((await patch('past', edits, '?allowPast=true')).body).toMatchObject({ saved: true, past: [{ number: '1001' }] });
    expect((await get('past/configuration/versions')).body.items[0]).toMatchObject({ version: 2, changesPast: true });
    expect(await rowsOf('past')).toMatchObject([
      { changesPast: true, summary: '2 change(s), changing who held extension 1001 in the past' },
    ]);
  });

  test('is not for those who may only read', async () => {
    await makeSite('supervised');
    expect((await ask('sue', 'GET', 'supervised/configuration')).status).toBe(200);
    expect((await ask('sue', 'PATCH', 'supervised/configuration', { edits: [rename('x')] })).status).toBe(403);
    expect((await ask('sue', 'PUT', 'supervised/configuration', {})).status).toBe(403);
    expect((await ask('ines', 'PUT', 'nowhere/configuration', {})).status).toBe(404);
  });
});

describe('users from a text', () => {
  const send = async (site: string, text: string, query = '') => {
    const answer = await app.request(`/v1/sites/${site}/configuration/import${query}`, {
      method: 'POST',
      headers: { authorization: 'Bearer ines', 'content-type': 'text/csv' },
      body: text,
    });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  };
  test('are tried first, and saved when that is said', async () => {
    await makeSite('sheet');
    const text = 'name,extension,business unit\nEva Dahl,1050,Sales\n';
    expect((await send('sheet', text)).body).toMatchObject({ version: 1, saved: false, changes: [{ path: '/users/eva-dahl' }] });
    expect((await send('sheet', text, '?dryRun=false')).body).toMatchObject({ version: 2, saved: true });
    expect((await send('sheet', text, '?dryRun=false')).body).toMatchObject({ version: 2, saved: false, changes: [] });
    expect(await rowsOf('sheet')).toHaveLength(1);
    const wrong = await send('sheet', 'name,extension\nCarl,1050\n', '?dryRun=false');
    expect([wrong.status, wrong.body.errors]).toEqual([
      400,
      [{ pointer: '#/lines/2', detail: 'Line 2: extension 1050 is Eva Dahl’s: end that first.', in: 'body' }],
    ]);
  });
});

describe('replacing the whole', () => {
  test('is made from a version; who was slower is told who was faster and when', async () => {
    await makeSite('whole');
    const configuration = (await get('whole/configuration')).body.configuration as object;
    now = noon + 60_000;
    expect((await ask('omar', 'PUT', 'whole/configuration', { ...configuration, country: 'IE' }, '"1"')).body).toMatchObject({
      version: 2,
      changes: [{ path: '/country', before: 'GB', after: 'IE' }],
    });
    now = noon;
    const late = await ask('ines', 'PUT', 'whole/configuration', { ...configuration, country: 'FR' }, '"1"');
    expect([late.status, late.body.detail]).toEqual([
      412,
      'The change was made from version 1, but OMAR (omar) saved version 2 at 2026-03-10T12:01:00.000Z: read it and make the change again.',
    ]);
    expect((await ask('ines', 'PUT', 'whole/configuration', configuration)).body.errors[0]?.pointer).toBe('#/if-match');
    expect((await ask('ines', 'PUT', 'whole/configuration', configuration, 'yesterday')).status).toBe(400);
    expect((await store.readSite(siteIdSchema.parse('whole')))?.tenant).toBe('bakery');
  });

  test('must name every section and no other field', async () => {
    await makeSite('strict');
    const { users: _users, ...rest } = (await get('strict/configuration')).body.configuration as Record<string, unknown>;
    const answer = await ask('ines', 'PUT', 'strict/configuration', { ...rest, usres: [], settings: { shortCall: 3 } }, '"1"');
    expect(answer.body.errors.map(({ pointer }) => pointer)).toEqual(['#/settings/shortCall', '#/usres', '#/users']);
  });

  test('site name, zone and reset time follow into the list of sites', async () => {
    await makeSite('renamed');
    const set = { name: 'Harbour Leeds', timeZone: 'Europe/London', resetTime: '04:00' };
    expect((await patch('renamed', [{ edit: 'changeSite', set }])).status).toBe(200);
    expect(await store.readSite(siteIdSchema.parse('renamed'))).toMatchObject(set);
  });
});

describe('versions', () => {
  test('have no gaps and no losses when many write at once, and each is the one before with its changes', async () => {
    await makeSite('busy');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => ask(i % 2 === 0 ? 'ines' : 'omar', 'PATCH', 'busy/configuration', { edits: [rename(`n${i}`)] })),
    );
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const saved = answers.filter(({ status }) => status === 200).length;
    expect(saved).toBeGreaterThan(0);
    const { items } = (await get('busy/configuration/versions')).body;
    expect(items.map(({ version }) => version)).toEqual(Array.from({ length: saved + 1 }, (_, i) => saved + 1 - i));
    expect(await rowsOf('busy')).toHaveLength(saved);
    for (let version = 2; version <= saved + 1; version += 1) {
      const [before, after] = [
        (await get(`busy/configuration/versions/${version - 1}`)).body,
        (await get(`busy/configuration/versions/${version}`)).body,
      ];
      const changes = (await get(`busy/configuration/versions/${version}/changes`)).body.items;
      const parsed = changes.map(({ path, before: was, after: is }) => ({ path: String(path), before: was, after: is }));
      expect(applyChanges(before.configuration, parsed)).toEqual(after.configuration);
    }
    const page = (await get('busy/configuration/versions?limit=1')).body;
    const next = (await get(`busy/configuration/versions?limit=1&cursor=${String(page.cursor)}`)).body;
    expect(next.items.map(({ version }) => version)).toEqual([saved]);
  });

  test('come with their row in the audit or not at all', async () => {
    await makeSite('audited');
    auditId = () => 'same';
    expect((await patch('audited', [rename('one')])).status).toBe(200);
    // The same id at the same instant would write over the row: the version is refused with it.
    expect((await patch('audited', [rename('two')])).status).toBe(409);
    auditId = randomUUID;
    expect((await get('audited/configuration')).body.version).toBe(2);
    expect((await rowsOf('audited')).map(({ object }) => object)).toEqual(['configuration version 2']);
  });
});
