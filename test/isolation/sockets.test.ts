import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientMessageKinds } from '../../functions/live/core/client-message.ts';
import { badTokens } from './bad-tokens.ts';
import { connectSocket, type SocketClient } from './socket-client.ts';
import { createIsolationWorld, type IsolationWorld, stranger, type TestUserName } from './world.ts';

const named = Date.parse('2026-03-02T09:00:00.000Z');
let world: IsolationWorld;
const open: SocketClient[] = [];

const connect = (token: string): Promise<SocketClient | number> => connectSocket(world.stack.ws, ['trunkline.v1', `bearer.${token}`]);
const connectAs = async (user: TestUserName): Promise<SocketClient> => {
  const client = await connect(await world.token(user));
  if (typeof client === 'number') throw new Error(`refused with ${client}`);
  open.push(client);
  return client;
};
const live = (site: string) => ({ site, topic: 'live' });
const tokens = async () =>
  badTokens({
    sound: await world.token('bakeryAdmin'),
    expired: await world.token('bakeryAdmin', -60),
    stranger: await world.token(stranger),
    jwksUrl: world.stack.env.TRUNKLINE_JWKS_URL ?? '',
  });

beforeAll(async () => {
  world = await createIsolationWorld();
  for (const site of ['harbour', 'market', 'station', 'airport'] as const) await world.publishCall(site, named);
});
afterAll(async () => {
  for (const client of open) client.close();
  await world.stop();
});

describe('coverage', () => {
  test('every kind of message a client may send is tried below', () => {
    expect([...clientMessageKinds].sort()).toEqual([
      'auth',
      'ping',
      'subscribe',
      // board-sockets.test.ts
      'subscribeBoard',
      'subscribeFigures',
      'subscribeNotices',
      'unsubscribe',
    ]);
  });
});

describe('connecting', () => {
  test('without a token or our protocol is refused', async () => {
    expect(await connectSocket(world.stack.ws, [])).toBe(401);
    expect(await connectSocket(world.stack.ws, ['trunkline.v1'])).toBe(401);
    expect(await connectSocket(world.stack.ws, [`bearer.${await world.token('bakeryAdmin')}`])).toBe(401);
  });
  test('with any kind of bad token is refused', async () => {
    for (const [what, token] of Object.entries(await tokens())) expect([what, await connect(token)]).toEqual([what, 401]);
  });
});

describe('subscribing', () => {
  test('to the own site gives its snapshot and then what changes there, and nothing of others', async () => {
    const client = await connectAs('bakeryAdmin');
    client.send({ subscribe: live('harbour') });
    const first = await client.next();
    expect(first).toMatchObject({
      topic: 'live',
      site: 'harbour',
      snapshot: { site: 'harbour', calls: [{ outsideNumber: 'number of harbour' }] },
    });
    expect(JSON.stringify(first)).not.toMatch(/of (market|station|airport)/);
    for (const site of ['market', 'station', 'airport'] as const) await world.publishCall(site, named + 1_000, '1F09');
    const n = await world.publishCall('harbour', named + 2_000, '1F02');
    expect(await client.next()).toMatchObject({
      topic: 'live',
      site: 'harbour',
      seq: n,
      delta: { calls: { set: [{ key: `harbour-1-1F02-${(named + 2_000).toString(36)}` }] } },
    });
    expect(client.waiting()).toEqual([]);
  });

  test.each([
    ['floristAdmin', 'harbour', 'another customer of the reseller'],
    ['garageAdmin', 'harbour', 'a customer of another reseller'],
    ['southAdmin', 'harbour', 'another reseller'],
    ['northAdmin', 'airport', 'the other way round'],
    ['harbourSupervisor', 'market', 'another site of the own customer'],
    ['harbourScreen', 'station', 'a screen elsewhere'],
    ['bakeryAdmin', 'nowhere', 'a site that nobody has'],
  ] as const)('%s to %s is refused (%s), whatever the number to go on from', async (user, site, _what) => {
    const client = await connectAs(user);
    for (const message of [{ subscribe: live(site) }, { subscribe: live(site), after: 1 }, { unsubscribe: live(site) }]) {
      client.send(message);
      expect(await client.next()).toMatchObject({ error: { status: 404, type: 'urn:trunkline:problem:not-found' } });
    }
    if (site !== 'nowhere') await world.publishCall(site, named + 5_000, '1F0A');
    expect(client.waiting()).toEqual([]);
  });

  test('a key smuggled into the site id reaches nothing', async () => {
    const client = await connectAs('bakeryAdmin');
    for (const site of ['airport#TOPIC#live', 'garage airport', '../airport', 'T#garage#S#airport']) {
      client.send({ subscribe: live(site) });
      expect(await client.next()).toMatchObject({ error: { status: 404 } });
    }
  });

  test('an agent is shown the numbers of own calls only, in the snapshot and afterwards', async () => {
    const client = await connectAs('harbourAgent');
    await world.publishCall('harbour', named + 10_000, '1F0B', '1002');
    client.send({ subscribe: live('harbour') });
    const { snapshot } = (await client.next()) as { snapshot: { calls: { extension: string; outsideNumber: string | null }[] } };
    const numbers = (calls: readonly { extension: string; outsideNumber: string | null }[]) =>
      [...new Set(calls.map((call) => `${call.extension} ${call.outsideNumber}`))].sort();
    expect(numbers(snapshot.calls)).toEqual(['1001 number of harbour', '1002 null']);
    await world.publishCall('harbour', named + 11_000, '1F0C', '1002');
    const { delta } = (await client.next()) as { delta: { calls: { set: { extension: string; outsideNumber: string | null }[] } } };
    expect(numbers(delta.calls.set)).toEqual(['1002 null']);
  });
});

describe('subscribing to figures', () => {
  const figures = (site: string, filter?: unknown) => ({
    site,
    topic: 'figures',
    figures: [{ id: 't1', statistic: 'callsActive', ...(filter === undefined ? {} : { filter }) }],
  });
  const shownIn = (message: Record<string, unknown>, kind: 'snapshot' | 'delta'): unknown =>
    (message[kind] as { figures?: Record<string, unknown> } | undefined)?.figures?.t1;

  test('of the own site gives their values and then what changes, and counts no call of others', async () => {
    const client = await connectAs('harbourScreen');
    client.send({ subscribe: figures('harbour') });
    const first = await client.next();
    expect(first).toMatchObject({ topic: 'figures', site: 'harbour', snapshot: { incomplete: true } });
    const before = Number(shownIn(first, 'snapshot'));
    for (const site of ['market', 'station', 'airport'] as const) await world.publishCall(site, named + 40_000, '1F20');
    const n = await world.publishCall('harbour', named + 41_000, '1F21');
    const delta = await client.next();
    expect([delta.topic, delta.site, delta.seq, shownIn(delta, 'delta')]).toEqual(['figures', 'harbour', n, before + 1]);
    expect(client.waiting()).toEqual([]);
  });

  test.each([
    ['floristAdmin', 'harbour'],
    ['garageAdmin', 'harbour'],
    ['southAdmin', 'harbour'],
    ['northAdmin', 'airport'],
    ['harbourSupervisor', 'market'],
    ['harbourScreen', 'station'],
    ['bakeryAdmin', 'nowhere'],
    ['bakeryAdmin', 'airport#figures'],
  ] as const)('%s to those of %s is refused, also to end them', async (user, site) => {
    const client = await connectAs(user);
    for (const message of [
      { subscribe: figures(site) },
      { subscribe: figures(site), after: 1 },
      { unsubscribe: { site, topic: 'figures' } },
    ]) {
      client.send(message);
      expect(await client.next()).toMatchObject({ error: { status: 404, type: 'urn:trunkline:problem:not-found' } });
    }
    expect(client.waiting()).toEqual([]);
  });

  test('an agent, who sees numbers of own calls only, cannot find out about other calls by filters', async () => {
    const client = await connectAs('harbourAgent');
    client.send({ subscribe: figures('harbour', { outsideNumber: 'number%' }) });
    expect(await client.next()).toMatchObject({ error: { status: 403 } });
    const answer = await fetch(`${world.stack.api}/v1/sites/harbour/figures`, {
      headers: { authorization: `Bearer ${await world.token('harbourAgent')}` },
    });
    expect(answer.status).toBe(403);
  });

  test('a figure that cannot be is named, with what is wrong', async () => {
    const client = await connectAs('bakeryAdmin');
    client.send({
      subscribe: {
        site: 'harbour',
        topic: 'figures',
        figures: [
          { id: 'a', statistic: 'callsFound' },
          { id: 'b', statistic: 'unreturnedLostCalls' },
          { id: 'c', statistic: 'timeOnDuty' },
          { id: 'd', statistic: 'callsLost', filter: { extension: '1001,!' } },
        ],
      },
    });
    const { error } = (await client.next()) as { error: { status: number; errors: { pointer: string; detail: string }[] } };
    expect([error.status, error.errors.map(({ pointer }) => pointer)]).toEqual([
      400,
      [
        '#/subscribe/figures/0/statistic',
        '#/subscribe/figures/1/statistic',
        '#/subscribe/figures/2/template',
        '#/subscribe/figures/3/filter/extension',
      ],
    ]);
    expect(error.errors[3]?.detail).toMatch(/^"d": At character \d+: /);
  });

  test('unsubscribing ends the pushes of figures only', async () => {
    const client = await connectAs('bakeryAdmin');
    client.send({ subscribe: figures('market') });
    await client.next();
    client.send({ subscribe: live('market') });
    await client.next();
    client.send({ unsubscribe: { site: 'market', topic: 'figures' } });
    client.send({ ping: 1 });
    expect(await client.next()).toMatchObject({ pong: 1 });
    const n = await world.publishCall('market', named + 50_000, '1F30');
    expect(await client.next()).toMatchObject({ topic: 'live', seq: n });
    expect(client.waiting()).toEqual([]);
  });
});

describe('whose rights are changed', () => {
  const limit = async (units: readonly string[] | null): Promise<void> => {
    const answer = await fetch(`${world.stack.api}/v1/sites/harbour/accounts/harbourSupervisor/units`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await world.token('bakeryAdmin')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ units }),
    });
    expect(answer.status).toBe(200);
  };
  const numbersSeenBy = async (client: SocketClient): Promise<readonly unknown[]> => {
    client.send({ subscribe: live('harbour') });
    const { snapshot } = (await client.next()) as { snapshot: { calls: { outsideNumber: string | null }[] } };
    return [...new Set(snapshot.calls.map(({ outsideNumber }) => outsideNumber))];
  };

  test('is put out of the open socket and finds the new ones at once; others go on', async () => {
    const other = await connectAs('bakeryAdmin');
    expect(await numbersSeenBy(other)).toEqual(['number of harbour']);
    const before = await connectAs('harbourSupervisor');
    expect(await numbersSeenBy(before)).toEqual(['number of harbour']);
    await limit([]);
    await before.closed;
    try {
      expect(await numbersSeenBy(await connectAs('harbourSupervisor'))).toEqual([null]);
    } finally {
      await limit(null);
    }
    other.send({ ping: 1 });
    expect(await other.next()).toMatchObject({ pong: 1 });
  });
});

describe('the other messages', () => {
  test('a ping is answered, and tells nothing', async () => {
    const client = await connectAs('garageAdmin');
    client.send({ ping: 1 });
    expect(await client.next()).toMatchObject({ pong: 1 });
  });

  test('a bad token for renewal ends the connection', async () => {
    for (const [what, token] of Object.entries(await tokens())) {
      const client = await connectAs('bakeryAdmin');
      client.send({ auth: token });
      expect([what, await client.next()]).toMatchObject([what, { error: { status: 401 } }]);
      await client.closed;
    }
  });

  test('somebody else’s token does not turn one’s connection into theirs', async () => {
    const client = await connectAs('bakeryAdmin');
    client.send({ auth: await world.token('garageAdmin') });
    expect(await client.next()).toMatchObject({
      error: { status: 401, detail: 'The new token belongs to somebody else: connect anew with it.' },
    });
    await client.closed;
  });

  test('the own new token goes on silently', async () => {
    const client = await connectAs('bakeryAdmin');
    client.send({ auth: await world.token('bakeryAdmin') });
    client.send({ ping: 1 });
    expect(await client.next()).toMatchObject({ pong: 1 });
  });

  test.each([
    ['no JSON', 'hello'],
    ['an unknown word', '{"steal":1}'],
    ['two at once', '{"ping":1,"auth":"x"}'],
    ['another topic', '{"subscribe":{"site":"harbour","topic":"all"}}'],
    ['too long', `{"auth":"${'x'.repeat(33_000)}"}`],
  ])('%s is answered by a problem and nothing else', async (_name, text) => {
    const client = await connectAs('bakeryAdmin');
    client.send(text);
    const { error } = (await client.next()) as { error: { status: number } };
    expect([400, 413]).toContain(error.status);
    client.send({ ping: 1 });
    expect(await client.next()).toMatchObject({ pong: 1 });
  });

  test('unsubscribing ends the pushes', async () => {
    const client = await connectAs('bakeryAdmin');
    client.send({ subscribe: live('harbour') });
    await client.next();
    client.send({ unsubscribe: live('harbour') });
    client.send({ ping: 1 });
    expect(await client.next()).toMatchObject({ pong: 1 });
    await world.publishCall('harbour', named + 20_000, '1F0D');
    expect(client.waiting()).toEqual([]);
  });
});

describe('going on after a drop', () => {
  test('brings what was missed, in one message', async () => {
    const client = await connectAs('bakeryAdmin');
    client.send({ subscribe: live('market') });
    const { seq } = (await client.next()) as { seq: number };
    client.close();
    await client.closed;
    await world.publishCall('market', named + 30_000, '1F10');
    const n = await world.publishCall('market', named + 31_000, '1F11');
    const again = await connectAs('bakeryAdmin');
    again.send({ subscribe: live('market'), after: seq });
    const missed = (await again.next()) as { seq: number; delta: { calls: { set: { key: string }[] } } };
    expect(missed.seq).toBe(n);
    expect(missed.delta.calls.set.map((call) => call.key)).toEqual([
      `market-1-1F10-${(named + 30_000).toString(36)}`,
      `market-1-1F11-${(named + 31_000).toString(36)}`,
    ]);
  });

  test('from a number we never gave asks for a new start', async () => {
    const client = await connectAs('bakeryAdmin');
    client.send({ subscribe: live('harbour'), after: 999_999 });
    expect(await client.next()).toEqual({ resync: true, topic: 'live', site: 'harbour' });
  });
});
