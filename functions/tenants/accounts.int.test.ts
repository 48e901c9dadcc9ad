import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resources } from '../../infra/local/resources.ts';
import { createAuditWriter } from '../audit/audit.ts';
import { createAuditReader } from '../audit/audit-store.ts';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { createFindPrincipal } from '../identity/find-principal.ts';
import { createAccess } from '../identity/principal.ts';
import { createSiteInReach } from '../identity/reach.ts';
import { tellOfRights } from '../live/tell-of-rights.ts';
import { createApi } from '../runtime/create-api.ts';
import { silentLog } from '../runtime/log.ts';
import { ProblemError } from '../runtime/problem.ts';
import { type LocalTables, openLocalTables } from '../runtime/testing/open-local-tables.ts';
import { sampleConfig } from './core/testing/sample-config.ts';
import { createDirectoryStore } from './directory-store.ts';
import { createCustomer, createReseller, createSite, createUser } from './onboard.ts';
import { tenantsRoutes } from './routes.ts';

const [bakery, mill] = [tenantIdSchema.parse('bakery'), tenantIdSchema.parse('mill')];
let now = Date.parse('2026-03-10T12:00:00.000Z');
let tables: LocalTables;
let app: ReturnType<typeof createApi>;
let client: DynamoDBDocumentClient;
let reader: ReturnType<typeof createAuditReader>;

beforeAll(async () => {
  tables = await openLocalTables();
  client = tables.client;
  const table = resources.directoryTable;
  const deps = { store: createDirectoryStore({ client, table }), now: () => now };
  reader = createAuditReader({ client, table: resources.auditTable });
  await createReseller(deps, { reseller: 'r1', name: 'Reseller' });
  for (const tenant of [bakery, mill]) {
    await createCustomer(deps, { tenant, reseller: 'r1', name: tenant });
    await createSite(deps, { site: `${tenant}-main`, tenant, name: tenant, config: sampleConfig() });
    const user = (id: string, role: 'customerAdmin' | 'supervisor', more: object = {}) =>
      createUser(deps, {
        user: id,
        subject: `${id}-${tenant}`,
        name: id.toUpperCase(),
        email: null,
        role,
        reseller: 'r1',
        tenant,
        ...more,
      });
    await user('ines', 'customerAdmin');
    await user('sue', 'supervisor');
    await user('uma', 'supervisor', { units: ['sales'] });
  }
  const findPrincipal = createFindPrincipal({ client, table, now: () => now });
  app = createApi({ log: silentLog, webOrigin: 'http://127.0.0.1' });
  app.route(
    '/',
    tenantsRoutes({
      ...deps,
      audit: createAuditWriter({ table: resources.auditTable, newId: randomUUID }),
      tellOfRights: (at, subject, when) => tellOfRights(resources.boardsTable, at, subject, when),
      access: createAccess({
        authenticate: async (token) => {
          const principal = await findPrincipal(token ?? '');
          if (principal === null) throw new ProblemError('unauthorised', 'no');
          return { principal, expiresAt: null };
        },
        siteInReach: createSiteInReach((site) => deps.store.readSite(site)),
      }),
    }),
  );
});
afterAll(() => tables.stop());

interface Body {
  readonly items: readonly Record<string, unknown>[];
  readonly units: unknown;
  readonly permissions: readonly string[];
  readonly errors: readonly { readonly pointer: string }[];
}
const ask = async (who: string, path: string, body?: unknown) => {
  const answer = await app.request(`/v1/${path}`, {
    method: body === undefined ? 'GET' : 'PUT',
    headers: { authorization: `Bearer ${who}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    status: answer.status,
    body: (await answer.json()) as Body,
  };
};
const limit = (who: string, account: string, units: unknown, site = 'bakery-main') =>
  ask(who, `sites/${site}/accounts/${account}/units`, { units });
const unitsOf = async (who: string): Promise<unknown> => (await ask(who, 'me')).body.units;

test('lists the people of the customer alone, with what each is limited to', async () => {
  const { status, body } = await ask('ines-bakery', 'sites/bakery-main/accounts');
  expect(status).toBe(200);
  expect(body.items.map(({ account, role, units, mayLimit }) => [account, role, units, mayLimit])).toEqual([
    ['ines', 'customerAdmin', null, false],
    ['sue', 'supervisor', null, true],
    ['uma', 'supervisor', ['sales'], true],
  ]);
  expect((await ask('sue-bakery', 'sites/bakery-main/accounts')).status).toBe(403);
  expect((await ask('ines-mill', 'sites/bakery-main/accounts')).status).toBe(404);
});

test('a limit is in force within 30 seconds, is audited, and can be lifted', async () => {
  expect(await unitsOf('sue-bakery')).toBeNull();
  expect((await limit('ines-bakery', 'sue', ['sales', 'sales'])).body).toMatchObject({ account: 'sue', units: ['sales'] });
  now += 30_000;
  const me = (await ask('sue-bakery', 'me')).body;
  expect(me.units).toEqual(['sales']);
  expect([me.permissions.includes('calls.read'), me.permissions.includes('live.readNumbers')]).toEqual([true, false]);
  const [row] = (
    await reader.list({ tenant: bakery, sites: [siteIdSchema.parse('bakery-main')], from: null, to: null, limit: 1, after: null })
  ).items;
  expect(row).toMatchObject({
    action: 'account.limit',
    summary: 'SUE sees the calls of Sales, before: all calls',
    who: { id: 'ines-bakery' },
  });
  const { Item: told } = await client.send(
    new GetCommand({ TableName: resources.boardsTable, Key: { pk: 'T#bakery#S#bakery-main#RIGHTS', sk: 'sue-bakery' } }),
  );
  expect(told).toMatchObject({ tenant: 'bakery', site: 'bakery-main', notice: { kind: 'rights', subject: 'sue-bakery' } });
  expect((await limit('ines-bakery', 'sue', null)).body).toMatchObject({ units: null });
  now += 30_000;
  expect(await unitsOf('sue-bakery')).toBeNull();
  expect(await unitsOf('sue-mill')).toBeNull();
});

test('refuses units that are not there, those who could undo it, and whoever is of another customer', async () => {
  const refused = await limit('ines-bakery', 'sue', ['sales', 'nowhere']);
  expect([refused.status, refused.body.errors[0]?.pointer]).toEqual([400, '#/units/1']);
  expect((await limit('ines-bakery', 'ines', ['sales'])).status).toBe(400);
  expect((await limit('ines-bakery', 'nobody', ['sales'])).status).toBe(404);
  expect((await limit('ines-bakery', 'sue', ['sales'], 'mill-main')).status).toBe(404);
  expect((await limit('uma-bakery', 'uma', null)).status).toBe(403);
  expect(await unitsOf('uma-bakery')).toEqual(['sales']);
});
