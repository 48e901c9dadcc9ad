import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { type LakeTableName, openDuckDb } from '../../../functions/lake/lake.ts';
import { mergeParquet, writeParquet } from '../../../functions/lake/parquet.ts';
import { schemaVersion } from '../../../functions/lake/tables.ts';
import { deriveFacts, factColumns, factRecord, segmentColumns, segmentRecord } from '../../../functions/statistics/facts.ts';
import { sqlLiteral } from '../../../functions/statistics/formulas.ts';
import { callsOf, segmentsByDate } from './calls.ts';
import { dates } from './site.ts';

/** Tables that grouped questions with filters read. */
const lakeTables = ['facts', 'segments'] as const satisfies readonly LakeTableName[];
type Made = (typeof lakeTables)[number];
const here = dirname(fileURLToPath(import.meta.url));
const root = join(tmpdir(), 'trunkline-bench-report');
const sources = ['calls.ts', 'make-lake.ts', 'site.ts', '../../../functions/lake/parquet.ts'];

const generated = 1_000_000;
const copies = 10;
/** The last copy stays in its UTC date, as calls end at seven in the evening at the latest. */
const shiftMs = 400_003;

export interface BenchLake {
  readonly directory: string;
  readonly segments: number;
  readonly facts: number;
  readonly bytes: number;
  /** Null = files of an earlier run were taken. */
  readonly madeInSeconds: number | null;
}
export const fileOf = (directory: string, table: Made, date: string): string => join(directory, `${table}-${date}.parquet`);

const contentKey = async (): Promise<string> => {
  const hash = createHash('sha256').update(schemaVersion);
  for (const file of sources) hash.update(await readFile(join(here, file)));
  return hash.digest('hex').slice(0, 12);
};

const summary = z.object({ segments: z.number(), facts: z.number(), bytes: z.number() });

/** Counts what the files hold and marks them as whole. */
const finish = async (directory: string, connection: DuckDBConnection): Promise<void> => {
  const count = async (table: Made, where: string): Promise<number> => {
    const files = sqlLiteral(fileOf(directory, table, '*'));
    const found = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM read_parquet(${files}) WHERE ${where}`);
    return Number(found.getRows()[0]?.[0]);
  };
  const sizes = await Promise.all(dates.map((date) => stat(fileOf(directory, 'facts', date))));
  const bytes = sizes.reduce((sum, { size }) => sum + size, 0);
  const done = { segments: await count('facts', "grain = 'leg'"), facts: await count('facts', 'true'), bytes };
  await writeFile(join(directory, 'done.json'), JSON.stringify(done));
};

/** Day files of generated calls, through `deriveFacts` and the sealer's own writer. */
const generate = async (directory: string, connection: DuckDBConnection): Promise<void> => {
  for (const [date, wanted] of segmentsByDate(dates, generated)) {
    const calls = [...callsOf(date, wanted)];
    const facts = calls.flatMap(({ call, segments }) => deriveFacts(call, segments));
    await writeParquet(connection, 'facts', facts.map(factRecord), fileOf(directory, 'facts', date));
    const rows = calls.flatMap(({ call, segments }) => segments.map((segment) => segmentRecord(call, segment)));
    await writeParquet(connection, 'segments', rows, fileOf(directory, 'segments', date));
  }
};

/** A column of copy `k`: the same call some minutes later, of another id, having rung a little longer. */
const copied = (column: string): string => {
  const name = `"${column}"`;
  const longer = `CASE WHEN "ringMs" > 0 THEN k * 97 ELSE 0 END`;
  switch (column) {
    case 'logicalCallId':
    case 'factId':
    case 'segmentId':
      return `replace(${name}, 'bench-1-', 'bench-1-' || k || 'G') AS ${name}`;
    case 'callStartedAt':
    case 'startedAt':
      return `${name} + k * ${shiftMs} AS ${name}`;
    case 'answeredAt':
    case 'endedAt':
      return `${name} + k * ${shiftMs} + ${longer} AS ${name}`;
    case 'ringMs':
    case 'callMs':
    case 'callRingMs':
      return `${name} + ${longer} AS ${name}`;
    default:
      return name;
  }
};

/** Ten of each call, as making ten million by `deriveFacts` takes half an hour; files again by the lake's own writer. */
const multiply = async (from: string, directory: string, connection: DuckDBConnection): Promise<void> => {
  const columns = { facts: factColumns, segments: segmentColumns };
  for (const date of dates)
    for (const table of lakeTables) {
      const path = join(directory, 'copies.parquet');
      const names = columns[table].map(({ name }) => copied(name)).join(', ');
      await connection.run(
        `COPY (SELECT ${names} FROM read_parquet(${sqlLiteral(fileOf(from, table, date))}), range(${copies}) AS copies(k)) TO ${sqlLiteral(path)} (FORMAT parquet, COMPRESSION uncompressed)`,
      );
      await mergeParquet(connection, table, [{ path, except: [] }], fileOf(directory, table, date));
      await rm(path);
    }
};

const make = async (directory: string, work: (connection: DuckDBConnection, unfinished: string) => Promise<void>): Promise<BenchLake> => {
  const done = join(directory, 'done.json');
  let madeInSeconds: number | null = null;
  if (!existsSync(done)) {
    const from = performance.now();
    const unfinished = `${directory}.${process.pid}`;
    await mkdir(unfinished, { recursive: true });
    const db = await openDuckDb({ threads: 2, memoryLimit: '2GB', tempDirectory: join(unfinished, 'spill'), directories: [root] });
    const connection = await db.connect();
    try {
      await work(connection, unfinished);
      await finish(unfinished, connection);
    } finally {
      connection.closeSync();
      db.close();
    }
    await rename(unfinished, directory);
    madeInSeconds = Math.round((performance.now() - from) / 1000);
  }
  return { directory, madeInSeconds, ...summary.parse(JSON.parse(await readFile(done, 'utf8'))) };
};

/** Day files of a year with one or ten million segments, made once and kept below the system's folder for temporary files. */
export const benchLake = async (millions: 1 | 10): Promise<BenchLake> => {
  const key = await contentKey();
  const one = join(root, `${key}-1`);
  const first = await make(one, (connection, directory) => generate(directory, connection));
  if (millions === 1) return first;
  return make(join(root, `${key}-10`), (connection, directory) => multiply(one, directory, connection));
};
