import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SiteConfig } from '../domain/site-config.ts';
import type { SiteScope } from '../identity/types.ts';
import type { LakeReader } from '../lake/lake.ts';
import type { AnsweredRows } from './answer-rows.ts';
import { querySchema } from './query-schemas.ts';
import { createResultCache } from './result-cache.ts';
import { createRunQuery } from './run-query.ts';
import { customer, harbour, morning, wholeMorning } from './testing/harbour-morning.ts';
import { type MemoryLake, openMemoryLake } from './testing/memory-lake.ts';
import type { QueryInput } from './testing/memory-reports.ts';

const nextDay = Date.parse('2026-03-03T12:00:00Z');
const other = { ...morning, tenant: 'other' as SiteScope['tenant'] };

let lake: MemoryLake;
beforeAll(async () => {
  lake = await openMemoryLake([morning, other], nextDay);
});
afterAll(() => lake.close());

/** Which files the lake names now: late data makes new ones. */
let sealing = 0;
let gaps: readonly { readonly cause: 'linkDown'; readonly startedAt: number; readonly endedAt: number | null }[] = [];
let now = nextDay;
let heard: number | null = null;
const anew: LakeReader['read'] = async (range, tables) => {
  const reading = await lake.reader.read(range, tables);
  const facts = reading.files.facts.map((file) => ({ ...file, key: `${range.tenant} ${file.key} ${sealing}` }));
  return { ...reading, files: { ...reading.files, facts } };
};
let run: ReturnType<typeof createRunQuery>;
beforeEach(() => {
  [sealing, gaps, now, heard] = [0, [], nextDay, null];
  run = createRunQuery({
    lake: { ...lake.reader, read: anew, plan: (range) => anew(range, ['facts', 'segments', 'calls', 'status']) },
    duckDb: async () => lake.database,
    sitesOf: async () => ['harbour'],
    gapsOf: async () => gaps.map((gap) => ({ gapId: 'g', siteId: 'harbour', link: null, node: null, detail: null, ...gap })) as never,
    heardThrough: async () => heard,
    gate: (work) => work(),
    results: createResultCache<AnsweredRows>(),
    now: () => now,
  });
});

const byExtension: QueryInput = { template: 'callsByExtension', columns: ['callsHandled'], range: wholeMorning };
const scope: SiteScope = { tenant: customer, site: harbour.id as SiteScope['site'], reseller: 'reseller' };
const ask = async (more: Partial<QueryInput> = {}, of: SiteScope = scope, config: SiteConfig = harbour) => {
  const { cached, totals, rows } = await run(of, config, querySchema.parse({ ...byExtension, ...more }));
  return { cached, figure: totals?.callsHandled ?? rows };
};
const computed = { cached: false, figure: 6 };
const kept = { cached: true, figure: 6 };

test('the same question of the past is answered from what was computed before', async () => {
  expect([await ask(), await ask(), await ask()]).toEqual([computed, kept, kept]);
  expect((await ask({ template: 'callList', columns: ['callDuration'] })).cached).toBe(false);
  expect((await ask({ template: 'callList', columns: ['callDuration'] })).cached).toBe(true);
});

test('data that came late is seen at once', async () => {
  await ask();
  sealing = 1;
  expect(await ask()).toEqual(computed);
  expect(await ask()).toEqual(kept);
});

test('another customer, other units, other settings, another question: never from there', async () => {
  await ask();
  expect((await ask({}, { ...scope, tenant: other.tenant })).cached).toBe(false);
  expect((await ask({}, { ...scope, units: ['sales'] })).cached).toBe(false);
  expect((await ask({}, scope, { ...harbour, settings: { ...harbour.settings, shortCallSeconds: 5 } })).cached).toBe(false);
  const changed = { ...harbour.settings, serviceLevelChanges: [{ from: '2026-01-05', formula: 'F2' as const, seconds: 20 }] };
  expect((await ask({}, scope, { ...harbour, settings: changed })).cached).toBe(false);
  expect((await ask({ serviceLevelVersion: 1 }, scope, { ...harbour, settings: changed })).cached).toBe(false);
  expect((await ask({ filter: { extension: '1001' } })).cached).toBe(false);
  expect((await ask({ limit: 2 })).cached).toBe(false);
  expect((await ask({ over: 'date' })).cached).toBe(false);
  expect((await ask({ dailyWindow: { from: '09:00', to: '10:00' } })).cached).toBe(false);
  expect((await ask()).cached).toBe(true);
});

test('a period that goes on, one that was not heard of, and what later calls decide are computed each time', async () => {
  const twice = async (more: Partial<QueryInput>) => [(await ask(more)).cached, (await ask(more)).cached];
  expect(await twice({ range: { named: 'today' } })).toEqual([false, false]);
  expect(await twice({ range: { from: '2026-03-02T09:00:00Z', to: '2026-03-03T12:00:01Z' } })).toEqual([false, false]);
  expect(await twice({ template: 'unreturnedLostCalls', columns: ['callDuration'] })).toEqual([false, false]);
  expect(await twice({ columns: ['unreturnedLostCalls'] })).toEqual([false, false]);
  heard = Date.parse('2026-03-02T10:00:00Z');
  expect(await twice({})).toEqual([false, false]);
});

test('a gap that became known is another answer', async () => {
  await ask();
  gaps = [{ cause: 'linkDown', startedAt: Date.parse('2026-03-02T09:00:00Z'), endedAt: Date.parse('2026-03-02T09:10:00Z') }];
  expect([(await ask()).cached, (await ask()).cached]).toEqual([false, true]);
});

test('named ranges are kept for the days they mean', async () => {
  expect([(await ask({ range: { named: 'yesterday' } })).cached, (await ask({ range: { named: 'yesterday' } })).cached]).toEqual([
    false,
    true,
  ]);
  now = nextDay + 86_400_000;
  expect((await ask({ range: { named: 'yesterday' } })).cached).toBe(false);
});

test('the least used go first when there is no room', () => {
  const cache = createResultCache<number>(100);
  cache.keep('a', 1, 40);
  cache.keep('b', 2, 40);
  expect(cache.find('a')).toBe(1);
  cache.keep('c', 3, 40);
  expect([cache.find('a'), cache.find('b'), cache.find('c')]).toEqual([1, undefined, 3]);
  cache.keep('large', 4, 101);
  expect([cache.find('large'), cache.find('a')]).toEqual([undefined, 1]);
});
