import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resources } from '../../infra/local/resources.ts';
import { openRebuildWorld } from '../call-engine/rebuild/testing/rebuild-world.ts';
import type { Emitted, OutboxBatch } from '../domain/engine-output.ts';
import { durationMs, epochMs } from '../domain/ids.ts';
import { createRowCollector } from './core/collect-rows.ts';
import { computeWrites } from './core/compute-writes.ts';
import { createHistoryProjection } from './project.ts';
import { createStoredReader } from './read-stored.ts';
import { createRestateHistory } from './restate-history.ts';
import { makeCall } from './testing/rows.ts';

const named = Date.parse('2026-03-02T09:00:00.000Z');
const range = { from: named - 1, to: named + 60_000 };
const table = resources.historyTable;

let world: Awaited<ReturnType<typeof openRebuildWorld>>;
beforeAll(async () => {
  world = await openRebuildWorld();
});
afterAll(() => world.close());

let sites = 0;
/** A site of which the rebuild found one call as of batch 7, and batches that come later. */
const createCase = (later: (call: ReturnType<typeof makeCall>) => readonly Emitted[]) => {
  const owner = { tenant: 'bakery', site: `quay-${++sites}` };
  const call = makeCall({ site: owner.site, named }, { ringMs: durationMs(5) });
  const batches: OutboxBatch[] = [{ v: 1, ...owner, n: 8, at: epochMs(named), emitted: later(call) }];
  const rows = createRowCollector(owner, range);
  rows.add([{ type: 'call', row: call, was: null }]);
  const projection = createHistoryProjection({ client: world.dynamo, table, now: () => 0 });
  /** `when`: the later batch is published and projected before that reading of what came after (1 = before writing, 2 = after). */
  const restate = async (when: 1 | 2, dryRun = false) => {
    let readings = 0;
    const publish = async () => {
      await projection.position(owner.tenant, owner.site, true);
      await projection.apply(owner, batches);
    };
    const { restate: run } = createRestateHistory({
      client: world.dynamo,
      table,
      now: () => 77,
      readAfter: async () => {
        readings += 1;
        if (readings === when) await publish();
        return readings >= when ? batches : [];
      },
    });
    return run({ owner, range, rows, asOf: 7, addOnly: false, dryRun });
  };
  const stored = () => createStoredReader({ client: world.dynamo, table }).rows(owner, range);
  return { owner, call, rows, restate, stored };
};

describe('a projection that goes on', () => {
  test.each([1, 2] as const)('what a later batch took out does not come back (published before reading %i)', async (when) => {
    const { restate, stored } = createCase((call) => [{ type: 'callRetired', was: call, replacedBy: null }]);
    const { kinds } = await restate(when);
    expect(await stored()).toEqual([]);
    expect(kinds.call).toEqual({ read: 0, unchanged: 0, added: 0, changed: 0, deleted: 0, newer: 1, spared: 0 });
  });

  test.each([1, 2] as const)('what a later batch says of a row wins (published before reading %i)', async (when) => {
    const { restate, stored } = createCase((call) => [{ type: 'call', row: { ...call, ringMs: durationMs(9) }, was: call }]);
    await restate(when);
    expect((await stored()).map(({ n, text }) => [n, JSON.parse(text).ringMs])).toEqual([[8, 9]]);
  });

  test('a row replaced between reading and writing is left alone', async () => {
    const { owner, call, rows, stored } = createCase(() => []);
    const projection = createHistoryProjection({ client: world.dynamo, table, now: () => 0 });
    const say = async (n: number, ringMs: number) => {
      await projection.position(owner.tenant, owner.site, true);
      const row = { ...call, ringMs: durationMs(ringMs) };
      await projection.apply(owner, [{ v: 1, ...owner, n, at: epochMs(named), emitted: [{ type: 'call', row, was: null }] }]);
    };
    await say(6, 1);
    const { restate } = createRestateHistory({
      client: world.dynamo,
      table,
      now: () => 77,
      // Rows are read by now.
      readAfter: async () => {
        await say(8, 9);
        return [];
      },
    });
    const { kinds } = await restate({ owner, range, rows, asOf: 7, addOnly: false, dryRun: false });
    expect((await stored()).map(({ n, text }) => [n, JSON.parse(text).ringMs])).toEqual([[8, 9]]);
    expect(kinds.call).toMatchObject({ changed: 0, newer: 1 });
  });
});

test('rows that are equal already are not written, and a dry run writes nothing', async () => {
  const { owner, rows, restate, stored } = createCase(() => []);
  expect((await restate(2, true)).changes).toMatchObject([{ kind: 'call', what: 'added' }]);
  expect(await stored()).toEqual([]);
  await restate(2);
  const [first] = await stored();
  expect(first).toMatchObject({ n: 7 });
  expect(computeWrites(owner, [rows.batch(7)])).toHaveLength(1);
  expect((await restate(2)).changes).toEqual([]);
});
