import { sqlLiteral } from '../statistics/formulas.ts';
import type { LakeTableName } from './constants.ts';
import { lakeTables } from './tables.ts';
import type { LocalLakeFile } from './types.ts';

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** SELECT over the files of one table: all its columns in order, without the hours a file no longer stands for. Empty for no files. */
export const lakeFilesSql = (table: LakeTableName, files: readonly Pick<LocalLakeFile, 'path' | 'except'>[]): string => {
  const { columns, time } = lakeTables[table];
  const names = columns.map(({ name }) => identifier(name)).join(', ');
  const whole = files.filter((file) => file.except.length === 0);
  const parts = files.filter((file) => file.except.length > 0);
  const selects = [
    ...(whole.length === 0 ? [] : [`SELECT ${names} FROM read_parquet([${whole.map((file) => sqlLiteral(file.path)).join(', ')}])`]),
    ...parts.map((file) => {
      const cut = file.except.map(({ from, to }) => `NOT (${identifier(time)} >= ${from} AND ${identifier(time)} < ${to})`);
      return `SELECT ${names} FROM read_parquet(${sqlLiteral(file.path)}) WHERE ${cut.join(' AND ')}`;
    }),
  ];
  if (selects.length > 0) return selects.join(' UNION ALL ');
  return `SELECT ${columns.map(({ name, type }) => `NULL::${type} AS ${identifier(name)}`).join(', ')} WHERE false`;
};
