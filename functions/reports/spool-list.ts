import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type FigureSettings, sqlLiteral, sqlName } from '../statistics/formulas.ts';
import { spoolRows } from './constants.ts';
import type { SortKey } from './core/grouped-sql.ts';
import { cellList, cellsOf, type ListColumn, type ListSource, listedSql, listOrder } from './core/list-sql.ts';
import type { OpenList } from './open-list.ts';

const hourMs = 3_600_000;

/** What a list reads, cut so that each stretch is done with little memory. Epoch ms; `to` exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}
export interface MeasuredList {
  readonly count: number;
  readonly inferredEnds: number;
  readonly stretches: readonly Stretch[];
}

/** Counts the rows of calls or segments, hour by hour, and puts hours together until they are enough. */
export const measureList = async (connection: DuckDBConnection, counted: string, atOnce: number = spoolRows): Promise<MeasuredList> => {
  const hours = await connection.runAndReadAll(
    `SELECT "callStartedAt" // ${hourMs} AS hour, count(*), count(*) FILTER (WHERE "inferredEnd") FROM (${counted}) GROUP BY 1 ORDER BY 1`,
  );
  const stretches: { from: number; to: number; rows: number }[] = [];
  let [count, inferredEnds] = [0, 0];
  for (const [hour, rows, inferred] of hours.getRows()) {
    const from = Number(hour) * hourMs;
    count += Number(rows);
    inferredEnds += Number(inferred);
    const last = stretches.at(-1);
    if (last !== undefined && last.rows + Number(rows) <= atOnce) {
      last.to = from + hourMs;
      last.rows += Number(rows);
    } else stretches.push({ from, to: from + hourMs, rows: Number(rows) });
  }
  return { count, inferredEnds, stretches };
};

/** Between which instants the rows of each file lie, from the files' own statistics. */
const timesOf = async (connection: DuckDBConnection, paths: readonly string[]): Promise<ReadonlyMap<string, Stretch>> => {
  if (paths.length === 0) return new Map();
  const found = await connection.runAndReadAll(
    `SELECT file_name, min(CAST(stats_min_value AS BIGINT)), max(CAST(stats_max_value AS BIGINT)) FROM parquet_metadata([${paths.map(sqlLiteral).join(', ')}])
     WHERE path_in_schema = 'callStartedAt' GROUP BY file_name`,
  );
  return new Map(
    found
      .getRows()
      .flatMap(([path, from, to]): [string, Stretch][] =>
        from === null || to === null ? [] : [[String(path), { from: Number(from), to: Number(to) + 1 }]],
      ),
  );
};

/** Whether an order begins with when calls started, so that stretches of time stand in it one after the other. */
const followsTime = (source: ListSource, { column }: SortKey, columns: readonly ListColumn[], settings: FigureSettings): boolean => {
  const cell = cellsOf(source, columns, settings).get(column);
  return cell === undefined || (source.whole && cell.sql === 'f."startedAt"');
};

const lastName = (n: number): string => `$last${n}`;

/**
 * Writes a list of calls or segments to files in `directory`, stretch by stretch, so that no more than one stretch is ever joined or sorted
 * in memory; only another order than that of time sorts all of it, on disk where it must. `run` = how SQL is run.
 * @returns paths of Parquet files with a column an id, their rows in order; none without rows
 */
export const spoolList = async (
  { connection, cut, reads }: OpenList,
  run: (sql: string) => Promise<void>,
  measured: MeasuredList,
  question: { readonly columns: readonly ListColumn[]; readonly sort: readonly SortKey[]; readonly settings: FigureSettings },
  directory: string,
): Promise<readonly string[]> => {
  if (cut === null || reads === null) throw new Error('only lists of calls and segments are written stretch by stretch');
  const { columns, sort, settings } = question;
  const times = await timesOf(
    connection,
    Object.values(reads.files).flatMap((files) => files.map(({ path }) => path)),
  );
  const [leading] = sort;
  const inTime =
    leading === undefined ||
    followsTime(
      cut(0, 1, () => false),
      leading,
      columns,
      settings,
    );
  const stretches = inTime && leading?.descending === true ? measured.stretches.toReversed() : measured.stretches;
  const parts: string[] = [];
  for (const [i, { from, to }] of stretches.entries()) {
    const source = cut(from, to, (path) => {
      const lies = times.get(path);
      return lies === undefined || (lies.from < to && lies.to > from);
    });
    const path = join(directory, `part-${i}.parquet`);
    const cells = cellsOf(source, columns, settings);
    const last = inTime ? [] : source.last.map((sql, n) => `${sql} AS ${sqlName(lastName(n))}`);
    const order = inTime ? listOrder(source, cells, sort).sql : source.last.join(', ');
    await run(
      `COPY (SELECT ${[...cellList(cells), ...last].join(', ')} ${listedSql(source)} ORDER BY ${order}) TO ${sqlLiteral(path)} (FORMAT parquet)`,
    );
    parts.push(path);
  }
  if (inTime || parts.length === 0) return parts;
  const last = cut(0, 1, () => false).last.map((_, n) => sqlName(lastName(n)));
  const order = sort.flatMap(({ column, descending }) => {
    const direction = descending ? 'DESC' : 'ASC';
    return columns.some(({ id }) => id === column)
      ? [`${sqlName(column)} ${direction} NULLS LAST`]
      : last.map((name) => `${name} ${direction}`);
  });
  const sorted = join(directory, 'sorted.parquet');
  await run(
    `COPY (SELECT * EXCLUDE (${last.join(', ')}) FROM read_parquet([${parts.map(sqlLiteral).join(', ')}]) ORDER BY ${[...order, ...last].join(', ')})
     TO ${sqlLiteral(sorted)} (FORMAT parquet)`,
  );
  return [sorted];
};
