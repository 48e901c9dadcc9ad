import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DuckDb } from '../lake/lake.ts';
import type { Cell, OpenRows, RowsColumn } from '../reports/report-rows.ts';
import { inBatches } from '../runtime/in-batches.ts';
import { sqlLiteral } from '../statistics/formulas.ts';

/** All of a report but its rows, as it is kept with them. */
export type RowsFacts = Omit<OpenRows, 'batches' | 'copy' | 'directory' | 'close' | 'cancel'>;

export const factsOf = (open: OpenRows): RowsFacts => {
  const { columns, range, timeZone, templateName, counts, filterWords, limitedTo = null, windowWords } = open;
  const { rows, totals, gaps, incomplete, restatedAt, notes } = open;
  const asked = { columns, range, timeZone, templateName, counts, filterWords, limitedTo, windowWords };
  return { ...asked, rows, totals, gaps, incomplete, restatedAt, notes };
};

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** What was kept was made by this program, of a version that may be months old: what a file is written from is looked at, no more. */
const factsSchema = z.looseObject({
  columns: z.array(z.looseObject({ id: z.string(), header: z.string(), type: z.string(), unit: z.string() })),
  rows: z.number(),
  totals: z.array(cell).nullable(),
});
export const isFacts = (value: unknown): value is RowsFacts => factsSchema.safeParse(value).success;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const isInstant = ({ unit }: RowsColumn): boolean => unit === 'instant';
const sqlType = (column: RowsColumn): string => {
  if (isInstant(column) || column.type === 'duration') return 'BIGINT';
  return column.type === 'count' || column.type === 'percentage' ? 'DOUBLE' : 'VARCHAR';
};

/** Writes the rows of a report to a Parquet file, in order, of any length. */
export const keepRows = async (open: OpenRows, path: string): Promise<void> => {
  await open.copy(
    (column, sqlName) => `${column.type === 'yesNo' ? `CAST(${sqlName} AS VARCHAR)` : sqlName} AS ${quoted(column.id)}`,
    'FORMAT parquet, COMPRESSION zstd',
    path,
  );
};

const cellOf = (column: RowsColumn, value: unknown): Cell => {
  if (typeof value === 'bigint') return Number(value);
  if (column.type === 'yesNo' && (value === 'true' || value === 'false')) return value === 'true';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
};

/**
 * Rows that were kept, as a report opens them: files are always written from these, so that they can be written again, to the last bit.
 * @param path of the Parquet file; null = the report had no rows
 */
export const openKeptRows = async (db: DuckDb, facts: RowsFacts, path: string | null, directory: string): Promise<OpenRows> => {
  const connection = await db.connect();
  const { columns } = facts;
  const none = columns.map((column) => `CAST(NULL AS ${sqlType(column)}) AS ${quoted(column.id)}`).join(', ');
  const from = path === null ? `(SELECT ${none} WHERE false)` : `read_parquet(${sqlLiteral(path)})`;
  async function* chunks(): AsyncGenerator<readonly Cell[][]> {
    for await (const chunk of await connection.stream(`SELECT ${columns.map(({ id }) => quoted(id)).join(', ')} FROM ${from}`))
      yield chunk.getRows().map((row) => columns.map((column, i) => cellOf(column, row[i])));
  }
  return {
    ...facts,
    directory,
    batches: (rowsAtOnce) => inBatches(chunks(), rowsAtOnce),
    copy: async (select, options, to) => {
      const wanted = columns.map((column) => select(column, quoted(column.id))).join(', ');
      await connection.run(`COPY (SELECT ${wanted} FROM ${from}) TO ${sqlLiteral(to)} (${options})`);
    },
    close: () => connection.closeSync(),
    cancel: () => connection.interrupt(),
  };
};

/** Rows and totals in one number, and the first rows. */
export const digestOf = async (
  open: OpenRows,
  first: number,
): Promise<{ readonly sha256: string; readonly firstRows: readonly (readonly Cell[])[] }> => {
  const hash = createHash('sha256');
  const firstRows: (readonly Cell[])[] = [];
  hash.update(`${JSON.stringify([open.columns.map(({ id }) => id), open.totals])}\n`);
  for await (const batch of open.batches(2_000))
    for (const row of batch) {
      if (firstRows.length < first) firstRows.push(row);
      hash.update(`${JSON.stringify(row)}\n`);
    }
  return { sha256: hash.digest('hex'), firstRows };
};
