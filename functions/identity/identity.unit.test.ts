import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test } from 'vitest';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { createAuthenticate } from './authenticate.ts';
import { createFindPrincipal, principalGetParams } from './find-principal.ts';
import { mayDo, permissionsOf, rolePermissions } from './permissions.ts';
import { createSiteInReach, reaches } from './reach.ts';
import type { Principal } from './types.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-2' }));
const dynamo = mockClient(client);
afterEach(() => {
  dynamo.reset();
});
const tenant = tenantIdSchema.parse('bakery');
const site = siteIdSchema.parse('harbour');
const scope = { tenant, site, reseller: 'north' };
const principal = (overrides: Partial<Principal> = {}): Principal => ({
  kind: 'user',
  id: 'anna',
  name: 'Anna',
  email: null,
  role: 'supervisor',
  reseller: 'north',
  tenant,
  sites: null,
  extensions: [],
  agents: [],
  ...overrides,
});
const login = {
  pk: 'LOGIN#anna',
  sk: 'LOGIN',
  sub: 'anna',
  name: 'Anna',
  email: null,
  role: 'supervisor',
  reseller: 'north',
  tenant: 'bakery',
  sites: ['harbour'],
  extensions: ['1001'],
  agents: [],
};

describe('reach', () => {
  test.each([
    ['all sites of the own customer', {}, true],
    ['a named site', { sites: [site] }, true],
    ['another site only', { sites: [siteIdSchema.parse('market')] }, false],
    ['no site at all', { sites: [] }, false],
    ['another customer', { tenant: tenantIdSchema.parse('florist') }, false],
    ['the reseller', { tenant: null, role: 'resellerAdmin' }, true],
    ['another reseller', { tenant: null, role: 'resellerAdmin', reseller: 'south' }, false],
    ['a record without customer that is no reseller', { tenant: null }, false],
  ] as const)('%s: %s', (_name, overrides, expected) => {
    expect(reaches(principal(overrides), scope)).toBe(expected);
  });

  const inReach = createSiteInReach(async (id) =>
    id === 'harbour' ? { ...scope, name: '', customerName: '', timeZone: 'UTC', resetTime: '02:00' } : null,
  );

  test('a site is found with its tenant', async () => {
    expect(await inReach(principal(), 'harbour', ['live.read'])).toEqual({ tenant: 'bakery', site: 'harbour', reseller: 'north' });
  });
  test('unknown, impossible and foreign sites are the same 404', async () => {
    for (const id of ['nowhere', '../harbour', 'HARBOUR', ''])
      await expect(inReach(principal(), id, ['live.read'])).rejects.toMatchObject({ code: 'not-found' });
    await expect(inReach(principal({ tenant: tenantIdSchema.parse('florist') }), 'harbour', ['live.read'])).rejects.toMatchObject({
      code: 'not-found',
    });
  });
  test('what the role lacks is forbidden, but only within reach', async () => {
    await expect(inReach(principal({ role: 'screen' }), 'harbour', ['calls.read', 'calls.readOwn'])).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('roles', () => {
  test('nobody below an admin may enrol agents, and a screen sees nothing but live figures', () => {
    expect(
      Object.entries(rolePermissions)
        .filter(([, may]) => may.includes('edgeAgents.enrol'))
        .map(([role]) => role),
    ).toEqual(['resellerAdmin', 'customerAdmin']);
    expect(rolePermissions.screen).toEqual([
      'site.read',
      'customers.read',
      'live.read',
      'live.readNumbers',
      'boards.read',
      'wallboards.use',
      'dashboards.use',
    ]);
    expect(rolePermissions.pairedScreen).toEqual(['site.read', 'boards.read']);
    expect(rolePermissions.agent).toEqual(['site.read', 'customers.read', 'calls.readOwn', 'live.read', 'boards.read', 'wallboards.use']);
  });
});

describe('a limit to business units', () => {
  test('goes with the reach, an empty one too', async () => {
    const inReach = createSiteInReach(async () => ({ ...scope, name: '', customerName: '', timeZone: 'UTC', resetTime: '02:00' }));
    expect(await inReach(principal({ units: ['sales'] }), 'harbour', ['live.read'])).toEqual({ ...scope, units: ['sales'] });
    expect((await inReach(principal({ units: [] }), 'harbour', ['live.read'])).units).toEqual([]);
  });
  test('takes what shows the whole site with numbers, and what could lift it', () => {
    for (const role of ['supervisor', 'customerAdmin'] as const) {
      const taken = rolePermissions[role].filter((permission) => !permissionsOf({ role, units: [] }).includes(permission));
      const always = ['live.readNumbers'];
      const ofAdmins = ['configuration.write', 'anomalies.read', 'rejections.read', 'bulk.make'];
      expect([role, taken.sort()]).toEqual([role, (role === 'supervisor' ? always : [...always, ...ofAdmins]).sort()]);
    }
    expect(mayDo({ role: 'supervisor', units: ['sales'] }, 'calls.read')).toBe(true);
  });
});

describe('looking a principal up', () => {
  test('is one read by subject', () => {
    expect(principalGetParams('Directory', 'anna')).toEqual({ TableName: 'Directory', Key: { pk: 'LOGIN#anna', sk: 'LOGIN' } });
  });

  test('is kept for 30 seconds; unknown subjects are not kept', async () => {
    let now = 0;
    const find = createFindPrincipal({ client, table: 'Directory', now: () => now });
    dynamo.on(GetCommand).resolvesOnce({}).resolves({ Item: login });
    expect(await find('anna')).toBeNull();
    expect(await find('anna')).toMatchObject({ kind: 'user', id: 'anna', tenant: 'bakery', sites: ['harbour'], extensions: ['1001'] });
    now = 29_999;
    await find('anna');
    expect(dynamo.calls()).toHaveLength(2);
    now = 30_000;
    await find('anna');
    expect(dynamo.calls()).toHaveLength(3);
  });

  test('a damaged record never widens anybody’s reach', async () => {
    const find = createFindPrincipal({ client, table: 'Directory', now: () => 0 });
    dynamo.on(GetCommand).resolves({ Item: { ...login, tenant: null } });
    await expect(find('anna')).rejects.toThrow('tenant and role of the log-in do not fit');
  });
});

describe('credentials', () => {
  test('each kind is asked in turn, so that API keys can stand beside tokens', async () => {
    const authenticate = createAuthenticate([
      async () => null,
      async (credentials) =>
        credentials.startsWith('tlk_') ? { principal: principal({ kind: 'apiKey', id: credentials }), expiresAt: null } : null,
    ]);
    expect(await authenticate('tlk_1')).toMatchObject({ principal: { kind: 'apiKey', id: 'tlk_1' } });
    await expect(authenticate('other')).rejects.toMatchObject({ code: 'unauthorised' });
    await expect(authenticate(null)).rejects.toMatchObject({ code: 'unauthorised' });
  });
});
