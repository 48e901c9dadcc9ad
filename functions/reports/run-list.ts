import type { DuckDBConnection } from '@duckdb/node-api';
import { type FigureSettings, sqlLiteral, sqlName } from '../statistics/formulas.ts';
import type { SortKey } from './core/grouped-sql.ts';
import {
  cellList,
  cellsOf,
  type ListColumn,
  type ListSource,
  listedSql,
  listOrder,
  pageFields,
  pageKeysSql,
  pageRowsSql,
  startOf,
} from './core/list-sql.ts';
import type { Cell } from './open-rows-types.ts';

export interface ListRequest {
  readonly columns: readonly ListColumn[];
  readonly sort: readonly SortKey[];
  readonly offset: number;
  readonly limit: number;
}
export interface ListRow {
  readonly logicalCallId: string | null;
  readonly segmentId: string | null;
  readonly values: Readonly<Record<string, Cell>>;
}
export interface ListResult {
  readonly rows: readonly ListRow[];
  readonly count: number;
  readonly inferredEnds: number;
}

/** A value of DuckDB as we hand it on. */
export const plain = (value: unknown): Cell =>
  typeof value === 'bigint'
    ? Number(value)
    : typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : null;

/** Columns that may not be applicable are text (`listCellSql`). */
export const yesOrNo = (value: Cell): Cell => (value === 'true' ? true : value === 'false' ? false : value);

const typeOfField = (name: (typeof pageFields)[number]): string =>
  name === 'logicalCallId' ? 'VARCHAR' : name === 'segmentNo' ? 'INTEGER' : name === 'answered' ? 'BOOLEAN' : 'BIGINT';
const literal = (value: Cell): string => (value === null ? 'NULL' : typeof value === 'string' ? sqlLiteral(value) : String(value));

/** How many rows a list has, and of how many the end was inferred. */
export const countList = async (connection: DuckDBConnection, source: ListSource) => {
  const inferred = source.counted === null ? '0' : 'count(*) FILTER (WHERE "inferredEnd")';
  const counted = await connection.runAndReadAll(
    `SELECT count(*)::INTEGER, (${inferred})::INTEGER FROM ${source.counted === null ? source.rows : `(${source.counted})`}`,
  );
  const [count, inferredEnds] = counted.getRows()[0] ?? [0, 0];
  return { count: Number(count), inferredEnds: Number(inferredEnds) };
};

const hiddenIds = { logicalCallId: '$logicalCallId', segmentId: '$segmentId' } as const;

/** One page of a list. Its rows are found first, by little; what is shown of them is read for these alone. */
export const runList = async (
  connection: DuckDBConnection,
  source: ListSource,
  settings: FigureSettings,
  { columns, sort, limit, offset }: ListRequest,
): Promise<ListResult> => {
  const counts = await countList(connection, source);
  const cells = cellsOf(source, columns, settings);
  const order = listOrder(source, cells, sort);
  const { logicalCallId, segmentId } = source.ids;
  const selected = [
    ...cellList(cells),
    `${logicalCallId ?? 'NULL'} AS ${sqlName(hiddenIds.logicalCallId)}`,
    `${segmentId ?? 'NULL'} AS ${sqlName(hiddenIds.segmentId)}`,
  ];
  const objects = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjects();
  const read = async () => {
    if (source.counted === null)
      return objects(`SELECT ${selected.join(', ')} ${listedSql(source)} ORDER BY ${order.sql} LIMIT ${limit} OFFSET ${offset}`);
    const keys = await objects(pageKeysSql(source, order, limit, offset));
    if (keys.length === 0) return [];
    const page = keys.map((key, place) => {
      const values = pageFields.map((name) => `CAST(${literal(plain(key[name]))} AS ${typeOfField(name)})`);
      return `(${[place, ...values].join(', ')})`;
    });
    const starts = [...new Set(keys.map((key) => Number(key[startOf])))];
    return objects(pageRowsSql(source, selected, page, starts));
  };
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    ...counts,
    rows: (await read()).map((row) => ({
      logicalCallId: text(row[hiddenIds.logicalCallId]),
      segmentId: text(row[hiddenIds.segmentId]),
      values: Object.fromEntries(columns.map(({ id }) => [id, plain(row[id])])),
    })),
  };
};
