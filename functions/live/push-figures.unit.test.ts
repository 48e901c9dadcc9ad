import { expect, test } from 'vitest';
import { makeCall, makeLiveCall, makeSegment } from '../call-history/testing/rows.ts';
import type { OutboxBatch } from '../domain/engine-output.ts';
import { epochMs } from '../domain/ids.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import { silentLog } from '../runtime/log.ts';
import { silentMetrics } from '../runtime/metrics.ts';
import type { Subscription } from './connection-params.ts';
import { createSiteFigures } from './core/site-figures/site-figures.ts';
import { createDeliver } from './deliver.ts';
import { createPushFigures } from './push-figures.ts';
import { createMemoryConnections, createMemorySockets } from './testing/memory-live.ts';

const owner = { tenant: 'bakery', site: 'harbour' };
const nine = Date.parse('2026-03-02T09:00:00.000Z');
const board = JSON.stringify([
  { id: 'calls', statistic: 'callsInbound' },
  { id: 'waiting', statistic: 'longestWaiting' },
]);

/** A call that begins to ring, a second a batch. */
const batch = (n: number): OutboxBatch => {
  const of = { site: 'harbour', pbxCallId: `c${n}`, named: nine + n * 1_000 };
  return {
    v: 1,
    ...owner,
    n,
    at: epochMs(of.named),
    emitted: [
      { type: 'segment', row: makeSegment(of, 1) },
      { type: 'call', row: makeCall(of), was: null },
      { type: 'live', delta: { at: epochMs(of.named), calls: { set: [makeLiveCall(of, { state: 'ringing' })] } } },
    ],
  };
};
const subscription = (connectionId: string, seq: number): Subscription => ({
  connectionId,
  subject: 'anna',
  topic: 'figures',
  board: 'hash',
  licence: null,
  own: null,
  tokenExpiresAt: null,
  seq,
  activatedAt: nine,
  staleUntil: null,
});

const makeWorld = async () => {
  const { store } = createMemoryConnections();
  await store.putBoard(owner, 'hash', board, nine);
  const sent: [string, unknown][] = [];
  const pauses: number[] = [];
  const clock = { now: nine };
  const figures = createSiteFigures(siteConfigSchema.parse({ devices: [] }), { calls: [], status: [], gaps: [], live: [] }, nine);
  const state = { n: 0, jumped: false, failing: false, postMs: 0, published: [] as OutboxBatch[] };
  const sockets = createMemorySockets((id, text) => {
    sent.push([id, JSON.parse(text)]);
    clock.now += state.postMs;
    return 'sent';
  });
  const push = createPushFigures({
    connections: store,
    bring: async (_owner, asked, given, more) => {
      const batches = given === 'all' || more !== true ? given : [...given, ...state.published];
      if (state.failing) throw new Error('history cannot be read');
      for (const one of batches === 'all' ? [] : batches) if (one.n > state.n) figures.apply(one);
      if (batches !== 'all') state.n = Math.max(state.n, ...batches.map(({ n }) => n));
      figures.keep(asked);
      return { figures, n: state.n, jumped: state.jumped };
    },
    deliver: createDeliver({ connections: store, sockets, now: () => clock.now, metrics: silentMetrics }),
    now: () => clock.now,
    pause: async (ms) => void pauses.push(ms),
    log: silentLog,
    metrics: silentMetrics,
  });
  const take = () => sent.splice(0);
  return { push, take, pauses, clock, state, store };
};

test('tells a new board everything, then what changed; what grows by itself is not told again', async () => {
  const { push, take, clock } = await makeWorld();
  await push(owner, [batch(1)], [subscription('a', 0)]);
  expect(take()).toEqual([
    [
      'a',
      {
        topic: 'figures',
        site: 'harbour',
        seq: 1,
        delta: {
          asOf: '2026-03-02T09:00:01.000Z',
          figures: { calls: 1, waiting: 0 },
          perMs: { waiting: 1 },
          incomplete: false,
          gaps: [],
        },
      },
    ],
  ]);
  clock.now += 1_000;
  await push(owner, [batch(2)], [subscription('a', 0)]);
  expect(take()).toEqual([
    ['a', { topic: 'figures', site: 'harbour', seq: 2, delta: { asOf: '2026-03-02T09:00:02.000Z', figures: { calls: 2 }, perMs: {} } }],
  ]);
});

test('says nothing to who knows as much or more, and nothing twice', async () => {
  const { push, take, clock } = await makeWorld();
  await push(owner, [batch(1)], [subscription('ahead', 5)]);
  expect(take()).toEqual([]);
  clock.now += 1_000;
  await push(owner, [batch(2)], [subscription('a', 0)]);
  clock.now += 1_000;
  await push(owner, [batch(2)], [subscription('a', 0)]);
  expect(take()).toHaveLength(1);
});

test('when another process may have told boards something, they are told everything', async () => {
  const { push, take, clock, state } = await makeWorld();
  await push(owner, [batch(1)], [subscription('a', 0)]);
  take();
  clock.now += 1_000;
  state.jumped = true;
  await push(owner, [batch(2)], [subscription('a', 0)]);
  expect(take()).toMatchObject([['a', { seq: 2, delta: { figures: { calls: 2, waiting: 1_000 } } }]]);
});

test('a run of batches that comes too soon waits for the rest of the time', async () => {
  const { push, pauses, clock } = await makeWorld();
  await push(owner, [batch(1)], [subscription('a', 0)]);
  clock.now += 100;
  await push(owner, [batch(2)], [subscription('a', 0)]);
  clock.now += 150;
  await push(owner, [batch(3)], [subscription('a', 0)]);
  expect(pauses).toEqual([25]);
});

test('where telling all boards takes long, the next round waits as long', async () => {
  const { push, pauses, clock, state } = await makeWorld();
  state.postMs = 200;
  await push(owner, [batch(1)], [subscription('a', 0), subscription('b', 0)]);
  state.postMs = 0;
  clock.now += 100;
  await push(owner, [batch(2)], [subscription('a', 0), subscription('b', 0)]);
  expect(pauses).toEqual([300]);
});

test('boards that show the same and know the same get the same; one that knows less gets more', async () => {
  const { push, take, clock } = await makeWorld();
  await push(owner, [batch(1)], [subscription('a', 0), subscription('b', 0)]);
  take();
  clock.now += 1_000;
  const told = [subscription('a', 0), subscription('b', 0), subscription('c', 1)];
  await push(owner, [batch(2)], told);
  const changed = { seq: 2, delta: { figures: { calls: 2 } } };
  const sent = take();
  expect(sent).toMatchObject([
    ['a', changed],
    ['b', changed],
    ['c', { seq: 2, delta: { figures: { calls: 2, waiting: 1_000 } } }],
  ]);
  expect(sent.slice(0, 2).map(([, message]) => 'waiting' in (message as { delta: { figures: object } }).delta.figures)).toEqual([
    false,
    false,
  ]);
});

test('a failure holds nothing up, and afterwards boards are told everything', async () => {
  const { push, take, clock, state } = await makeWorld();
  await push(owner, [batch(1)], [subscription('a', 0)]);
  take();
  state.failing = true;
  await push(owner, [batch(2)], [subscription('a', 0)]);
  expect(take()).toEqual([]);
  state.failing = false;
  clock.now += 1_000;
  await push(owner, [batch(2), batch(3)], [subscription('a', 0)]);
  expect(take()).toMatchObject([['a', { seq: 3, delta: { figures: { calls: 3, waiting: 2_000 } } }]]);
});

test('a board that is known no more begins anew, and nobody of other topics is told', async () => {
  const { push, take } = await makeWorld();
  await push(
    owner,
    [batch(1)],
    [
      { ...subscription('a', 0), board: 'gone' },
      { ...subscription('b', 0), topic: 'live', board: null },
    ],
  );
  expect(take()).toEqual([['a', { resync: true, topic: 'figures', site: 'harbour' }]]);
});

test('a clock is told once: browsers have their own', async () => {
  const { push, take, clock, store } = await makeWorld();
  await store.putBoard(owner, 'hash', JSON.stringify([{ id: 'clock', statistic: 'currentTime' }]), nine);
  await push(owner, [batch(1)], [subscription('a', 0)]);
  expect(take()).toMatchObject([['a', { delta: { figures: { clock: '09:00:01' } } }]]);
  clock.now += 1_000;
  await push(owner, [batch(2)], [subscription('a', 0)]);
  expect(take()).toEqual([]);
});

test('what was published while it waited is told with it, and is then no reason to wait again', async () => {
  const { push, take, pauses, clock, state } = await makeWorld();
  await push(owner, [batch(1)], [subscription('a', 0)]);
  take();
  clock.now += 10;
  // By the end of the wait the third is published too.
  state.published = [batch(3)];
  await push(owner, [batch(2)], [subscription('a', 0)]);
  expect(take()).toMatchObject([['a', { seq: 3, delta: { figures: { calls: 3 } } }]]);
  await push(owner, [batch(3)], [subscription('a', 0)]);
  expect([take(), pauses]).toEqual([[], [115]]);
});
