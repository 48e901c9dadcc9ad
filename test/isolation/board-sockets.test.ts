import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectSocket, type SocketClient } from './socket-client.ts';
import { createIsolationWorld, type IsolationWorld, type TestSite, type TestUserName } from './world.ts';

/** Boards, notices and screens over the socket: what an author chose may be looked at, nothing else of the site, nothing at all of others. */
const named = Date.parse('2026-03-02T09:00:00.000Z');
let world: IsolationWorld;
const open: SocketClient[] = [];

const connect = async (token: string): Promise<SocketClient> => {
  const client = await connectSocket(world.stack.ws, ['trunkline.v1', `bearer.${token}`]);
  if (typeof client === 'number') throw new Error(`refused with ${client}`);
  open.push(client);
  return client;
};
const connectAs = async (user: TestUserName): Promise<SocketClient> => connect(await world.token(user));
const ask = async (method: string, path: string, token: string | null, body?: unknown) => {
  const answer = await fetch(`${world.stack.api}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
};
const tile = (kind: 'single' | 'grid') =>
  kind === 'single'
    ? { id: 'active', kind, field: { source: 'statistic', statistic: 'callsActive' } }
    : { id: 'calls', kind, grid: 'calls', columns: [{ source: 'property', property: 'outsideNumber' }] };
const content = (kind: 'wallboard' | 'dashboard', ...tiles: readonly ('single' | 'grid')[]) => ({
  kind,
  name: 'Board of harbour',
  views: [{ id: 'v1', name: 'View', displayMode: 'uniform', colourMode: 'none', tiles: tiles.map(tile) }],
});
const make = async (user: TestUserName, site: TestSite, body: unknown): Promise<string> =>
  String((await ask('POST', `/v1/sites/${site}/boards`, await world.token(user), body)).id);
const pair = async (site: TestSite, board: string) => {
  const { code, pairing } = await ask('POST', '/v1/pairings', null, {});
  const { screen } = await ask('POST', `/v1/sites/${site}/screens`, await world.token('bakeryAdmin'), { code, name: 'Wall', board });
  const { token } = await ask('POST', '/v1/pairings/claim', null, { pairing });
  return { screen: String(screen), token: String(token) };
};
const figuresOf = (board: string, site: string = 'harbour') => ({ subscribe: { site, topic: 'figures', board } });
const notices = (site: string = 'harbour') => ({ subscribe: { site, topic: 'notices' } });

let wall = '';
let desk = '';
beforeAll(async () => {
  world = await createIsolationWorld();
  for (const site of ['harbour', 'market', 'station', 'airport'] as const) await world.publishCall(site, named);
  wall = await make('bakeryAdmin', 'harbour', { content: content('wallboard', 'single'), shared: true });
  desk = await make('bakeryAdmin', 'harbour', { content: content('dashboard', 'single', 'grid'), shared: true });
});
afterAll(async () => {
  for (const client of open) client.close();
  await world.stop();
});

describe('figures of a board', () => {
  test('come by its name, with what changes, and count no call of others', async () => {
    const client = await connectAs('harbourAgent');
    client.send(figuresOf(wall));
    expect(await client.next()).toMatchObject({ topic: 'figures', site: 'harbour', snapshot: { figures: { 'active/0': 1 } } });
    await world.publishCall('station', named + 1_000, '1F20');
    const n = await world.publishCall('harbour', named + 2_000, '1F21');
    expect(await client.next()).toMatchObject({ topic: 'figures', seq: n, delta: { figures: { 'active/0': 2 } } });
  });

  test.each([
    ['floristAdmin', 'harbour', 404],
    ['garageAdmin', 'harbour', 404],
    ['southAdmin', 'harbour', 404],
    ['bakeryAdmin', 'station', 404],
    ['harbourSupervisor', 'market', 404],
  ] as const)('%s at %s: %i', async (user, site, status) => {
    const client = await connectAs(user);
    for (const board of [wall, 'standard-wallboard']) {
      client.send(figuresOf(board, site));
      expect(await client.next()).toMatchObject({ error: { status } });
    }
    client.send(notices(site));
    expect(await client.next()).toMatchObject({ error: { status } });
  });

  test('a board of another site of the own customer, or a private one of somebody else, is not there', async () => {
    const own = await make('harbourSupervisor', 'harbour', { content: content('wallboard', 'single') });
    const client = await connectAs('bakeryAdmin');
    for (const message of [figuresOf(own), figuresOf(wall, 'market'), figuresOf('no-such-board')]) {
      client.send(message);
      expect(await client.next()).toMatchObject({ error: { status: 404 } });
    }
  });

  test('an agent may look at wallboards and at no dashboard', async () => {
    const client = await connectAs('harbourAgent');
    client.send(figuresOf(desk));
    expect(await client.next()).toMatchObject({ error: { status: 403 } });
  });
});

describe('notices', () => {
  test('of the own site only', async () => {
    const [harbour, station] = [await connectAs('harbourSupervisor'), await connectAs('floristAdmin')];
    harbour.send(notices());
    station.send(notices('station'));
    await Promise.all([harbour.next(), station.next()]);
    await ask('POST', '/v1/sites/station/variables', await world.token('floristAdmin'), { name: 'Target', value: 'of station' });
    await ask('POST', '/v1/sites/harbour/variables', await world.token('bakeryAdmin'), { name: 'Target', value: 'of harbour' });
    await world.stack.idle();
    expect(await harbour.next()).toMatchObject({ site: 'harbour', notice: { kind: 'values', values: [{ value: 'of harbour' }] } });
    expect(await station.next()).toMatchObject({ site: 'station', notice: { kind: 'values', values: [{ value: 'of station' }] } });
    expect([harbour.waiting(), station.waiting()]).toEqual([[], []]);
  });
});

describe('a paired screen', () => {
  test('sees its own board and no other, asks no figures of its choice, and is told nothing of calls', async () => {
    const { token } = await pair('harbour', wall);
    const client = await connect(token);
    client.send(figuresOf(wall));
    expect(await client.next()).toMatchObject({ topic: 'figures', snapshot: {} });
    for (const [message, status] of [
      [figuresOf(desk), 404],
      [figuresOf('standard-wallboard'), 404],
      [figuresOf(wall, 'market'), 404],
      [figuresOf(wall, 'airport'), 404],
      [{ subscribe: { site: 'harbour', topic: 'figures', figures: [{ id: 'a', statistic: 'callsActive' }] } }, 403],
      [{ subscribe: { site: 'harbour', topic: 'live' } }, 403],
      [notices('market'), 404],
    ] as const) {
      client.send(message);
      expect([JSON.stringify(message), await client.next()]).toMatchObject([JSON.stringify(message), { error: { status } }]);
    }
  });

  test('gets calls where its board draws them, without outside numbers', async () => {
    const { token } = await pair('harbour', desk);
    const client = await connect(token);
    client.send({ subscribe: { site: 'harbour', topic: 'live' } });
    const { snapshot } = (await client.next()) as { snapshot: { calls: readonly { outsideNumber: string | null }[] } };
    expect(snapshot.calls.length).toBeGreaterThan(0);
    expect(snapshot.calls.map(({ outsideNumber }) => outsideNumber)).not.toContain('number of harbour');
  });

  test('revoked, is told so and put out, and its token opens nothing', async () => {
    const { screen, token } = await pair('harbour', wall);
    const [client, other] = [await connect(token), await connectAs('harbourSupervisor')];
    for (const one of [client, other]) {
      one.send(notices());
      await one.next();
    }
    await ask('DELETE', `/v1/sites/harbour/screens/${screen}`, await world.token('bakeryAdmin'));
    await world.stack.idle();
    expect(await client.next()).toMatchObject({ notice: { kind: 'screen', screen, revoked: true } });
    await client.closed;
    expect(other.waiting()).toEqual([]);
    expect(await connectSocket(world.stack.ws, ['trunkline.v1', `bearer.${token}`])).toBe(401);
  });
});
