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
