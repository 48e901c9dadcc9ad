import { describe, expect, test } from 'vitest';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import type { Principal } from '../identity/types.ts';
import { silentLog } from '../runtime/log.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { ConnectionStore } from './connection-store.ts';
import { createHandleMessage } from './handle-message.ts';
import { createMemoryConnections, createMemoryLive, createMemorySockets } from './testing/memory-live.ts';

const tenant = tenantIdSchema.parse('bakery');
const principal: Principal = {
  kind: 'user',
  id: 'omar',
  name: 'Omar',
  email: null,
  role: 'supervisor',
  reseller: 'bright',
  tenant,
  sites: [siteIdSchema.parse('harbour')],
  extensions: [],
  agents: [],
};
const topicOf = (site: string) => ({ tenant: 'bakery', site, topic: 'live' });

describe('a new token on an open connection', () => {
  test('keeps the subscriptions still in reach and ends the others', async () => {
    const sent: string[] = [];
    const left: string[] = [];
    const renewed: unknown[] = [];
    const connections: ConnectionStore = {
      ...createMemoryConnections().store,
      find: async () => ({ subject: 'omar', tokenExpiresAt: 1_000, topics: [topicOf('harbour'), topicOf('mill')] }),
      leave: async (topic) => void left.push(topic.site),
      renew: async (connectionId, topics, expiresAt) => void renewed.push([connectionId, topics.map(({ site }) => site), expiresAt]),
    };
    const handle = createHandleMessage({
      connections,
      sockets: createMemorySockets((_connectionId, text) => {
        sent.push(text);
        return 'sent';
      }),
      store: createMemoryLive(),
      readSnapshot: () => Promise.reject(new Error('not asked for')),
      readOutbox: () => Promise.resolve([]),
      showBoard: () => Promise.reject(new Error('not asked for')),
      readValues: () => Promise.resolve([]),
      bring: () => Promise.reject(new Error('not asked for')),
      findPrincipal: () => Promise.resolve(principal),
      siteInReach: (_principal, site) =>
        site === 'harbour'
          ? Promise.resolve({ tenant, site: siteIdSchema.parse(site), reseller: 'bright' })
          : Promise.reject(new ProblemError('not-found', 'There is no such site within your reach.')),
      authenticate: () => Promise.resolve({ principal, expiresAt: 9_000 }),
      now: () => 500,
      log: silentLog,
    });
    await handle('c1', '{"auth":"new.token.here"}');
    expect(left).toEqual(['mill']);
    expect(sent.map((text) => JSON.parse(text) as unknown)).toEqual([{ resync: true, topic: 'live', site: 'mill' }]);
    expect(renewed).toEqual([['c1', ['harbour'], 9_000]]);
  });
});

describe('what happens now, for a screen', () => {
  const screen: Principal = { ...principal, kind: 'screen', id: 'screen:s1', name: 'Hall', role: 'pairedScreen', boards: ['torn', 'd1'] };
  const views = [
    { id: 'v1', name: 'Today' },
    { id: 'v2', name: 'Agents' },
    { id: 'v3', name: 'Hour' },
  ];
  const answerTo = async (viewsWithGrids: readonly string[]): Promise<{ readonly answers: unknown[]; readonly snapshots: number }> => {
    const answers: unknown[] = [];
    let snapshots = 0;
    const handle = createHandleMessage({
      connections: {
        ...createMemoryConnections().store,
        find: async () => ({ subject: 'screen:s1', tokenExpiresAt: 1_000, topics: [] }),
      },
      sockets: createMemorySockets((_connectionId, text) => {
        answers.push(JSON.parse(text));
        return 'sent';
      }),
      store: createMemoryLive(),
      readSnapshot: () => {
        snapshots += 1;
        return Promise.reject(new ProblemError('unavailable', 'far enough'));
      },
      readOutbox: () => Promise.resolve([]),
      showBoard: async (_scope, _principal, board, view) => {
        if (board === 'torn') throw new ProblemError('conflict', 'What is stored of it cannot be read.');
        const id = view ?? 'v1';
        return {
          figures: [],
          shown: { kind: 'dashboard', view: { id, name: id, displayMode: 'uniform', colourMode: 'text', filter: null, tiles: [] }, views },
          needsLive: viewsWithGrids.includes(id),
        };
      },
      readValues: () => Promise.resolve([]),
      bring: () => Promise.reject(new Error('not asked for')),
      findPrincipal: () => Promise.resolve(screen),
      siteInReach: () => Promise.resolve({ tenant, site: siteIdSchema.parse('harbour'), reseller: 'bright' }),
      authenticate: () => Promise.reject(new Error('not asked for')),
      now: () => 500,
      log: silentLog,
    });
    await handle('c1', '{"subscribe":{"site":"harbour","topic":"live"}}');
    return { answers, snapshots };
  };

  test.each([['v1'], ['v2'], ['v3']])('is told when view %s of its dashboard draws it, whatever its other board is like', async (view) => {
    expect((await answerTo([view])).snapshots).toBe(1);
  });

  test('is refused when no view draws it', async () => {
    const { answers, snapshots } = await answerTo([]);
    expect(snapshots).toBe(0);
    expect(answers).toMatchObject([{ error: { status: 403, detail: 'No board of this screen shows calls or devices.' } }]);
  });
});
