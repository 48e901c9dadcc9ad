import { chownSync, statSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openDuckDb } from '../../../functions/lake/lake.ts';
import type { QueryAnswer } from '../../../functions/reports/query-schemas.ts';
import { findStatistic, type Statistic } from '../../../functions/statistics/catalogue.ts';
import { factColumns } from '../../../functions/statistics/facts.ts';
import { roundFigure, sqlLiteral, sqlName } from '../../../functions/statistics/formulas.ts';
import { fileOf } from './make-lake.ts';
import { type Cluster, settings, startCluster } from './postgres-cluster.ts';
import { createIndex, createTable, question } from './postgres-question.ts';
import { median } from './rounds.ts';
import { dates } from './site.ts';

const datesAtOnce = 30;

/** The same facts, all of them, in one table. */
const load = async (cluster: Cluster, directory: string): Promise<void> => {
  const owner = statSync(cluster.folder);
  const db = await openDuckDb({
    threads: 2,
    memoryLimit: '1GB',
    tempDirectory: join(cluster.folder, 'spill'),
    directories: [directory, cluster.folder],
  });
  const connection = await db.connect();
  await cluster.psql(createTable);
  const names = factColumns.map(({ name }) => sqlName(name)).join(', ');
  try {
    for (let i = 0; i < dates.length; i += datesAtOnce) {
      const files = dates.slice(i, i + datesAtOnce).map((date) => sqlLiteral(fileOf(directory, 'facts', date)));
      const csv = join(cluster.folder, `facts-${i}.csv`);
      await connection.run(
        `COPY (SELECT ${names} FROM read_parquet([${files.join(', ')}])) TO ${sqlLiteral(csv)} (FORMAT csv, HEADER false)`,
      );
      chownSync(csv, owner.uid, owner.gid);
      await cluster.psql(`COPY facts (${names}) FROM ${sqlLiteral(csv)} (FORMAT csv);`);
      await rm(csv);
    }
  } finally {
    connection.closeSync();
    db.close();
  }
  await cluster.psql(`${createIndex} VACUUM (ANALYZE) facts; CHECKPOINT;`);
};

/** Rows as psql writes them with tabs between, under their keys. */
const parsedRows = (text: string): ReadonlyMap<string, Readonly<Record<string, string>>> => {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const names = head.split('\t');
  return new Map(
    lines.map((line) => {
      const cells = line.split('\t');
      return [cells[0] ?? '', Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))];
    }),
  );
};

const unitOf = (id: string): Statistic['unit'] => {
  const statistic = findStatistic(id);
  if (statistic === null) throw new Error(`no statistic ${id}`);
  return statistic.unit;
};

/** Cells that differ, as the product prints figures. */
const differences = (
  answer: Pick<QueryAnswer, 'items' | 'columns'>,
  rows: ReadonlyMap<string, Readonly<Record<string, string>>>,
): string[] => {
  const found: string[] = answer.items.length === rows.size ? [] : [`${answer.items.length} rows, PostgreSQL has ${rows.size}`];
  for (const { key, name, values } of answer.items) {
    const row = rows.get(key ?? '');
    if (row?.name !== name) found.push(`${key}: name ${name}, PostgreSQL says ${row?.name}`);
    for (const { id } of answer.columns) {
      const unit = unitOf(id);
      const text = row?.[id] ?? '';
      const number = text === '' ? null : Number(text);
      const theirs = unit === 'instant' && number !== null ? new Date(number).toISOString() : roundFigure(unit, number);
      if (theirs !== values[id]) found.push(`${key} ${id}: ${values[id]}, PostgreSQL says ${theirs}`);
    }
  }
  return found;
};

/** Does some work with a server that has the facts of the files. */
export const withFacts = async <T>(directory: string, folder: string, work: (cluster: Cluster) => Promise<T>): Promise<T> => {
  const cluster = await startCluster(folder);
  try {
    await load(cluster, directory);
    return await work(cluster);
  } finally {
    await cluster.close();
  }
};

/** Median of three rounds after one, with both cores, and whether every cell is the same. */
export const measurePostgres = async (directory: string, folder: string, answerFile: string, rounds = 3) => {
  const began = performance.now();
  return withFacts(directory, folder, async (cluster) => {
    const loadSeconds = Math.round((performance.now() - began) / 1000);
    const sql = question();
    const printed = await cluster.psql(`\\pset format unaligned\n\\pset fieldsep '\\t'\n\\pset footer off\n${sql};\n`);
    const timed = await cluster.psql(`\\o /dev/null\n\\timing on\n${`${sql};\n`.repeat(rounds + 1)}`);
    const times = [...timed.matchAll(/Time: ([\d.]+) ms/g)].map(([, ms]) => Math.round(Number(ms)));
    const size = (await cluster.psql(`\\t on\nSELECT pg_total_relation_size('facts');`)).trim();
    const answer: Pick<QueryAnswer, 'items' | 'columns'> = JSON.parse(await readFile(answerFile, 'utf8'));
    const wrong = differences(answer, parsedRows(printed));
    return {
      medianMs: median(times.slice(1)),
      rounds: times.slice(1),
      coldMs: times[0] ?? 0,
      loadSeconds,
      tableMiB: Math.round(Number(size) / 2 ** 20),
      sharedBuffers: settings.shared_buffers,
      cellsCompared: answer.items.length * answer.columns.length,
      cellsDiffering: wrong.length,
      firstDifferences: wrong.slice(0, 5),
    };
  });
};
