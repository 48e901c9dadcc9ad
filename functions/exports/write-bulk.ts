import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type DuckDb, type LakeReader, type LakeReading, lakeFilesSql } from '../lake/lake.ts';
import { ProblemError } from '../runtime/problem.ts';
import { sqlLiteral, sqlName } from '../statistics/formulas.ts';
import { type BulkFormat, type BulkKind, bulkRowsAtMost } from './constants.ts';
import { bulkColumns, bulkCondition, bulkSql, bulkTable } from './core/bulk-columns.ts';
import { type BulkPart, monthParts, splitByRows } from './core/bulk-parts.ts';
import { sha256Of } from './file-hash.ts';
import type { WrittenFile } from './file-question.ts';
import type { BulkOutcome, Place } from './types.ts';

export interface WriteBulkDeps {
  readonly lake: LakeReader;
  /** May write below `BulkQuestion.path`. */
  readonly duckDb: () => Promise<DuckDb>;
  readonly now: () => number;
}
export interface BulkQuestion {
  readonly at: Place;
  readonly timeZone: string;
  readonly what: BulkKind;
  readonly from: number;
  readonly to: number;
  readonly format: BulkFormat;
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

/**
 * All rows of a range as files, a month each, as far as they are final: what may still come is left for the next time, which begins at `next`.
 * @throws ProblemError `unavailable` when it was cancelled
 */
export const writeBulk =
  (deps: WriteBulkDeps) =>
  async (question: BulkQuestion): Promise<WrittenBulk> => {
    const { at, timeZone, what, from } = question;
    const to = Math.min(question.to, finalUntil(deps.now()));
    const connection = await (await deps.duckDb()).connect();
    question.onConnection(() => connection.interrupt());
    const files: WrittenFile[] = [];
    const restated: BulkOutcome['restated'] = [];
    let rows = 0;
    let next = from;
    try {
      for (const part of monthParts(from, Math.max(from, to), timeZone)) {
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
      return { files, rows, next, restated };
    } finally {
      connection.closeSync();
    }
  };
