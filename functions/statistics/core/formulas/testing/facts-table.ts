import type { DuckDBConnection } from '@duckdb/node-api';
import { factColumns } from '../../facts/columns.ts';
import type { Fact } from '../../types/fact.ts';
import { sqlLiteral, sqlName } from '../sql-text.ts';

const literal = (value: string | number | boolean | null): string => (typeof value === 'string' ? sqlLiteral(value) : String(value));

/** A table of facts as the lake has them, with `unreturned` and the place of each fact in the list as `n`. */
export const createFactsTable = async (
  connection: DuckDBConnection,
  name: string,
  facts: readonly (readonly [Fact, boolean])[],
): Promise<void> => {
  const columns = [...factColumns.map((column) => `${sqlName(column.name)} ${column.type}`), '"unreturned" BOOLEAN', '"n" INTEGER'];
  await connection.run(`CREATE OR REPLACE TABLE ${name} (${columns.join(', ')})`);
  if (facts.length === 0) return;
  const rows = facts.map(
    ([fact, unreturned], n) => `(${[...factColumns.map((column) => literal(fact[column.name])), unreturned, n].join(', ')})`,
  );
  await connection.run(`INSERT INTO ${name} VALUES ${rows.join(', ')}`);
};

export type SqlRow = Readonly<Record<string, unknown>>;
export const query = async (connection: DuckDBConnection, sql: string): Promise<readonly SqlRow[]> =>
  (await connection.runAndReadAll(sql)).getRowObjectsJS();
