import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { type DuckDb, type LakeReader, lakeTables, openDuckDb } from '../lake/lake.ts';
import { sqlLiteral } from '../statistics/formulas.ts';
import type { BulkArrivals } from './core/bulk-holds.ts';
import { sha256Of } from './file-hash.ts';
import { type BulkQuestion, writeBulk } from './write-bulk.ts';

let directory = '';
let db: DuckDb;
let file = '';
const at = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('leeds') };
const hour = 3_600_000;
// 31 March 22:00 UTC = 1 April in Berlin.
const from = Date.UTC(2026, 2, 31, 20);
let sealedThrough = Number.POSITIVE_INFINITY;
let arrivals: BulkArrivals = { holds: [], passed: [] };

/** Ten rows an hour, of which one has hostile names. */
const rowsSql = (hours: number): string => {
  const own: Readonly<Record<string, string>> = {
    ruleSet: '1',
    siteId: `'leeds'`,
    logicalCallId: `'c' || lpad(CAST(i AS VARCHAR), 6, '0')`,
    segmentId: `'c' || i || '.1'`,
    segmentNo: '1',
    startedAt: `${from} + i * 360000`,
    callStartedAt: `${from} + i * 360000`,
    ringMs: 'i',
    answered: 'i % 2 = 0',
    outsideE164: `'+44113' || i`,
    contactName: `CASE WHEN i % 10 = 0 THEN '=cmd|x' ELSE 'Ann "A", B' END`,
    tag2: `'vip'`,
  };
  const columns = lakeTables.segments.columns.map(({ name, type }) => `CAST(${own[name] ?? 'NULL'} AS ${type}) AS "${name}"`);
  return `SELECT ${columns.join(', ')} FROM range(${hours * 10}) t(i)`;
};
const lake: Pick<LakeReader, 'read'> = {
  read: async (range) => ({
    files: { calls: [], segments: [{ table: 'segments', key: 'k', bytes: 1, rows: 100, except: [], path: file }], facts: [], status: [] },
    tail: { hours: [], calls: [], segments: [], facts: [], status: [] },
    restated: range.from === from ? [{ from, to: from + hour, at: from + 5 * hour }] : [],
    sealedThrough: Math.min(sealedThrough, range.to),
    release: () => {},
  }),
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bulk-'));
  db = await openDuckDb({ threads: 1, memoryLimit: '400MB', tempDirectory: join(directory, 'spill'), directories: [directory] });
  file = join(directory, 'rows.parquet');
  const connection = await db.connect();
  await connection.run(`COPY (${rowsSql(10)}) TO ${sqlLiteral(file)} (FORMAT parquet)`);
  connection.closeSync();
});
afterAll(async () => {
  db.close();
  await rm(directory, { recursive: true, force: true });
});

const write = async (over: Partial<BulkQuestion> = {}) => {
  const path = await mkdtemp(join(directory, 'out-'));
  const reader: LakeReader = { ...lake, plan: () => Promise.reject(new Error('unused')), fetch: () => Promise.reject(new Error('unused')) };
  return writeBulk({ lake: reader, duckDb: async () => db, findArrivals: async () => arrivals, now: () => from + 30 * 24 * hour })({
    at,
    timeZone: 'Europe/Berlin',
    what: 'segments',
    from,
    to: from + 10 * hour,
    format: 'csv',
    evenIfIncomplete: false,
    path,
    onProgress: () => {},
    cancelled: () => false,
    onConnection: () => {},
    ...over,
  });
};
const readBack = async (sql: string) => {
  const connection = await db.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowsJson();
  } finally {
    connection.closeSync();
  }
};

test('a file for each month of the site’s zone, each with its rows and checksum, under the published names', async () => {
  const { files, rows, next, restated } = await write();
  expect(files.map(({ name, rows: n }) => [name, n])).toEqual([
    ['segments-2026-03.csv', 20],
    ['segments-2026-04.csv', 80],
  ]);
  expect([rows, next, restated]).toEqual([100, from + 10 * hour, [{ from, to: from + hour, at: from + 5 * hour }]]);
  for (const one of files) expect(await sha256Of(one.path)).toBe(one.sha256);
  const [head, first] = (await readFile(files[0]?.path ?? '', 'utf8')).split('\r\n');
  expect(
    head?.startsWith(
      'ruleSet,siteId,logicalCallId,segmentId,segmentNo,pbxCallId,node,callType,direction,startedAt,answeredAt,endedAt,ringMs',
    ),
  ).toBe(true);
  expect(head).toContain(',accountCode,tag1,tag2,tag3,tag4,tag5,transferredFrom,');
  expect(head).not.toContain('callStartedAt');
  expect(first).toContain('1,leeds,c000000,c0.1,1,,,,,2026-03-31T20:00:00.000Z,,,0,');
  expect(
    await readBack(
      `SELECT "contactName", "outsideE164", tag2 FROM read_csv('${files[0]?.path}', header = true, all_varchar = true) LIMIT 2`,
    ),
  ).toEqual([
    ["'=cmd|x", '+441130', 'vip'],
    ['Ann "A", B', '+441131', 'vip'],
  ]);
});

test('Parquet has types, and is parted where a file would have too many rows', async () => {
  const { files, rows } = await write({ format: 'parquet', most: 25 });
  expect(files.map(({ name, rows: n }) => [name, n])).toEqual([
    ['segments-2026-03.parquet', 20],
    ['segments-2026-04-1.parquet', 20],
    ['segments-2026-04-2.parquet', 20],
    ['segments-2026-04-3.parquet', 20],
    ['segments-2026-04-4.parquet', 20],
  ]);
  const all = files.map(({ path }) => `'${path}'`).join(', ');
  expect(rows).toBe(100);
  expect(
    await readBack(
      `SELECT count(DISTINCT "logicalCallId"), sum("ringMs"), min("startedAt")::VARCHAR, typeof(any_value(answered)) FROM read_parquet([${all}])`,
    ),
  ).toEqual([['100', '4950', expect.stringContaining('2026-03-31'), 'BOOLEAN']]);
});

test('what is not sealed is left for the next time, and both together are everything', async () => {
  sealedThrough = from + 4 * hour;
  const first = await write();
  expect([first.rows, first.next, first.heldBack]).toEqual([
    40,
    from + 4 * hour,
    { until: from + 4 * hour, why: ['The hour of 01/04/2026 02:00:00 (Europe/Berlin) is just being written: ask again in some minutes.'] },
  ]);
  sealedThrough = Number.POSITIVE_INFINITY;
  const second = await write({ from: first.next });
  expect([first.rows + second.rows, second.next]).toEqual([100, from + 10 * hour]);
});

test('hours of which data may still come are left for the next time, in words; who wants them all the same is told what may still come', async () => {
  const why = 'The agent "Leeds" is silent.';
  arrivals = { holds: [{ until: from + 4.5 * hour, why }], passed: [{ until: from + 2 * hour, why: 'The agent "old" is gone.' }] };
  expect(await write()).toMatchObject({
    rows: 40,
    next: from + 4 * hour,
    heldBack: { until: from + 4 * hour, why: [why] },
    notWaitedFor: ['The agent "old" is gone.'],
  });
  expect(await write({ from: from + 6 * hour })).toMatchObject({ files: [], rows: 0, next: from + 6 * hour });
  expect(await write({ evenIfIncomplete: true })).toMatchObject({
    rows: 100,
    next: from + 10 * hour,
    heldBack: null,
    notWaitedFor: [why, 'The agent "old" is gone.'],
  });
  arrivals = { holds: [], passed: [] };
});

test('what was cancelled stops', async () => {
  await expect(write({ cancelled: () => true })).rejects.toMatchObject({ code: 'unavailable' });
});
