import { randomBytes, randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { resources } from '../../infra/local/resources.ts';
import { createAuditWriter } from '../audit/audit.ts';
import { createAuditReader } from '../audit/audit-store.ts';
import type { SiteId, TenantId } from '../domain/ids.ts';
import { createAuthenticate } from '../identity/authenticate.ts';
import { createAccess } from '../identity/principal.ts';
import { createSiteInReach } from '../identity/reach.ts';
import type { Principal, Role } from '../identity/types.ts';
import { createApi } from '../runtime/create-api.ts';
import { silentLog } from '../runtime/log.ts';
import { ProblemError } from '../runtime/problem.ts';
import { type LocalTables, openLocalTables } from '../runtime/testing/open-local-tables.ts';
import { createPairingStore } from './pairing-store.ts';
import { screensRoutes } from './routes.ts';
import { createScreenIdentity } from './screen-identity.ts';
import { createScreenStore } from './screen-store.ts';

// Far ahead of the clock by which the table removes what has expired.
const noon = Date.parse('2099-03-02T12:00:00.000Z');
const minutes = (n: number): number => n * 60_000;
const days = (n: number): number => n * 86_400_000;
let now = noon;
let tables: LocalTables;
let client: DynamoDBDocumentClient;
let app: ReturnType<typeof createApi>;
let screens: ReturnType<typeof createScreenIdentity>;

const person = (id: string, role: Role, tenant: string): Principal => ({
  kind: 'user',
  id,
  name: `Name of ${id}`,
  email: null,
  role,
  reseller: 'north',
  tenant: tenant as TenantId,
  sites: null,
  extensions: [],
  agents: [],
});
const people = new Map(
  [person('anna', 'supervisor', 'bakery'), person('flora', 'customerAdmin', 'florist'), person('agent', 'agent', 'bakery')].map((one) => [
    one.id,
    one,
  ]),
);
const tenants: Readonly<Record<string, string>> = { harbour: 'bakery', market: 'bakery', station: 'florist' };
const site = (id: SiteId) => {
  const tenant = tenants[id];
  return tenant === undefined
    ? null
    : {
        site: id,
        tenant: tenant as TenantId,
        reseller: 'north',
        name: `Site ${id}`,
        customerName: `Customer ${tenant}`,
        timeZone: 'Europe/London',
        resetTime: '02:00',
      };
};
/** What is stored of this one cannot be read. */
let torn: string | null = null;
/** Two boards of every site, and one that only Anna and screens bound to it may see. */
const boards: Readonly<Record<string, { readonly name: string; readonly owner: string | null }>> = {
  front: { name: 'Front desk', owner: null },
  sales: { name: 'Sales', owner: null },
  annas: { name: 'Anna’s own', owner: 'anna' },
};

beforeAll(async () => {
  tables = await openLocalTables();
  client = tables.client;
  const table = resources.boardsTable;
  screens = createScreenIdentity({ client, table, now: () => now });
  app = createApi({ log: silentLog, webOrigin: 'http://127.0.0.1' });
  app.route(
    '/',
    screensRoutes({
      access: createAccess({
        authenticate: createAuthenticate([
          screens.verify,
          (token) => {
            const found = people.get(token);
            return Promise.resolve(found === undefined ? null : { principal: found, expiresAt: null });
          },
        ]),
        siteInReach: createSiteInReach((id, within) => Promise.resolve(within === null || site(id)?.tenant === within ? site(id) : null)),
      }),
      store: createScreenStore({ client, table }),
      pairings: createPairingStore({ client, table }),
      findBoard: (_, principal, id) => {
        const found = boards[id];
        const listed = principal.boards?.includes(id) ?? (found?.owner === null || found?.owner === principal.id);
        if (found === undefined || !listed) throw new ProblemError('not-found', 'There is no such board.');
        if (id === torn) throw new ProblemError('conflict', 'What is stored of it cannot be read.');
        return Promise.resolve({ name: found.name, views: [{ id: 'v1' }, { id: 'v2' }] });
      },
      findSite: (id) => Promise.resolve(site(id)),
      audit: createAuditWriter({ table: resources.auditTable, newId: randomUUID }),
      randomBytes,
      now: () => now,
      log: silentLog,
    }),
  );
});
afterAll(() => tables.stop());
// A minute of its own for each test, so that the counters of one are not those of the next.
beforeEach(() => {
  now += minutes(2);
});

const ask = async (method: string, path: string, token: string | null = null, body?: unknown, ip = '192.0.2.1', forwarded?: string) => {
  const answer = await app.request(
    path,
    {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
    { requestContext: { http: { sourceIp: ip } } },
  );
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>) };
};
const start = async (): Promise<{ code: string; pairing: string }> => {
  const { status, body } = await ask('POST', '/v1/pairings', null, { description: 'a television' });
  expect(status).toBe(201);
  return { code: String(body?.code), pairing: String(body?.pairing) };
};
const claim = (pairing: string) => ask('POST', '/v1/pairings/claim', null, { pairing });
const pair = (code: string, token = 'anna', at = 'harbour', board = 'front') =>
  ask('POST', `/v1/sites/${at}/screens`, token, { code, name: 'Hall', board });
const paired = async (board = 'front') => {
  const { code, pairing } = await start();
  const { status, body } = await pair(code, 'anna', 'harbour', board);
  expect(status).toBe(201);
  const token = String((await claim(pairing)).body?.token);
  return { screen: String(body?.screen), token, pairing, code };
};

describe('pairing', () => {
  test('a code, the token, the board', async () => {
    const { code, pairing } = await start();
    expect(code).toMatch(/^[CDFHJKMNPQRTVWXY3479]{6}$/);
    expect(await claim(pairing)).toEqual({ status: 200, body: { state: 'waiting' } });
    // As people type it.
    const made = await pair(`${code.slice(0, 3).toLowerCase()}-${code.slice(3)}`);
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'Hall', board: 'front', boardName: 'Front desk', view: null, cycleSeconds: 20, state: 'neverSeen', show: null },
    });
    const claimed = await claim(pairing);
    expect(claimed).toMatchObject({ status: 200, body: { state: 'paired' } });
    const token = String(claimed.body?.token);
    expect(token).toMatch(/^tls_[0-9a-f]{20}\.[\w-]{43}$/);
    expect(await ask('GET', '/v1/screen', token)).toEqual({
      status: 200,
      body: {
        screen: made.body?.screen,
        name: 'Hall',
        site: {
          site: 'harbour',
          name: 'Site harbour',
          customerName: 'Customer bakery',
          timeZone: 'Europe/London',
          resetTime: '02:00',
        },
        board: 'front',
        view: null,
        cycleSeconds: 20,
        reload: 0,
        show: null,
      },
    });
  });

  test('a lost answer strands nobody: the token comes again until it was used, then never', async () => {
    const { token, pairing } = await paired();
    expect(await claim(pairing)).toEqual({ status: 200, body: { state: 'paired', token } });
    expect(await claim(pairing)).toEqual({ status: 200, body: { state: 'paired', token } });
    expect((await ask('GET', '/v1/screen', token)).status).toBe(200);
    expect((await claim(pairing)).status).toBe(404);
  });

  test('a code works once and for ten minutes', async () => {
    const { code } = await paired();
    expect(await pair(code)).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/code' }] } });
    const late = await start();
    now += minutes(10);
    expect((await pair(late.code)).status).toBe(400);
    expect((await claim(late.pairing)).status).toBe(404);
  });

  test('of two people at the same time one pairs', async () => {
    const { code } = await start();
    const both = await Promise.all([pair(code), pair(code, 'flora', 'station')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 400]);
  });

  test('nothing else than the pairing secret fetches the token', async () => {
    const { code, pairing } = await start();
    await pair(code);
    const other = await start();
    for (const wrong of [
      `${code}.${other.pairing.slice(7)}`,
      `${other.code}.${pairing.slice(7)}`,
      code,
      pairing.slice(7),
      'garbage',
      `${pairing}.x`,
    ])
      expect([wrong, (await claim(wrong)).status]).toEqual([wrong, 404]);
  });

  test('ten wrong codes a minute per person; then even the right one is refused until the minute is over', async () => {
    const { code } = await start();
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) statuses.push((await pair('CCCCCC')).status);
    expect(statuses).toEqual([400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 429]);
    expect((await pair(code)).status).toBe(429);
    expect((await pair(code, 'flora', 'station')).status).toBe(201);
    now += minutes(1);
    expect((await pair((await start()).code)).status).toBe(201);
  });

  test('guesses that come together are counted one by one', async () => {
    const statuses = await Promise.all(Array.from({ length: 14 }, async () => (await pair('DDDDDD')).status));
    expect(statuses.filter((status) => status === 400)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
  });

  test('twenty codes a minute per address; a made-up address helps as long as the gateway’s own count lasts', async () => {
    const codes = async (n: number, ip: string, forwarded?: string) => {
      let made = 0;
      for (let i = 0; i < n; i++) if ((await ask('POST', '/v1/pairings', null, {}, ip, forwarded)).status === 201) made++;
      return made;
    };
    expect(await codes(22, '198.51.100.7')).toBe(20);
    expect(await codes(22, '198.51.100.8', '203.0.113.4, 198.51.100.8')).toBe(20);
    expect(await codes(1, '198.51.100.8', '203.0.113.5, 198.51.100.8')).toBe(1);
    now += minutes(1);
    expect(await codes(1, '198.51.100.7')).toBe(1);
  });

  test('a board must be there and be the manager’s to see', async () => {
    const { code } = await start();
    expect((await pair(code, 'anna', 'harbour', 'nothing')).status).toBe(404);
    expect((await pair(code, 'flora', 'station', 'annas')).status).toBe(404);
    expect((await pair(code, 'anna', 'harbour', 'annas')).status).toBe(201);
  });
});

describe('identity', () => {
  test('is bound to tenant, site and boards', async () => {
    const { token, screen } = await paired('annas');
    const { principal } = (await screens.verify(token)) ?? {};
    expect(principal).toEqual({
      kind: 'screen',
      id: `screen:${screen}`,
      name: 'Hall',
      email: null,
      role: 'pairedScreen',
      reseller: 'north',
      tenant: 'bakery',
      sites: ['harbour'],
      extensions: [],
      agents: [],
      boards: ['annas'],
    });
    expect(await screens.findPrincipal(`screen:${screen}`)).toEqual(principal);
    expect(await screens.findPrincipal('screen:nobody')).toBeNull();
    expect(await screens.findPrincipal('anna')).toBeNull();
    expect(await screens.verify('a.b.c')).toBeNull();
  });

  test('nothing readable is stored', async () => {
    const { token, pairing, code } = await paired();
    const { Items = [] } = await client.send(new ScanCommand({ TableName: resources.boardsTable }));
    const stored = JSON.stringify(Items);
    for (const secret of [token, token.slice(-43), pairing, pairing.slice(7), `"${code}"`]) expect(stored).not.toContain(secret);
  });

  test('a rotated token takes over with its first use; until then the old one works', async () => {
    const { token } = await paired();
    const rotate = async (with_: string) => String((await ask('POST', '/v1/screen/rotate', with_)).body?.token);
    const lost = await rotate(token);
    const second = await rotate(token);
    const works = async (one: string) => (await ask('GET', '/v1/screen', one)).status;
    expect(await works(token)).toBe(200);
    expect(await works(lost)).toBe(401);
    expect(await works(second)).toBe(200);
    expect(await works(token)).toBe(401);
    const third = await rotate(second);
    expect([await works(second), await works(third), await works(second)]).toEqual([200, 200, 401]);
  });

  test('a token ends ninety days after it was made', async () => {
    const { token } = await paired();
    now += days(90) - 1;
    expect((await ask('GET', '/v1/screen', token)).status).toBe(200);
    now += 1;
    expect((await ask('GET', '/v1/screen', token)).status).toBe(401);
  });

  test('misspelt, forged and swapped tokens are refused alike', async () => {
    const one = await paired();
    const two = await paired();
    const swapped = `tls_${one.screen}.${two.token.slice(-43)}`;
    const answers = new Set<string>();
    for (const token of ['tls_', `tls_${one.screen}`, swapped, `${one.token}x`, `tls_${'0'.repeat(20)}.${'A'.repeat(43)}`]) {
      const { status, body } = await ask('GET', '/v1/screen', token);
      answers.add(`${status} ${String(body?.detail)}`);
    }
    expect([...answers]).toEqual(['401 The token belongs to no paired screen: it was revoked or replaced. Pair it again.']);
  });

  test('people have no business there', async () => {
    for (const [method, path] of [
      ['GET', '/v1/screen'],
      ['POST', '/v1/screen/seen'],
      ['POST', '/v1/screen/rotate'],
    ] as const) {
      expect((await ask(method, path, 'anna')).status).toBe(403);
      expect((await ask(method, path, null)).status).toBe(401);
    }
  });
});

describe('managing', () => {
  const seen = { version: 'b1', viewport: { width: 1920, height: 1080 }, showing: { board: 'front', view: 'v1' } };

  test('last seen, late, and what it shows', async () => {
    const { screen, token } = await paired();
    expect(await ask('POST', '/v1/screen/seen', token, seen)).toEqual({
      status: 200,
      body: { now: new Date(now).toISOString(), everySeconds: 30 },
    });
    const listed = async () => {
      const { items } = (await ask('GET', '/v1/sites/harbour/screens', 'anna')).body as { items: { screen: string; state: string }[] };
      return items.find((item) => item.screen === screen);
    };
    expect(await listed()).toMatchObject({ state: 'online', lastSeenAt: new Date(now).toISOString(), ...seen });
    now += 75_000;
    expect((await listed())?.state).toBe('online');
    now += 1;
    expect((await listed())?.state).toBe('late');
  });

  test('is listed under the name its board had, when that cannot be read', async () => {
    const { screen } = await paired();
    torn = 'front';
    const { status, body } = await ask('GET', '/v1/sites/harbour/screens', 'anna');
    torn = null;
    const items = body?.items as readonly { readonly screen: string; readonly boardName: string }[];
    expect([status, items.find((one) => one.screen === screen)?.boardName]).toEqual([200, 'Front desk']);
  });

  test('another board at once, and a view that is one of its views', async () => {
    const { screen, token } = await paired();
    const change = (body: unknown) => ask('PATCH', `/v1/sites/harbour/screens/${screen}`, 'anna', body);
    expect(await change({ view: 'v2', name: 'Canteen' })).toMatchObject({ status: 200, body: { view: 'v2', name: 'Canteen' } });
    expect(await change({ cycleSeconds: 60 })).toMatchObject({ status: 200, body: { view: 'v2', cycleSeconds: 60 } });
    expect(await change({ board: 'sales' })).toMatchObject({ status: 200, body: { board: 'sales', boardName: 'Sales', view: null } });
    expect((await change({ view: 'v9' })).status).toBe(400);
    expect((await change({ board: 'nothing' })).status).toBe(404);
    expect((await change({})).status).toBe(400);
    expect((await screens.verify(token))?.principal.boards).toEqual(['sales']);
  });

  test('show now: its board is the screen’s to see for as long as it lasts', async () => {
    const { screen, token } = await paired();
    const path = `/v1/sites/harbour/screens/${screen}/show`;
    const boardsNow = async () => (await screens.verify(token))?.principal.boards;
    expect(await ask('POST', path, 'anna', { board: 'annas', view: 'v2', minutes: 5 })).toMatchObject({
      status: 200,
      body: { show: { board: 'annas', view: 'v2', until: new Date(now + minutes(5)).toISOString() } },
    });
    expect(await boardsNow()).toEqual(['front', 'annas']);
    now += minutes(5);
    expect(await boardsNow()).toEqual(['front']);
    expect((await ask('GET', '/v1/screen', token)).body?.show).toBeNull();
    await ask('POST', path, 'anna', { board: 'sales', minutes: 240 });
    expect(await ask('DELETE', path, 'anna')).toMatchObject({ status: 200, body: { show: null } });
    expect(await boardsNow()).toEqual(['front']);
    expect((await ask('POST', path, 'anna', { board: 'sales', minutes: 241 })).status).toBe(400);
    expect((await ask('POST', path, 'anna', { board: 'nothing', minutes: 5 })).status).toBe(404);
  });

  test('reload counts up', async () => {
    const { screen, token } = await paired();
    for (let i = 0; i < 2; i++) await ask('POST', `/v1/sites/harbour/screens/${screen}/reload`, 'anna');
    expect((await ask('GET', '/v1/screen', token)).body?.reload).toBe(2);
  });

  test('revoked: refused at once, its first token cannot be fetched, news for its socket', async () => {
    const { screen, token, pairing } = await paired();
    expect((await ask('DELETE', `/v1/sites/harbour/screens/${screen}`, 'anna')).status).toBe(204);
    expect((await ask('GET', '/v1/screen', token)).status).toBe(401);
    expect((await claim(pairing)).status).toBe(404);
    expect(await screens.findPrincipal(`screen:${screen}`)).toBeNull();
    for (const [method, path] of [
      ['DELETE', ''],
      ['POST', '/reload'],
      ['DELETE', '/show'],
    ] as const)
      expect((await ask(method, `/v1/sites/harbour/screens/${screen}${path}`, 'anna')).status).toBe(404);
    const { Items = [] } = await client.send(new ScanCommand({ TableName: resources.boardsTable }));
    expect(Items.find(({ sk }) => sk === `SCREEN#${screen}`)).toMatchObject({
      tenant: 'bakery',
      site: 'harbour',
      deleted: true,
      expiresAt: Math.floor(now / 1_000) + 86_400,
      notice: { kind: 'screen', screen, revoked: true },
    });
    expect(Items.filter(({ sk, notice }) => String(sk).startsWith('SEEN#') && notice !== undefined)).toEqual([]);
  });

  test('nobody else’s: other tenants, other sites, roles that may not', async () => {
    const { screen } = await paired();
    for (const [method, path, body] of [
      ['PATCH', '', { name: 'x' }],
      ['DELETE', '', undefined],
      ['POST', '/reload', undefined],
      ['POST', '/show', { board: 'front', minutes: 5 }],
      ['DELETE', '/show', undefined],
    ] as const) {
      for (const [token, at, status] of [
        ['flora', 'harbour', 404],
        ['flora', 'station', 404],
        ['anna', 'market', 404],
        ['agent', 'harbour', 403],
      ] as const)
        expect([method, path, token, at, (await ask(method, `/v1/sites/${at}/screens/${screen}${path}`, token, body)).status]).toEqual([
          method,
          path,
          token,
          at,
          status,
        ]);
    }
    await pair((await start()).code, 'flora', 'station');
    const { items } = (await ask('GET', '/v1/sites/station/screens', 'flora')).body as { items: { pairedBy: string }[] };
    expect(new Set(items.map(({ pairedBy }) => pairedBy))).toEqual(new Set(['Name of flora']));
    expect((await ask('GET', '/v1/sites/harbour/screens', 'agent')).status).toBe(403);
  });

  test('a screen manages nothing', async () => {
    const { screen, token } = await paired();
    const { code } = await start();
    expect((await pair(code, token)).status).toBe(403);
    expect((await ask('GET', '/v1/sites/harbour/screens', token)).status).toBe(403);
    expect((await ask('DELETE', `/v1/sites/harbour/screens/${screen}`, token)).status).toBe(403);
    expect((await ask('GET', '/v1/sites/station/screens', token)).status).toBe(404);
  });

  test('every change is in the audit, with who made it', async () => {
    const { screen } = await paired();
    const base = `/v1/sites/harbour/screens/${screen}`;
    await ask('PATCH', base, 'anna', { name: 'Canteen', board: 'sales' });
    await ask('POST', `${base}/reload`, 'anna');
    await ask('POST', `${base}/show`, 'anna', { board: 'front', minutes: 5 });
    await ask('DELETE', `${base}/show`, 'anna');
    await ask('DELETE', base, 'anna');
    const page = await createAuditReader({ client, table: resources.auditTable }).list({
      tenant: 'bakery' as TenantId,
      sites: null,
      from: null,
      to: null,
      limit: 500,
      after: null,
    });
    const rows = page.items
      .filter(({ object }) => object === `screen ${screen}`)
      .map(({ action, summary, who }) => [action, summary, who.id]);
    expect(rows.sort()).toEqual(
      [
        ['screen.change', '“Canteen” shows “Front desk” for 5 min', 'anna'],
        ['screen.change', '“Canteen” shows its own board again', 'anna'],
        ['screen.change', '“Canteen” was told to load anew', 'anna'],
        ['screen.change', '“Hall” was changed', 'anna'],
        ['screen.pair', '“Hall” shows the board “Front desk”; it is a television', 'anna'],
        ['screen.revoke', '“Canteen” is no longer believed', 'anna'],
      ].sort(),
    );
  });
});
