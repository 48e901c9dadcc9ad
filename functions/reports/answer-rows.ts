import { isoOf } from '../domain/public-json.ts';
import type { Statistic } from '../statistics/catalogue.ts';
import { type FigureValue, roundFigure } from '../statistics/formulas.ts';
import type { SortKey } from './core/grouped-sql.ts';
import type { ListColumn } from './core/list-sql.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import type { KnownGaps } from './figure-gaps.ts';
import { openGrouped } from './open-grouped.ts';
import { openList } from './open-list.ts';
import type { OpenQueryDeps, Reads } from './open-query.ts';
import type { Cell } from './open-rows-types.ts';
import type { QueryAnswer } from './query-schemas.ts';
import { runList, yesOrNo } from './run-list.ts';

/** A page of a question. */
export interface RowsAsked {
  readonly query: ResolvedQuery;
  readonly columns: readonly Statistic[];
  readonly sort: readonly SortKey[];
  readonly offset: number;
  readonly limit: number;
}
type Item = QueryAnswer['items'][number];
export interface AnsweredRows {
  readonly items: readonly Item[];
  readonly totals: QueryAnswer['totals'];
  readonly count: number;
  readonly inferredEnds: number;
  readonly restatedAt: number | null;
  /** What of the lake they come from; null = of none. */
  readonly reads: Reads | null;
}

const shown = (column: Statistic, value: Cell): FigureValue | boolean => {
  if (column.unit === 'instant' && typeof value === 'number') return isoOf(value);
  if (column.type === 'yesNo') return yesOrNo(value);
  return typeof value === 'boolean' ? value : roundFigure(column.unit, value);
};
const valuesOf = (columns: readonly Statistic[], read: (column: Statistic) => Cell): Item['values'] =>
  Object.fromEntries(columns.map((column) => [column.id, shown(column, read(column))]));

const grouped = async (deps: OpenQueryDeps, asked: RowsAsked, known: KnownGaps): Promise<AnsweredRows> => {
  const { query, columns } = asked;
  const { open, report, labels, emptyLabel, coverOf } = await openGrouped(deps, query, columns, known);
  // What a user is stored under says nothing to anybody: it is no number that one could dial.
  const isUser = open.universe.key === 'userId';
  try {
    const items = (await report.page(asked)).map(({ key, name, rows, values }): Item => {
      const cover = coverOf(key);
      const gap = cover === 'whole' && rows > 0 ? 'partly' : cover;
      return {
        key: open.universe.key === null ? null : key,
        name,
        label: labels.get(key) ?? (key === '' ? emptyLabel : isUser && name !== null && name !== '' ? name : key),
        gap,
        logicalCallId: null,
        segmentId: null,
        values: valuesOf(columns, ({ id }) => (gap === 'whole' ? null : (values[id] ?? null))),
      };
    });
    return {
      items,
      totals: valuesOf(columns, ({ id }) => report.totals[id] ?? null),
      count: report.count,
      inferredEnds: report.inferredEnds,
      restatedAt: open.restatedAt,
      reads: open.reads,
    };
  } finally {
    open.close();
  }
};

/** Those of a list are all of this kind. */
export const listColumnsOf = (columns: readonly Statistic[]): readonly ListColumn[] =>
  columns.flatMap(({ id, formula }) => (formula.kind === 'field' ? [{ id, formula }] : []));

const listed = async (deps: OpenQueryDeps, { query, columns, ...page }: RowsAsked): Promise<AnsweredRows> => {
  const asked = listColumnsOf(columns);
  const { connection, source, restatedAt, reads, close } = await openList(deps, query, asked);
  try {
    const { rows, count, inferredEnds } = await runList(connection, source, query.settings, { ...page, columns: asked });
    const items = rows.map(({ logicalCallId, segmentId, values }) => ({
      key: null,
      name: null,
      label: '',
      gap: null,
      logicalCallId,
      segmentId,
      values: valuesOf(columns, ({ id }) => values[id] ?? null),
    }));
    return { items, totals: null, count, inferredEnds, restatedAt, reads };
  } finally {
    close();
  }
};

/** One page of a report, with what is told of all of it. @throws what stores and DuckDB throw. */
export const answerRows = (deps: OpenQueryDeps, asked: RowsAsked, known: KnownGaps): Promise<AnsweredRows> =>
  asked.query.template.kind === 'grouped' ? grouped(deps, asked, known) : listed(deps, asked);
