import { describe, expect, test } from 'vitest';
import { makeLiveCall } from '../call-history/testing/rows.ts';
import { epochMs, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { silentMetrics } from '../runtime/metrics.ts';
import type { NumberedDelta } from './core/site-delta.ts';
import { createPush, type DeltaSince } from './push.ts';
import type { PostOutcome } from './sockets.ts';
import { createMemoryConnections, createMemorySockets } from './testing/memory-live.ts';

const owner = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('harbour') };
const topic = { ...owner, topic: 'live' };
const delta = (from: number, n: number, calls = 1): NumberedDelta => ({
  from,
  n,
  delta: {
    at: epochMs(n),
    calls: {
      set: Array.from({ length: calls }, (_, i) => makeLiveCall({ pbxCallId: `c${i}` }, { extension: '1001', outsideNumber: 'secret' })),
    },
  },
});

const makeWorld = async (outcomes: Record<string, PostOutcome> = {}, now = 100_000) => {
  const { store, subscriptions, forgotten } = createMemoryConnections();
  const sent: [string, string][] = [];
  const sockets = createMemorySockets((id, text) => {
    sent.push([id, text]);
    return outcomes[id] ?? 'sent';
  });
  const join = async (
    connectionId: string,
    seq: number,
    activatedAt: number,
    own: { extensions: string[]; agents: string[] } | null = null,
    tokenExpiresAt: number | null = null,
  ) => {
    await store.join(topic, { connectionId, own, tokenExpiresAt, subject: 'anna', licence: null, board: null }, 0);
    await store.activate(topic, connectionId, seq, activatedAt);
  };
  const asked: number[] = [];
  const since: DeltaSince = async (from) => {
    asked.push(from);
    return delta(from, 9);
  };
  return {
    push: async (owner_: typeof owner, from: number, since_: DeltaSince) =>
      createPush({ connections: store, sockets, now: () => now, metrics: silentMetrics })(
        owner_,
        from,
        since_,
        await store.subscribers(owner_),
      ),
    sockets,
    sent,
    subscriptions,
    forgotten,
    join,
    asked,
    since,
  };
};
const seqs = (sent: readonly [string, string][]) =>
  sent.map(([id, text]) => `${id} ${(JSON.parse(text) as { seq?: number }).seq ?? text.slice(0, 12)}`);

describe('a push', () => {
  test('makes one message for all alike, and none for nobody', async () => {
    const world = await makeWorld();
    await world.push(owner, 8, world.since);
    expect(world.asked).toEqual([]);
    for (const id of ['a', 'b', 'c']) await world.join(id, 3, 0);
    await world.push(owner, 8, world.since);
    expect(world.asked).toEqual([8]);
    expect(seqs(world.sent)).toEqual(['a 9', 'b 9', 'c 9']);
  });

  test('brings who joined a moment ago on from where the join left them', async () => {
    const world = await makeWorld();
    await world.join('old', 3, 10_000);
    await world.join('new', 5, 99_000);
    await world.push(owner, 8, world.since);
    expect(world.asked.sort()).toEqual([5, 8]);
  });

  test('blanks numbers for viewers who may not see them', async () => {
    const world = await makeWorld();
    await world.join('agent', 3, 0, { extensions: ['1002'], agents: [] });
    await world.join('own', 3, 0, { extensions: ['1001'], agents: [] });
    await world.push(owner, 8, world.since);
    expect(world.sent.map(([id, text]) => [id, text.includes('secret')])).toEqual([
      ['agent', false],
      ['own', true],
    ]);
  });

  test('forgets who is gone and marks who is slow; a slow one gets a new start later, not a stale delta', async () => {
    const world = await makeWorld({ gone: 'gone', slow: 'slow' });
    for (const id of ['gone', 'slow', 'fine']) await world.join(id, 3, 0);
    await world.push(owner, 8, world.since);
    expect(world.forgotten).toEqual(['gone']);
    expect(world.subscriptions.get('slow')?.staleUntil).toBe(105_000);
    world.sent.length = 0;
    await world.push(owner, 9, world.since);
    expect(seqs(world.sent)).toEqual(['fine 9']);
    const later = createPush({
      connections: {
        ...createMemoryConnections().store,
        leave: async (_topic, id) => void world.subscriptions.delete(id),
      },
      sockets: createMemorySockets((id, text) => {
        world.sent.push([id, text]);
        return 'sent';
      }),
      now: () => 105_000,
      metrics: silentMetrics,
    });
    world.sent.length = 0;
    await later(owner, 10, world.since, [...world.subscriptions.values()]);
    expect(seqs(world.sent).sort()).toEqual(['fine 9', 'slow {"resync":tr']);
    expect([...world.subscriptions.keys()]).toEqual(['fine']);
  });

  test('a delta too large for one message is a new start', async () => {
    const world = await makeWorld();
    await world.join('a', 3, 0);
    await world.push(owner, 8, async (from) => delta(from, 9, 400));
    expect(world.sent).toEqual([['a', '{"resync":true,"topic":"live","site":"harbour"}']]);
  });

  test('closes a connection whose token has run out', async () => {
    const world = await makeWorld();
    await world.join('late', 3, 0, null, 100_000);
    await world.join('fine', 3, 0, null, 100_001);
    await world.push(owner, 8, world.since);
    expect(world.sockets.closed).toEqual(['late']);
    expect(world.forgotten).toEqual(['late']);
    expect(JSON.parse(world.sent.find(([id]) => id === 'late')?.[1] ?? '')).toMatchObject({ error: { status: 401 } });
    expect(seqs(world.sent).filter((one) => one.startsWith('fine'))).toEqual(['fine 9']);
  });
});
