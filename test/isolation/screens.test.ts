import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiDocument } from '../../functions/api/openapi-document.ts';
import { connectSocket, type SocketClient } from './socket-client.ts';
import { createIsolationWorld, type IsolationWorld, sites, type TestSite, type TestUserName } from './world.ts';

/** A screen of harbour is a principal of its own: what it may and what nobody else may with it. */
const { paths } = JSON.parse(openApiDocument()) as { paths: Record<string, Record<string, unknown>> };
const siteRoutes = Object.entries(paths).flatMap(([path, methods]) =>
  path.startsWith('/v1/sites/{site}/') ? Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })) : [],
);
/** Of its own site a screen may ask these and nothing else; boards themselves are narrowed to its own by their own routes. */
const ownRoutes = [
  'GET /v1/sites/{site}/boards',
  'GET /v1/sites/{site}/boards/{board}',
  'GET /v1/sites/{site}/boards/{board}/views/{view}/shown',
  'GET /v1/sites/{site}/boards/{board}/views/{view}/figures',
  'GET /v1/sites/{site}/boards/{board}/views/{view}/series',
  'GET /v1/sites/{site}/values',
  'GET /v1/sites/{site}/media/{media}/link',
];

let world: IsolationWorld;
let token = '';
let screen = '';

const ask = async (method: string, path: string, bearer: string | null, body: unknown = {}) => {
  const answer = await fetch(`${world.stack.api}${path}`, {
    method,
    headers: {
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, text, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
};
const pair = async (user: TestUserName, site: TestSite, board = 'standard-wallboard') => {
  const started = await ask('POST', '/v1/pairings', null);
  expect(started.status).toBe(201);
  const made = await ask('POST', `/v1/sites/${site}/screens`, await world.token(user), {
    code: started.body.code,
    name: `screen of ${site}`,
    board,
  });
  expect(made.status).toBe(201);
  const claimed = await ask('POST', '/v1/pairings/claim', null, { pairing: started.body.pairing });
  expect(claimed.status).toBe(200);
  return { token: String(claimed.body.token), screen: String(made.body.screen) };
};

beforeAll(async () => {
  world = await createIsolationWorld();
  ({ token, screen } = await pair('bakeryAdmin', 'harbour'));
});
afterAll(() => world.stop());

describe('a screen', () => {
  test('is told of itself, its site and its board, and of nobody else', async () => {
    const own = await ask('GET', '/v1/screen', token);
    expect(own.body).toMatchObject({ screen, name: 'screen of harbour', site: { site: 'harbour' }, board: 'standard-wallboard' });
    const listed = await ask('GET', '/v1/sites', token);
    for (const answer of [own, listed]) for (const { site } of sites) if (site !== 'harbour') expect(answer.text).not.toContain(site);
    const boards = (await ask('GET', '/v1/sites/harbour/boards', token)).body as { items: { id: string }[] };
    expect(boards.items.map(({ id }) => id)).toEqual(['standard-wallboard']);
    expect((await ask('GET', '/v1/sites/harbour/boards/standard-dashboard', token)).status).toBe(404);
  });

  const filled = (path: string, site: string): string =>
    path
      .replace('{site}', site)
      .replace('{screen}', screen)
      .replace('{board}', 'standard-wallboard')
      .replace('{view}', 'main')
      .replaceAll(/\{\w+\}/g, '1');

  test.each(siteRoutes)('finds nothing at other sites: $method $path', async ({ method, path }) => {
    const answers = ['market', 'station', 'airport', 'nowhere'].map(async (site) => [
      site,
      (await ask(method, filled(path, site), token)).status,
    ]);
    expect(Object.fromEntries(await Promise.all(answers))).toEqual({ market: 404, station: 404, airport: 404, nowhere: 404 });
  });

  test.each(siteRoutes.filter(({ method, path }) => !ownRoutes.includes(`${method} ${path}`)))(
    'may not at its own: $method $path',
    async ({ method, path }) => {
      expect((await ask(method, filled(path, 'harbour'), token)).status).toBe(403);
    },
  );

  test('may ask nothing of customers and the reseller', async () => {
    for (const path of ['/v1/customers', '/v1/audit']) expect([path, (await ask('GET', path, token)).status]).toEqual([path, 403]);
  });
});

describe('nobody else', () => {
  test('manages it', async () => {
    for (const [user, site, status] of [
      ['floristAdmin', 'harbour', 404],
      ['floristAdmin', 'station', 404],
      ['southAdmin', 'harbour', 404],
      ['garageAdmin', 'airport', 404],
      ['bakeryAdmin', 'market', 404],
      ['harbourAgent', 'harbour', 403],
      ['harbourScreen', 'harbour', 403],
    ] as const)
      for (const [method, rest, body] of [
        ['PATCH', '', { name: 'x' }],
        ['DELETE', '', {}],
        ['POST', '/reload', {}],
        ['POST', '/show', { board: 'standard-wallboard', minutes: 5 }],
        ['DELETE', '/show', {}],
      ] as const) {
        const answer = await ask(method, `/v1/sites/${site}/screens/${screen}${rest}`, await world.token(user), body);
        expect([user, method, rest, answer.status]).toEqual([user, method, rest, status]);
      }
    for (const [user, site] of [
      ['floristAdmin', 'station'],
      ['bakeryAdmin', 'market'],
    ] as const)
      expect((await ask('GET', `/v1/sites/${site}/screens`, await world.token(user))).body).toEqual({ items: [], cursor: null });
    expect((await ask('GET', '/v1/screen', token)).status).toBe(200);
  });

  test('pairs with a code that was used, or a screen of theirs to a board of somebody else’s', async () => {
    const started = await ask('POST', '/v1/pairings', null);
    const code = started.body.code;
    const body = { code, name: 'mine', board: 'standard-wallboard' };
    expect((await ask('POST', '/v1/sites/harbour/screens', await world.token('floristAdmin'), body)).status).toBe(404);
    expect((await ask('POST', '/v1/sites/harbour/screens', await world.token('harbourAgent'), body)).status).toBe(403);
    expect((await ask('POST', '/v1/sites/harbour/screens', await world.token('bakeryAdmin'), body)).status).toBe(201);
    expect((await ask('POST', '/v1/sites/station/screens', await world.token('floristAdmin'), body)).status).toBe(400);
  });
});

describe('tokens that are no more', () => {
  const everywhere = async (bearer: string): Promise<number[]> => {
    const answers = await Promise.all([
      ask('GET', '/v1/screen', bearer),
      ask('POST', '/v1/screen/seen', bearer, { version: '1', viewport: { width: 1, height: 1 }, showing: null }),
      ask('POST', '/v1/screen/rotate', bearer),
      ask('GET', '/v1/sites', bearer),
      ask('GET', '/v1/sites/harbour/boards', bearer),
    ]);
    return answers.map(({ status }) => status);
  };

  test('revoked, rotated and used, swapped, made up: 401 on every route', async () => {
    const revoked = await pair('bakeryAdmin', 'harbour');
    expect((await ask('GET', '/v1/screen', revoked.token)).status).toBe(200);
    const path = `/v1/sites/harbour/screens/${revoked.screen}`;
    expect((await ask('DELETE', path, await world.token('bakeryAdmin'))).status).toBe(204);

    const rotated = await pair('bakeryAdmin', 'harbour');
    const next = String((await ask('POST', '/v1/screen/rotate', rotated.token)).body.token);
    expect((await ask('GET', '/v1/screen', next)).status).toBe(200);

    const foreign = await pair('floristAdmin', 'station');
    const swapped = `tls_${screen}.${foreign.token.split('.')[1]}`;
    for (const bearer of [revoked.token, rotated.token, swapped, `tls_${'0'.repeat(20)}.${'A'.repeat(43)}`, 'tls_x'])
      expect(await everywhere(bearer)).toEqual([401, 401, 401, 401, 401]);
    expect((await ask('GET', '/v1/sites/harbour/boards', foreign.token)).status).toBe(404);
  });
});

describe('on the socket', () => {
  const connect = (bearer: string): Promise<SocketClient | number> => connectSocket(world.stack.ws, ['trunkline.v1', `bearer.${bearer}`]);
  const connected = async (bearer: string): Promise<SocketClient> => {
    const client = await connect(bearer);
    if (typeof client === 'number') throw new Error(`refused with ${client}`);
    return client;
  };
  const figures = (site: string, board: string) => ({ subscribe: { site, topic: 'figures', board, view: 'main' } });

  test('gets the figures of its board, of nothing else and of nobody else', async () => {
    const client = await connected(token);
    client.send(figures('harbour', 'standard-wallboard'));
    expect(await client.next()).toMatchObject({ topic: 'figures', site: 'harbour' });
    for (const [site, board] of [
      ['harbour', 'standard-dashboard'],
      ['market', 'standard-wallboard'],
      ['station', 'standard-wallboard'],
      ['nowhere', 'standard-wallboard'],
    ] as const) {
      client.send(figures(site, board));
      expect([site, await client.next()]).toMatchObject([site, { error: { status: 404 } }]);
    }
    for (const site of ['market', 'station', 'airport']) {
      client.send({ subscribe: { site, topic: 'notices' } });
      expect([site, await client.next()]).toMatchObject([site, { error: { status: 404 } }]);
      client.send({ subscribe: { site, topic: 'live' } });
      expect([site, await client.next()]).toMatchObject([site, { error: { status: 404 } }]);
    }
    client.close();
    await client.closed;
  });

  test('is put out when it is revoked, and never let in again; others stay', async () => {
    const stays = await connected(token);
    stays.send({ subscribe: { site: 'harbour', topic: 'notices' } });
    expect(await stays.next()).toMatchObject({ topic: 'notices', snapshot: {} });
    const goes = await pair('bakeryAdmin', 'harbour');
    const client = await connected(goes.token);
    client.send({ subscribe: { site: 'harbour', topic: 'notices' } });
    expect(await client.next()).toMatchObject({ topic: 'notices', snapshot: {} });
    await ask('DELETE', `/v1/sites/harbour/screens/${goes.screen}`, await world.token('bakeryAdmin'));
    expect(await client.next()).toMatchObject({ notice: { kind: 'screen', screen: goes.screen, revoked: true } });
    await client.closed;
    expect(await connect(goes.token)).toBe(401);
    stays.send({ ping: 1 });
    expect(await stays.next()).toMatchObject({ pong: 1 });
    stays.close();
    await stays.closed;
  });

  test('goes on with a rotated token, and not with that of another screen', async () => {
    const own = await pair('bakeryAdmin', 'harbour');
    const client = await connected(own.token);
    const next = String((await ask('POST', '/v1/screen/rotate', own.token)).body.token);
    client.send({ auth: next });
    client.send({ ping: 1 });
    expect(await client.next()).toMatchObject({ pong: 1 });
    expect((await ask('GET', '/v1/screen', own.token)).status).toBe(401);
    expect((await ask('GET', '/v1/screen', next)).status).toBe(200);
    client.send({ auth: token });
    expect(await client.next()).toMatchObject({ error: { status: 401 } });
    await client.closed;
  });
});
