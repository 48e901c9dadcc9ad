import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeLiveCall } from '../call-history/testing/rows.ts';
import type { OutboxBatch } from '../domain/engine-output.ts';
import { epochMs, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { toPublicJson } from '../domain/public-json.ts';
import type { Principal } from '../identity/types.ts';
import { silentMetrics } from '../runtime/metrics.ts';
import { createLiveProjection } from './project-live.ts';
import { createPush } from './push.ts';
import { createReadSnapshot } from './snapshot.ts';
import { subscribe } from './subscribe.ts';
import { createBoard, createMemoryConnections, createMemoryLive, createMemorySockets } from './testing/memory-live.ts';

const tenant = tenantIdSchema.parse('bakery');
const site = siteIdSchema.parse('harbour');
const owner = { tenant, site };
const principal: Principal = {
  kind: 'user',
  id: 'c1',
  name: '',
  email: null,
  role: 'supervisor',
  reseller: 'north',
  tenant,
  sites: null,
  extensions: [],
  agents: [],
};

/** Batch `n` sets one of three calls to a new state, or takes it away; every third changes nothing that boards show. */
const batch = (n: number): OutboxBatch => {
  const call = makeLiveCall({ pbxCallId: `c${n % 3}`, named: 1_772_442_000_000 }, { segmentCount: n });
  const delta = n % 4 === 0 ? { at: epochMs(n), calls: { gone: [call.key] } } : { at: epochMs(n), calls: { set: [call] } };
  return { v: 1, ...owner, n, at: epochMs(n), emitted: n % 3 === 2 ? [] : [{ type: 'live', delta }] };
};

test('whoever is faster, the projection or the join: a board misses nothing and ends right', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 1, max: 6 }),
      fc.boolean(),
      async (s, before, during, resume) => {
        const live = createMemoryLive();
        const { store: connections } = createMemoryConnections();
        const board = createBoard();
        const sockets = createMemorySockets((_id, text) => {
          board.take(text);
          return 'sent';
        });
        const now = () => 1_000;
        const slow = <A extends unknown[], R>(call: (...args: A) => Promise<R>) => s.scheduleFunction<A, R>(call);
        const slowLive = {
          ...live,
          read: slow(live.read),
          position: slow(live.position),
          write: slow(live.write),
          deltasAfter: slow(live.deltasAfter),
        };
        const slowConnections = {
          ...connections,
          join: slow(connections.join),
          activate: slow(connections.activate),
          subscribers: slow(connections.subscribers),
        };
        const slowSockets = { ...sockets, post: slow(sockets.post) };
        const findConfig = async () => null;
        const projectionOver = (store: typeof live, subscribers: typeof connections, push: typeof sockets) =>
          createLiveProjection({
            store,
            findConfig,
            now,
            connections: subscribers,
            pushFigures: async () => undefined,
            push: createPush({ connections: subscribers, sockets: push, now, metrics: silentMetrics }),
          });

        const early = projectionOver(live, connections, sockets);
        for (let n = 1; n <= before; n += 1) await early.apply(owner, [batch(n)], [batch(n)]);

        // A fresh projection, as after a cold start: it does not remember what it pushed.
        const projection = projectionOver(slowLive, slowConnections, slowSockets);
        const project = async (): Promise<void> => {
          for (let n = before + 1; n <= before + during; n += 1) {
            await projection.position(tenant, site, false);
            await projection.apply(owner, [batch(n)], [batch(n)]);
          }
        };
        const join = subscribe(
          {
            siteInReach: async () => ({ ...owner, reseller: 'north' }),
            connections: slowConnections,
            store: slowLive,
            readSnapshot: createReadSnapshot({ store: slowLive, findConfig, now }),
            send: async (text) => (await slowSockets.post('c1', text)) === 'sent',
            now,
          },
          { connectionId: 'c1', principal, tokenExpiresAt: null, site, topic: 'live', after: resume ? 0 : null },
        );
        await s.waitFor(Promise.all([join, project()]));
        const last = await live.read(owner);
        expect(board.resyncs()).toBe(0);
        expect(Object.fromEntries(Object.entries(board.calls()).sort())).toEqual(
          Object.fromEntries(Object.entries(toPublicJson(last?.model.live.calls ?? {}) as object).sort()),
        );
      },
    ),
    { numRuns: 150 },
  );
});
