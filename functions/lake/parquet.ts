import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import type { Column, RowRecord } from '../statistics/facts.ts';
import { sqlLiteral } from '../statistics/formulas.ts';
import type { LakeTableName } from './constants.ts';
import { lakeFilesSql } from './relation-sql.ts';
import { lakeTables, schemaVersion } from './tables.ts';
import type { LocalLakeFile } from './types.ts';

/** Rows of a group: a day of a busy site is a few, so that a query reads only the hours it needs and threads share the work. */
const rowGroupRows = 30_720;

const copySql = (table: LakeTableName, select: string, path: string): string => {
  const { order } = lakeTables[table];
  const options = `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroupRows}, KV_METADATA {trunkline_schema: ${sqlLiteral(schemaVersion)}, trunkline_table: ${sqlLiteral(table)}}`;
  return `COPY (SELECT * FROM (${select}) ORDER BY ${order.map((name) => `"${name}"`).join(', ')}) TO ${sqlLiteral(path)} (${options})`;
};

const append = (appender: DuckDBAppender, column: Column, value: RowRecord[string] | undefined): void => {
  if (value === null || value === undefined) appender.appendNull();
  else if (column.type === 'VARCHAR') appender.appendVarchar(String(value));
  else if (column.type === 'BIGINT') appender.appendBigInt(BigInt(Number(value)));
  else if (column.type === 'INTEGER') appender.appendInteger(Number(value));
  else appender.appendBoolean(value === true);
};

/** Creates a table with the columns of a lake table and fills it. */
export const loadRows = async (
  connection: DuckDBConnection,
  name: string,
  table: LakeTableName,
  rows: Iterable<RowRecord>,
  temporary = true,
): Promise<void> => {
  const { columns } = lakeTables[table];
  const spelled = columns.map((column) => `"${column.name}" ${column.type}`).join(', ');
  await connection.run(`CREATE OR REPLACE ${temporary ? 'TEMP ' : ''}TABLE "${name}" (${spelled})`);
  const appender = await connection.createAppender(name);
  try {
    for (const row of rows) {
      for (const column of columns) append(appender, column, row[column.name]);
      appender.endRow();
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
};

/** Writes rows of one lake table as a Parquet file. */
export const writeParquet = async (
  connection: DuckDBConnection,
  table: LakeTableName,
  rows: Iterable<RowRecord>,
  path: string,
): Promise<void> => {
  const name = `rows_${table}`;
  await loadRows(connection, name, table, rows);
  await connection.run(copySql(table, `FROM ${name}`, path));
  await connection.run(`DROP TABLE ${name}`);
};

/** Makes one file of several, without the hours they no longer stand for. @returns its rows */
export const mergeParquet = async (
  connection: DuckDBConnection,
  table: LakeTableName,
  files: readonly Pick<LocalLakeFile, 'path' | 'except'>[],
  path: string,
): Promise<number> => {
  await connection.run(copySql(table, lakeFilesSql(table, files), path));
  const counted = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM read_parquet(${sqlLiteral(path)})`);
  return Number(counted.getRows()[0]?.[0] ?? 0);
};
