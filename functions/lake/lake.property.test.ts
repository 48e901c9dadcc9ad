import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHourReader } from '../call-history/events.ts';
import { createHistoryProjection } from '../call-history/project.ts';
import { epochMs } from '../domain/ids.ts';
import { silentLog } from '../runtime/log.ts';
import { silentMetrics } from '../runtime/metrics.ts';
import { athenaKey, type LakeTableName } from './constants.ts';
import { createManifestStore } from './manifest-store.ts';
import type { SealerDeps } from './ports.ts';
import { createLakeReader } from './reader.ts';
import { sealSite } from './seal-site.ts';
import { lakeTables } from './tables.ts';
import { createInterleaver } from './testing/interleaver.ts';
import { createMemoryDynamo } from './testing/memory-dynamo.ts';
import { createMemoryFiles, cutRows } from './testing/memory-files.ts';
import { createModelSite, type ModelOp, type ModelState } from './testing/model-site.ts';

const owner = { tenant: 'bakery', site: 'harbour' };
const begin = Date.parse('2026-03-01T21:00:00.000Z');
const hours = 12;
const minute = 60_000;

class Crash extends Error {
  override readonly name = 'Crash';
}
/** Lets `steps` effects happen and dies at the next: before it, or after it and before its answer. */
const dying = (steps: number, after: boolean) => {
  let left = steps;
  return async <T>(effect: () => Promise<T>): Promise<T> => {
    left -= 1;
    if (left < 0 && !(after && left === -1)) throw new Crash();
    const result = await effect();
    if (left < 0) throw new Crash();
    return result;
  };
};

interface Round {
  readonly ops: readonly ModelOp[];
  readonly sealers: readonly { readonly steps: number; readonly after: boolean }[];
  readonly readers: readonly { readonly from: number; readonly to: number }[];
  readonly late: boolean;
}
const op = fc.record({
  op: fc.constantFrom<ModelOp['op'][]>('new', 'new', 'touch', 'segment', 'move', 'move', 'merge', 'status'),
  a: fc.nat(10_000),
  b: fc.nat(10_000),
});
const range = fc.tuple(fc.nat(hours + 1), fc.nat(hours + 1)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }));
const round: fc.Arbitrary<Round> = fc.record({
  ops: fc.array(op, { maxLength: 8 }),
  sealers: fc.array(fc.record({ steps: fc.oneof(fc.nat(80), fc.constant(100_000)), after: fc.boolean() }), { maxLength: 2 }),
  readers: fc.array(range, { minLength: 1, maxLength: 2 }),
  late: fc.boolean(),
});

const createWorld = (pick: (n: number) => number) => {
  const clock = { now: Date.parse('2026-03-02T10:00:00.000Z') };
  const { turn, run } = createInterleaver(pick);
  const dynamo = createMemoryDynamo(turn, 3);
  const bucket = createMemoryFiles(turn, () => clock.now);
  let ids = 0;
  const depsOf = (guard: ReturnType<typeof dying>): SealerDeps => {
    const client: typeof dynamo.client = { send: ((command: never) => guard(() => dynamo.client.send(command))) as never };
    const files = bucket.files;
    return {
      hours: createHourReader({ client, table: 't' }),
      manifests: createManifestStore({ client, table: 't' }),
      files: {
        put: (key, path) => guard(() => files.put(key, path)),
        replace: (key, path, etag) => guard(() => files.replace(key, path, etag)),
        etagOf: (key) => guard(() => files.etagOf(key)),
        get: (key, path) => guard(() => files.get(key, path)),
        remove: (keys) => guard(() => files.remove(keys)),
        list: (prefix) => guard(() => files.list(prefix)),
      },
      // No lease: two sealers work on the same hours.
      leases: { take: async () => true, release: async () => undefined, sweptAt: async () => 0, setSwept: async () => undefined },
      openWorkshop: bucket.openWorkshop,
      now: () => clock.now,
      newId: () => {
        ids += 1;
        return `id${ids}`;
      },
      rowsKeptDays: null,
      log: silentLog,
      metrics: silentMetrics,
    };
  };
  const deps = depsOf(dying(Number.POSITIVE_INFINITY, false));
  const reader = createLakeReader({ hours: deps.hours, manifests: deps.manifests, fetchFiles: bucket.fetchFiles });
  const projection = createHistoryProjection({ client: dynamo.client, table: 't', now: () => clock.now });
  return { clock, run, dynamo, bucket, depsOf, deps, reader, projection };
};
type World = ReturnType<typeof createWorld>;

/** Everything a query would see of a range, by token. */
const readTokens = async (world: World, from: number, to: number): Promise<ReadonlyMap<string, number[]>> => {
  const tables: readonly LakeTableName[] = ['calls', 'segments', 'facts', 'status'];
  const { files, tail } = await world.reader.read({ ...owner, from, to }, tables);
  const seen = new Map<string, number[]>();
  const see = (token: unknown, version: unknown, at: unknown): void => {
    if (Number(at) >= from && Number(at) < to) seen.set(String(token), [...(seen.get(String(token)) ?? []), Number(version)]);
  };
  const fromFiles = (table: LakeTableName) =>
    files[table].flatMap((file) => cutRows(world.bucket.rowsAt(file.path), lakeTables[table].time, file.except));
  for (const row of fromFiles('calls')) see(`call ${row.logicalCallId}`, row.ringMs, row.callStartedAt);
  for (const row of fromFiles('segments')) see(row.pbxCallId, row.ringMs, row.callStartedAt);
  for (const row of fromFiles('status')) see(row.statusId, 1, row.at);
  for (const row of fromFiles('facts')) if (row.grain === 'call') see(`fact ${row.logicalCallId}`, 1, row.callStartedAt);
  const started = new Map(tail.calls.map((call) => [call.logicalCallId, call.startedAt]));
  for (const call of tail.calls) see(`call ${call.logicalCallId}`, call.ringMs, call.startedAt);
  for (const row of tail.segments) see(row.pbxCallId, row.ringMs, started.get(row.logicalCallId));
  for (const row of tail.status) see(row.statusId, 1, row.at);
  for (const row of tail.facts) if (row.grain === 'call') see(`fact ${row.logicalCallId}`, 1, row.callStartedAt);
  return seen;
};

/** Each token that was there all the while was seen once, none twice, none that never was, and none older than when the question was asked. */
const checkTokens = (seen: ReadonlyMap<string, number[]>, states: readonly ModelState[], from: number, to: number): void => {
  const inRange = (state: ModelState, token: string): boolean => {
    const at = state.get(token)?.at;
    return at !== undefined && at >= from && at < to;
  };
  const tokens = new Set([
    ...states.flatMap((state) => [...state.keys()]),
    ...[...seen.keys()].filter((token) => !token.startsWith('fact ')),
  ]);
  for (const token of tokens) {
    const versions = seen.get(token) ?? [];
    const there = states.filter((state) => inRange(state, token));
    expect({ token, times: versions.length }).toEqual({
      token,
      times: there.length === states.length ? 1 : there.length === 0 ? 0 : Math.min(1, versions.length),
    });
    for (const version of versions) {
      const known = there.map((state) => state.get(token)?.version ?? 0);
      expect(version).toBeGreaterThanOrEqual(Math.min(...known));
      expect(version).toBeLessThanOrEqual(Math.max(...known));
    }
    if (token.startsWith('call ')) expect(seen.get(token.replace('call', 'fact')) ?? []).toHaveLength(versions.length);
  }
};

const playRounds = async (world: World, rounds: readonly Round[]): Promise<ModelState> => {
  const model = createModelSite(owner.site, begin, hours);
  const states: ModelState[] = [model.state()];
  let committed = 0;
  for (const { ops, sealers, readers, late } of rounds) {
    const first = states.length;
    const batches = ops.map((one, i) => {
      const emitted = model.apply(one);
      states.push(model.state());
      return { v: 1 as const, ...owner, n: first + i, at: epochMs(world.clock.now - (late ? 20 * minute : 0)), emitted };
    });
    const write = async (): Promise<void> => {
      await world.projection.position(owner.tenant, owner.site, true);
      for (const batch of batches) {
        await world.projection.apply(owner, [batch]);
        committed = batch.n;
      }
    };
    const read = async (from: number, to: number): Promise<void> => {
      const before = committed;
      const seen = await readTokens(world, from, to);
      checkTokens(seen, states.slice(before, Math.min(committed + 1, states.length - 1) + 1), from, to);
    };
    const seal = async (steps: number, after: boolean): Promise<void> => {
      try {
        await sealSite(world.depsOf(dying(steps, after)), owner, () => false);
      } catch (error) {
        if (!(error instanceof Crash) && !(error instanceof Error && error.name === 'LakeFileGone')) throw error;
      }
    };
    const actors = [
      write(),
      ...sealers.map(({ steps, after }) => seal(steps, after)),
      ...readers.map(({ from, to }) => read(begin + (from - 1) * 60 * minute, begin + (to - 1) * 60 * minute)),
    ];
    await world.run(actors);
    await Promise.all(actors);
    world.clock.now += 20 * minute;
  }
  return states.at(-1) ?? new Map();
};

const seeded = (seed: number) => {
  let state = seed >>> 0;
  return (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return n === 0 ? 0 : (state >>> 8) % n;
  };
};

describe('the lake, whatever happens in whatever order', () => {
  test('loses no row, doubles none, and ends as one file a date', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 5 }), fc.nat(1_000_000), async (rounds, seed) => {
        const world = createWorld(seeded(seed));
        const final = await playRounds(world, rounds);

        world.clock.now += 30 * 60 * minute;
        for (let i = 0; i < 3; i += 1) {
          await sealSite(world.deps, owner, () => false);
          world.clock.now += 25 * 60 * minute;
        }
        const [from, to] = [begin - 60 * minute, begin + (hours + 2) * 60 * minute];
        const plan = await world.reader.plan({ ...owner, from, to });
        expect(plan.tail.hours).toEqual([]);
        expect(plan.sealedThrough).toBe(to);
        checkTokens(await readTokens(world, from, to), [final], from, to);

        // What Athena sees is the same, and nothing is left over.
        const athena = ['2026-03-01', '2026-03-02'].flatMap((date) =>
          (['calls', 'segments', 'status'] as const).flatMap(
            (table) => world.bucket.objects.get(athenaKey('bakery', 'harbour', table, date))?.rows ?? [],
          ),
        );
        expect(athena).toHaveLength(final.size);
        const left = [...world.bucket.objects.keys()].filter((key) => key.includes('/files/'));
        const named = await Promise.all(['2026-03-01', '2026-03-02'].map((date) => world.deps.manifests.get(owner, date)));
        const keys = named.flatMap(({ manifest }) =>
          manifest.pieces.flatMap((piece) => Object.values(piece.files).map((file) => file.key)),
        );
        expect(named.flatMap(({ manifest }) => manifest.retired)).toEqual([]);
        for (const key of keys) expect(left).toContain(key);
      }),
      { numRuns: 200, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: false },
    );
  });
});
