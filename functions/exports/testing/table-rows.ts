import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openDuckDb } from '../../lake/lake.ts';
import type { Cell, OpenRows, RowsColumn } from '../../reports/report-rows.ts';
import { inBatches } from '../../runtime/in-batches.ts';
import { sqlLiteral } from '../../statistics/formulas.ts';

export const column = (id: string, type: RowsColumn['type'], more: Partial<RowsColumn> = {}): RowsColumn => ({
  id,
  name: id,
  header: id,
  type,
  unit:
    type === 'duration'
      ? 'ms'
      : type === 'percentage'
        ? 'fraction'
        : type === 'timeOfDay'
          ? 'instant'
          : type === 'count'
            ? 'calls'
            : 'none',
  display: type === 'duration' ? 'clock' : type === 'timeOfDay' ? 'dateTime' : null,
  width: null,
  ...more,
});

const sqlOf = (cell: Cell): string => (cell === null ? 'NULL' : typeof cell === 'string' ? sqlLiteral(cell) : String(cell));
const sqlType = ({ type, unit }: RowsColumn): string =>
  type === 'count' || type === 'percentage' ? 'DOUBLE' : type === 'duration' || unit === 'instant' ? 'BIGINT' : 'VARCHAR';

/** Rows of a real DuckDB table, as a report opens them. `rows` = cells, or a SELECT with columns `c0`, `c1` … in order. */
export const openTableRows = async (
  directory: string,
  columns: readonly RowsColumn[],
  rows: readonly (readonly Cell[])[] | string,
  facts: Partial<OpenRows> = {},
): Promise<OpenRows> => {
  await mkdir(directory, { recursive: true });
  const db = await openDuckDb({ threads: 2, memoryLimit: '400MB', tempDirectory: join(directory, 'spill'), directories: [directory] });
  const connection: DuckDBConnection = await db.connect();
  const spelled = columns.map((one, i) => `c${i} ${sqlType(one)}`).join(', ');
  if (typeof rows === 'string') await connection.run(`CREATE TABLE told AS ${rows}`);
  else {
    await connection.run(`CREATE TABLE told (${spelled})`);
    for (const cells of rows) await connection.run(`INSERT INTO told VALUES (${cells.map(sqlOf).join(', ')})`);
  }
  const counted = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM told');
  const cellOf = (value: unknown): Cell =>
    typeof value === 'bigint'
      ? Number(value)
      : typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : null;
  async function* chunks(): AsyncGenerator<readonly Cell[][]> {
    for await (const chunk of await connection.stream('SELECT * FROM told')) yield chunk.getRows().map((row) => row.map(cellOf));
  }
  return {
    columns,
    range: { from: Date.UTC(2026, 2, 2), to: Date.UTC(2026, 2, 3), asAt: Date.UTC(2026, 2, 4) },
    timeZone: 'Europe/Berlin',
    templateName: 'Calls by Extension',
    counts: 'segments',
    filterWords: null,
    windowWords: null,
    rows: Number(counted.getRows()[0]?.[0] ?? 0),
    totals: null,
    gaps: [],
    incomplete: false,
    restatedAt: null,
    notes: [],
    directory,
    batches: (rowsAtOnce) => inBatches(chunks(), rowsAtOnce),
    copy: async (select, options, path) => {
      await connection.run(
        `COPY (SELECT ${columns.map((one, i) => select(one, `c${i}`)).join(', ')} FROM told) TO ${sqlLiteral(path)} (${options})`,
      );
    },
    close: () => {
      connection.closeSync();
      db.close();
    },
    cancel: () => connection.interrupt(),
    ...facts,
  };
};
