import type { DuckDBConnection } from '@duckdb/node-api';
import { valuesAtOnce } from './constants.ts';

/** Makes a temporary table anew. `columns` and `rows` as SQL has them: `key VARCHAR, at BIGINT` and `('a', 1)`. */
export const insertValues = async (
  connection: DuckDBConnection,
  table: string,
  columns: string,
  rows: readonly string[],
): Promise<void> => {
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${table} (${columns})`);
  for (let i = 0; i < rows.length; i += valuesAtOnce)
    await connection.run(`INSERT INTO ${table} VALUES ${rows.slice(i, i + valuesAtOnce).join(', ')}`);
};
