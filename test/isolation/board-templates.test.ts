import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiDocument } from '../../functions/api/openapi-document.ts';
import { badTokens } from './bad-tokens.ts';
import { createIsolationWorld, type IsolationWorld, stranger, type TestUserName } from './world.ts';

const { paths } = JSON.parse(openApiDocument()) as { paths: Record<string, Record<string, unknown>> };
const routes = Object.entries(paths)
  .filter(([path]) => path.startsWith('/v1/board-templates'))
  .flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })));

const content = {
  kind: 'wallboard',
  name: 'of north',
  views: [
    {
      id: 'main',
      name: 'Main',
      displayMode: 'uniform',
      colourMode: 'none',
      tiles: [{ kind: 'single', id: 'lost', field: { source: 'statistic', statistic: 'callsLost' } }],
    },
  ],
};

let world: IsolationWorld;
let template = '';
const ask = async (token: string | null, method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${world.stack.api}${path.replace('{template}', template)}`, {
    method,
    headers: {
      'if-match': '"1"',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
};
const as = async (user: TestUserName, method: string, path: string, body?: unknown) => ask(await world.token(user), method, path, body);
const sound = ({ method, path }: { readonly method: string; readonly path: string }): unknown =>
  method === 'GET' || method === 'DELETE'
    ? undefined
    : path.endsWith('/apply')
      ? { sites: ['harbour', 'station', 'airport', 'nowhere'], mode: 'follow' }
      : { name: 'of south', content };

beforeAll(async () => {
  world = await createIsolationWorld();
  const made = await as('northAdmin', 'POST', '/v1/board-templates', { name: 'of north', content });
  expect(made.status).toBe(201);
  template = (JSON.parse(made.text) as { id: string }).id;
});
afterAll(() => world.stop());

test.each(routes)('$method $path asks for sound credentials', async ({ method, path }) => {
  const tokens = await badTokens({
    sound: await world.token('northAdmin'),
    expired: await world.token('northAdmin', -60),
    stranger: await world.token(stranger),
    jwksUrl: world.stack.env.TRUNKLINE_JWKS_URL ?? '',
  });
  for (const token of [null, ...Object.values(tokens)])
    expect((await ask(token, method, path, method === 'GET' ? undefined : {})).status).toBe(401);
});

test.each(routes)('$method $path is for the reseller only, whatever is sent', async ({ method, path }) => {
  for (const user of ['bakeryAdmin', 'harbourSupervisor', 'harbourAgent', 'harbourScreen'] as const)
    expect([user, (await as(user, method, path, method === 'GET' ? undefined : {})).status]).toEqual([user, 403]);
});

test.each(routes.filter(({ path }) => path.includes('{template}')))('$method $path of another reseller is not there', async (route) => {
  const foreign = await as('southAdmin', route.method, route.path, sound(route));
  const absent = await as('southAdmin', route.method, route.path.replace('{template}', 'nothing'), sound(route));
  const without = (text: string): unknown => ({ ...(JSON.parse(text) as object), instance: null });
  expect([foreign.status, without(foreign.text)]).toEqual([404, without(absent.text)]);
  expect(foreign.text).not.toContain('of north');
});

describe('with a template', () => {
  test('another reseller lists none of it', async () => {
    expect(await as('southAdmin', 'GET', '/v1/board-templates')).toEqual({ status: 200, text: '{"items":[],"cursor":null}' });
  });

  test('nothing reaches a site of another reseller, and such a site is told like one that nobody has', async () => {
    const { status, text } = await as('northAdmin', 'POST', '/v1/board-templates/{template}/apply', {
      sites: ['harbour', 'station', 'airport', 'nowhere'],
      mode: 'follow',
    });
    const { results } = JSON.parse(text) as { results: { site: string; tenant: string | null; result: string; detail: string }[] };
    expect([status, results.map(({ site, tenant, result }) => [site, tenant, result])]).toEqual([
      200,
      [
        ['harbour', 'bakery', 'made'],
        ['station', 'florist', 'made'],
        ['airport', null, 'refused'],
        ['nowhere', null, 'refused'],
      ],
    ]);
    expect(results[2]?.detail).toBe(results[3]?.detail);
    const boards = async (user: TestUserName, site: string): Promise<string> => (await as(user, 'GET', `/v1/sites/${site}/boards`)).text;
    expect(await boards('garageAdmin', 'airport')).not.toContain('of north');
    expect(await boards('bakeryAdmin', 'harbour')).toContain('of north');
    expect(await boards('bakeryAdmin', 'market')).not.toContain('of north');
    // A customer that follows sees neither the template nor who else does.
    const board = await as('bakeryAdmin', 'GET', `/v1/sites/harbour/boards/${template}`);
    expect([board.status, board.text.includes('florist')]).toEqual([200, false]);
  });
});
