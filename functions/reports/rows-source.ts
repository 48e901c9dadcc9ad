import type { DuckDBConnection } from '@duckdb/node-api';
import type { Statistic } from '../statistics/catalogue.ts';
import { roundFigure, sqlLiteral, sqlName } from '../statistics/formulas.ts';
import { listColumnsOf } from './answer-rows.ts';
import type { SortKey } from './core/grouped-sql.ts';
import { cellList, cellsOf, listedSql, listOrder } from './core/list-sql.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import type { ShownColumn } from './core/rows-columns.ts';
import { groupedRowsSql, labelTable, roundedSql } from './core/rows-sql.ts';
import type { KnownGaps } from './figure-gaps.ts';
import { insertValues } from './insert-values.ts';
import { openGrouped } from './open-grouped.ts';
import { openList } from './open-list.ts';
import type { OpenQueryDeps } from './open-query.ts';
import type { Cell } from './open-rows-types.ts';
import { countList } from './run-list.ts';
import { measureList, spoolList } from './spool-list.ts';

/** All rows of a report on one connection. */
export interface RowsSource {
  readonly connection: DuckDBConnection;
  readonly rows: number;
  readonly inferredEnds: number;
  readonly totals: readonly Cell[] | null;
  readonly restatedAt: number | null;
  /** SELECT of a column an id, in order. May have to be prepared on disk first. */
  readonly select: (run: (sql: string) => Promise<void>, directory: string) => Promise<string>;
  readonly unlimit: () => void;
  readonly close: () => void;
}
export interface RowsQuestion {
  readonly query: ResolvedQuery;
  readonly statistics: readonly Statistic[];
  readonly columns: readonly ShownColumn[];
  readonly sort: readonly SortKey[];
  readonly known: KnownGaps;
  readonly runMs: number;
}

const groupedSource = async (deps: OpenQueryDeps, question: RowsQuestion): Promise<RowsSource> => {
  const { query, statistics, columns, sort, known, runMs } = question;
  const { open, report, labels, emptyLabel, coverOf } = await openGrouped(deps, query, statistics, known, runMs);
  try {
    if (query.byTime)
      await insertValues(
        open.connection,
        labelTable,
        'key VARCHAR, label VARCHAR',
        [...labels].map(([key, label]) => `(${sqlLiteral(key)}, ${sqlLiteral(label)})`),
      );
    const totals = columns.map(({ id, unit }): Cell => roundFigure(unit, report.totals[id] ?? null));
    const sql = groupedRowsSql(columns, {
      relation: report.relation,
      template: query.template,
      byTime: query.byTime,
      emptyLabel,
      allUnknown: !query.byTime && coverOf('') === 'whole',
      sort,
    });
    return {
      connection: open.connection,
      rows: report.count,
      inferredEnds: report.inferredEnds,
      totals: open.universe.key === null ? null : totals,
      restatedAt: open.restatedAt,
      select: async () => sql,
      unlimit: open.unlimit,
      close: open.close,
    };
  } catch (error) {
    open.close();
    throw error;
  }
};

const listSource = async (deps: OpenQueryDeps, question: RowsQuestion): Promise<RowsSource> => {
  const { query, statistics, columns, sort, runMs } = question;
  const asked = listColumnsOf(statistics);
  const open = await openList(deps, query, asked, runMs);
  const { connection, source, restatedAt, unlimit, close } = open;
  const shown = (relation: string): string =>
    `SELECT ${columns.map((column) => `${roundedSql(column, sqlName(column.id))} AS ${sqlName(column.id)}`).join(', ')} FROM ${relation}`;
  const common = { connection, totals: null, restatedAt, unlimit, close };
  try {
    const cells = cellsOf(source, asked, query.settings);
    if (open.cut === null || source.counted === null) {
      const { count, inferredEnds } = await countList(connection, source);
      const all = `(SELECT ${cellList(cells).join(', ')} ${listedSql(source)} ORDER BY ${listOrder(source, cells, sort).sql})`;
      return { ...common, rows: count, inferredEnds, select: async () => shown(all) };
    }
    const measured = await measureList(connection, source.counted);
    return {
      ...common,
      rows: measured.count,
      inferredEnds: measured.inferredEnds,
      select: async (run, directory) => {
        const files = await spoolList(open, run, measured, { columns: asked, sort, settings: query.settings }, directory);
        const none = `(SELECT ${cellList(cells).join(', ')} ${listedSql(source)} LIMIT 0)`;
        return shown(files.length === 0 ? none : `read_parquet([${files.map(sqlLiteral).join(', ')}])`);
      },
    };
  } catch (error) {
    close();
    throw error;
  }
};

/** Opens all rows of a question. @throws what stores and DuckDB throw; nothing stays open then. */
export const openSource = (deps: OpenQueryDeps, question: RowsQuestion): Promise<RowsSource> =>
  question.query.template.kind === 'grouped' ? groupedSource(deps, question) : listSource(deps, question);
