import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLocalStack, type LocalStack } from '../../infra/local/local-stack.ts';
import { createEraseRows } from '../call-history/events.ts';
import { createHistoryProjection } from '../call-history/project.ts';
import { makeCall, makeSegment } from '../call-history/testing/rows.ts';
import type { Emitted } from '../domain/engine-output.ts';
import { durationMs, epochMs } from '../domain/ids.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { sqlLiteral } from '../statistics/formulas.ts';
import { composeSealer } from './compose-lake.ts';
import { athenaKey, lakeTableNames, sitePrefix } from './constants.ts';
import { eraseSubject } from './erase-subject.ts';
import { composeLakeReader, type LakeReader, lakeFilesSql, openDuckDb } from './lake.ts';
import type { SealerDeps } from './ports.ts';
import { handler as lakeSeal } from './seal.lambda.ts';
import { sealSites } from './seal-sites.ts';

/** History, sealer, DuckDB, reader and erasure against the emulators of DynamoDB and S3, with real Parquet files. */
const owner = { tenant: 'bakery', site: 'harbour' };
const day = Date.parse('2026-03-02T00:00:00.000Z');
const hour = 3_600_000;
const number = '+442079460123';
let now = day + 13 * hour;
let n = 0;
let dataDir: string;
let stack: LocalStack;
let reader: LakeReader;
let sealer: SealerDeps;
let projection: ReturnType<typeof createHistoryProjection>;

const callAt = (i: number, at: number, outsideE164: string): readonly Emitted[] => {
  const of = { site: owner.site, pbxCallId: `C${i}`, named: at };
  const said = {
    startedAt: epochMs(at),
    outsideE164,
    outsideNumber: outsideE164.replace('+44', '0'),
    contactName: outsideE164 === number ? 'Marta Quint' : null,
    talkMs: durationMs(1_000),
    answered: true,
    endedAt: epochMs(at + 5_000),
  };
  return [
    { type: 'segment', row: makeSegment(of, 1, { ...said, outcome: 'answered' }) },
    { type: 'call', row: makeCall(of, { ...said, outcome: 'answered' }), was: null },
  ];
};
const publish = async (emitted: readonly Emitted[]): Promise<void> => {
  n += 1;
  await projection.position(owner.tenant, owner.site, true);
  await projection.apply(owner, [{ v: 1, ...owner, n, at: epochMs(now), emitted }]);
};
const seal = () => sealSites({ ...sealer, listSites: async () => [owner], random: () => 0 }, () => false);

/** Rows by table of the whole day: those in files, by DuckDB, and those of the tail. */
const count = async () => {
  const reading = await reader.read({ ...owner, from: day, to: day + 24 * hour }, lakeTableNames);
  const db = await openDuckDb({
    threads: 2,
    memoryLimit: '512MB',
    tempDirectory: join(dataDir, 'spill'),
    directories: [join(dataDir, 'cache')],
  });
  const connection = await db.connect();
  const rows: Record<string, number> = {};
  let text = '';
  for (const table of lakeTableNames) {
    const sql = lakeFilesSql(table, reading.files[table]);
    rows[table] = Number((await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM (${sql})`)).getRows()[0]?.[0]);
    for (const file of reading.files[table])
      text += JSON.stringify((await connection.runAndReadAll(`SELECT * FROM read_parquet(${sqlLiteral(file.path)})`)).getRowObjectsJson());
  }
  const talk = await connection.runAndReadAll(
    `SELECT sum("talkMs")::INTEGER FROM (${lakeFilesSql('facts', reading.files.facts)}) WHERE grain = 'call'`,
  );
  connection.closeSync();
  db.close();
  reading.release();
  return { rows, tail: reading.tail, files: reading.files, talk: talk.getRows()[0]?.[0], text, restated: reading.restated };
};

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'trunkline-lake-'));
  const handlers = { lakeSeal: (event: unknown) => lakeSeal(event, {} as Parameters<typeof lakeSeal>[1]) };
  stack = await createLocalStack({ dataDir, sync: false, handlers, onlyGivenHandlers: true, log: () => undefined });
  await stack.serve();
  const client = createAwsClients(stack.env).dynamo();
  projection = createHistoryProjection({ client, table: stack.env.TRUNKLINE_HISTORY_TABLE ?? '', now: () => now });
  sealer = { ...composeSealer(stack.env), now: () => now };
  reader = composeLakeReader(stack.env, { directory: join(dataDir, 'cache'), maxBytes: 50_000_000 });
});
afterAll(async () => {
  await stack.stop();
  rmSync(dataDir, { recursive: true });
});

test('hours go from history into files, dates into one file, and late rows restate theirs', async () => {
  const calls = Array.from({ length: 120 }, (_, i) => callAt(i, day + 8 * hour + i * 150_000, i % 40 === 7 ? number : '+442079460000'));
  for (let i = 0; i < calls.length; i += 30) await publish(calls.slice(i, i + 30).flat());

  expect((await count()).tail.calls).toHaveLength(120);
  // 08:00 to 12:57 have calls; at 13:00 the last hour is still open.
  expect(await seal()).toMatchObject({ sealed: 4, failed: 0 });
  const open = await count();
  expect(open.rows).toEqual({ calls: 96, segments: 96, facts: open.rows.facts, status: 0 });
  expect(open.tail.hours).toEqual(['2026-03-02T12']);
  expect(open.tail.calls).toHaveLength(24);
  expect(open.tail.facts.filter((fact) => fact.grain === 'call')).toHaveLength(24);
  expect(open.talk).toBe(96_000);

  now = day + 27 * hour;
  expect(await seal()).toMatchObject({ sealed: 1, compacted: 1, failed: 0 });
  const whole = await count();
  expect(whole.rows).toMatchObject({ calls: 120, segments: 120 });
  expect(whole.tail.hours).toEqual([]);
  expect(whole.files.calls).toHaveLength(1);

  // Two hours late, into a date that is one file already.
  n += 1;
  await projection.position(owner.tenant, owner.site, true);
  await projection.apply(owner, [{ v: 1, ...owner, n, at: epochMs(day + 9 * hour), emitted: callAt(500, day + 9.2 * hour, number) }]);
  const late = await count();
  expect(late.tail.hours).toEqual(['2026-03-02T09']);
  expect(late.rows.calls).toBe(96);
  expect(late.tail.calls).toHaveLength(25);
  expect(late.restated).toEqual([{ from: day + 9 * hour, to: day + 10 * hour, at: now }]);
  now += hour;
  expect(await seal()).toMatchObject({ sealed: 1, compacted: 1 });
  expect((await count()).rows.calls).toBe(121);
});

test('who is erased is in no file and no row, and still counted', async () => {
  expect((await count()).text).toContain('Marta Quint');
  const client = createAwsClients(stack.env).dynamo();
  const eraseRows = createEraseRows({ client, table: stack.env.TRUNKLINE_HISTORY_TABLE ?? '', dryRun: false });
  now += hour;
  const erased = await eraseSubject({ ...sealer, eraseRows }, owner, { kind: 'number', e164: number, eraser: { erase: (text) => text } });
  expect(erased).toEqual({ rows: 8, inProgress: 0, dates: ['2026-03-02'] });

  const after = await count();
  expect(after.rows).toMatchObject({ calls: 121, segments: 121 });
  expect(after.tail.hours).toEqual([]);
  // Every file of the site, also those that nothing reads any more, and Athena's.
  const left = await sealer.files.list(sitePrefix('bakery', 'harbour'));
  expect(left.map(({ key }) => key)).toContain(athenaKey('bakery', 'harbour', 'calls', '2026-03-02'));
  expect(left).toHaveLength(7);
  const db = await openDuckDb({ threads: 1, memoryLimit: '256MB', tempDirectory: join(dataDir, 'spill'), directories: [dataDir] });
  const connection = await db.connect();
  for (const [i, { key }] of left.entries()) {
    const path = join(dataDir, `left-${i}.parquet`);
    await sealer.files.get(key, path);
    const rows = JSON.stringify((await connection.runAndReadAll(`SELECT * FROM read_parquet(${sqlLiteral(path)})`)).getRowObjectsJson());
    for (const said of ['442079460123', '02079460123', 'Marta']) expect(rows).not.toContain(said);
  }
  connection.closeSync();
  db.close();
});

test('the database of a query touches nothing but its folders', async () => {
  const db = await openDuckDb({
    threads: 1,
    memoryLimit: '128MB',
    tempDirectory: join(dataDir, 'spill'),
    directories: [join(dataDir, 'cache')],
  });
  const connection = await db.connect();
  const refused = /disabled by configuration|has been locked/;
  for (const sql of [
    "SELECT * FROM read_text('/etc/hostname')",
    `SELECT * FROM read_blob(${sqlLiteral(join(dataDir, 'aws-credentials.json'))})`,
    `COPY (SELECT 1) TO ${sqlLiteral(join(dataDir, 'out.csv'))}`,
    `SELECT * FROM read_text(${sqlLiteral(join(dataDir, 'cache', '..', 'aws-credentials.json'))})`,
    'SET enable_external_access = true',
    'SET threads = 8',
    'INSTALL httpfs',
  ])
    await expect(connection.run(sql)).rejects.toThrow(refused);
  connection.closeSync();
  db.close();
});

test('the cache belongs to no two tenants and stays within its bounds', async () => {
  const plan = await reader.plan({ ...owner, from: day, to: day + 24 * hour });
  await expect(reader.fetch({ tenant: 'other', site: 'harbour' }, plan.files.calls)).rejects.toThrow('is not of site harbour');
  const small = composeLakeReader(stack.env, { directory: join(dataDir, 'small'), maxBytes: 1 });
  const [first, second] = await Promise.all([small.fetch(owner, plan.files.calls), small.fetch(owner, plan.files.calls)]);
  expect(first.files[0]?.path).toBe(second.files[0]?.path);
  first.release();
  await small.fetch(owner, plan.files.segments);
  expect(readdirSync(join(dataDir, 'small'))).toHaveLength(2);
  second.release();
  (await small.fetch(owner, plan.files.facts)).release();
  expect(readdirSync(join(dataDir, 'small'))).toHaveLength(2);
});

test('the scheduled handler finds every site that has rows', async () => {
  const dock = { tenant: 'bakery', site: 'dock' };
  const [segment, call] = [makeSegment({ site: 'dock', named: day }), makeCall({ site: 'dock', named: day })];
  const emitted: readonly Emitted[] = [
    { type: 'segment', row: segment },
    { type: 'call', row: call, was: null },
  ];
  await projection.apply(dock, [{ v: 1, ...dock, n: 1, at: epochMs(day), emitted }]);
  await stack.tick();
  const plan = await reader.plan({ ...dock, from: day, to: day + hour });
  expect(plan).toMatchObject({ tail: { hours: [] }, sealedThrough: day + hour });
  expect(plan.files.calls).toHaveLength(1);
});
