import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type DuckDb, type LakeReader, type LakeReading, lakeFilesSql } from '../lake/lake.ts';
import { ProblemError } from '../runtime/problem.ts';
import { sqlLiteral, sqlName } from '../statistics/formulas.ts';
import { type BulkFormat, type BulkKind, bulkRowsAtMost } from './constants.ts';
import { bulkColumns, bulkCondition, bulkSql, bulkTable } from './core/bulk-columns.ts';
import { type BulkHold, hourOf } from './core/bulk-holds.ts';
import { type BulkPart, monthParts, splitByRows } from './core/bulk-parts.ts';
import { createTimeWords } from './core/time-words.ts';
import { sha256Of } from './file-hash.ts';
import type { WrittenFile } from './file-question.ts';
import type { FindArrivals } from './find-arrivals.ts';
import type { BulkOutcome, Place } from './types.ts';

export interface WriteBulkDeps {
  readonly lake: LakeReader;
  /** May write below `BulkQuestion.path`. */
  readonly duckDb: () => Promise<DuckDb>;
  readonly findArrivals: FindArrivals;
  readonly now: () => number;
}
export interface BulkQuestion {
  readonly at: Place;
  readonly timeZone: string;
  readonly what: BulkKind;
  readonly from: number;
  readonly to: number;
  readonly format: BulkFormat;
  /** What may still come is not waited for, only told. */
  readonly evenIfIncomplete: boolean;
  readonly path: string;
  readonly onProgress: (rowsDone: number) => void;
  readonly cancelled: () => boolean;
  /** Told what stops the SQL under way. */
  readonly onConnection: (interrupt: () => void) => void;
  readonly most?: number;
}
export interface WrittenBulk extends BulkOutcome {
  readonly files: readonly WrittenFile[];
  readonly rows: number;
}

const hourMs = 3_600_000;
/** An hour is final when it is sealed: five minutes after its end, by a run every five minutes. */
const finalAfterMs = 15 * 60_000;
/** No hour that can still be without its rows. */
export const finalUntil = (now: number): number => Math.floor((now - finalAfterMs) / hourMs) * hourMs;

const optionsOf = ({ format, what, from, to }: BulkQuestion): string =>
  format === 'csv'
    ? `FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULL '', NEW_LINE '\\r\\n'`
    : `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880, KV_METADATA {trunkline: ${sqlLiteral(JSON.stringify({ what, from, to, ruleSet: 1 }))}}`;

/** Files of one month, a new one each `most` rows. */
const writePart = async (connection: DuckDBConnection, question: BulkQuestion, part: BulkPart, reading: LakeReading, done: number) => {
  const { what, format, path, most = bulkRowsAtMost } = question;
  const { time, order } = bulkTable(what);
  const within = (from: number, to: number): string =>
    `(${lakeFilesSql(what, reading.files[what])}) WHERE ${sqlName(time)} >= ${from} AND ${sqlName(time)} < ${to} AND ${bulkCondition(what)}`;
  const counted = await connection.runAndReadAll(
    `SELECT (${sqlName(time)} // ${hourMs}) * ${hourMs}, count(*) FROM ${within(part.from, part.to)} GROUP BY 1 ORDER BY 1`,
  );
  const counts = counted.getRows().map(([at, rows]) => ({ at: Math.max(Number(at), part.from), rows: Number(rows) }));
  const files: WrittenFile[] = [];
  let rows = 0;
  const stretches = splitByRows(part, counts, most);
  for (const [i, stretch] of stretches.entries()) {
    if (question.cancelled()) throw new ProblemError('unavailable', 'The export was cancelled.');
    const name = `${what}-${part.month}${stretches.length === 1 ? '' : `-${i + 1}`}.${format}`;
    const file = join(path, name);
    const select = bulkColumns(what)
      .map((column) => bulkSql(column, format))
      .join(', ');
    await connection.run(
      `COPY (SELECT ${select} FROM ${within(stretch.from, stretch.to)} ORDER BY ${order.map((one) => `${sqlName(one)}`).join(', ')}) TO ${sqlLiteral(file)} (${optionsOf(question)})`,
    );
    files.push({ path: file, name, rows: stretch.rows, bytes: (await stat(file)).size, sha256: await sha256Of(file) });
    rows += stretch.rows;
    question.onProgress(done + rows);
  }
  return { files, rows };
};

/** Where data ends for now, at a full hour, and why it is no further; `told` = what may still come of what is given. */
const findEnd = async (deps: WriteBulkDeps, { at, what, evenIfIncomplete }: BulkQuestion, words: (at: number) => string) => {
  const { holds, passed } = await deps.findArrivals(at, what, words);
  const final = finalUntil(deps.now());
  const limits: BulkHold[] = [
    {
      until: final,
      why: `The hour of ${words(final)} is not final yet: an hour can be fetched a quarter of an hour after its end.`,
    },
    ...(evenIfIncomplete ? [] : holds.map(({ until, why }) => ({ until: hourOf(until), why }))),
  ];
  return { limits, end: Math.min(...limits.map(({ until }) => until)), told: evenIfIncomplete ? [...holds, ...passed] : passed };
};

/**
 * All rows of a range as files, a month each, as far as they are complete: what may still come is left for the next time, which begins at `next`.
 * @throws ProblemError `unavailable` when it was cancelled
 */
export const writeBulk =
  (deps: WriteBulkDeps) =>
  async (question: BulkQuestion): Promise<WrittenBulk> => {
    const { at, timeZone, what, from } = question;
    const words = createTimeWords(timeZone);
    // Before anything is read: what has arrived by now is in what is read afterwards.
    const { limits, end, told } = await findEnd(deps, question, words);
    const to = Math.max(from, Math.min(question.to, end));
    const connection = await (await deps.duckDb()).connect();
    question.onConnection(() => connection.interrupt());
    const files: WrittenFile[] = [];
    const restated: BulkOutcome['restated'] = [];
    let rows = 0;
    let next = from;
    try {
      for (const part of monthParts(from, to, timeZone)) {
        const reading = await deps.lake.read({ tenant: at.tenant, site: at.site, from: part.from, to: part.to }, [what]);
        try {
          next = Math.max(part.from, Math.min(part.to, reading.sealedThrough));
          const written = await writePart(connection, question, { ...part, to: next }, reading, rows);
          files.push(...written.files);
          rows += written.rows;
          restated.push(...reading.restated.filter((one) => one.from < next).map((one) => ({ from: one.from, to: one.to, at: one.at })));
        } finally {
          reading.release();
        }
        if (next < part.to) break;
      }
      const why =
        next < to
          ? [`The hour of ${words(next)} is just being written: ask again in some minutes.`]
          : limits.filter(({ until }) => until <= next).map((one) => one.why);
      const heldBack = next < question.to ? { until: next, why } : null;
      return { files, rows, next, restated, heldBack, notWaitedFor: told.filter(({ until }) => until < next).map((one) => one.why) };
    } finally {
      connection.closeSync();
    }
  };
