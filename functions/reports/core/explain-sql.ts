import type { FigureSettings, Population } from '../../statistics/catalogue.ts';
import { populationSql, reasonSql, sqlLiteral } from '../../statistics/formulas.ts';
import { type Universe, universeSql } from './universe-sql.ts';

/** Why a row is not asked at all, before the figure's own tests; in the order they are told. */
export const outside = {
  filter: 'the filter leaves it out',
  noKey: 'has no such number, so it is in no row of this report',
  otherRow: 'belongs to another row of the report',
  period: 'not within the last call rate period',
} as const;

export interface Explanation {
  readonly universe: Universe;
  readonly settings: FigureSettings;
  /** What leaves every report, and the template's scope. */
  readonly scope: Population;
  /** The tests of the figure, or of the part of it that is explained. */
  readonly population: Population;
  /** Rolling period of a rate: the row's instant must lie in (after, until]. */
  readonly within: { readonly field: 'startedAt' | 'answeredAt' | 'endedAt'; readonly after: number; readonly until: number } | null;
  /** Row of the report: null = the whole report, '' = the row of a missing key. */
  readonly key: string | null;
}

/** One CASE whose value is the first reason a row is not counted; NULL = it is. */
const firstReason = ({ settings, scope, population, key, universe, within }: Explanation): string => {
  const otherRow = key === null ? 'false' : `f."rowKey" <> ${sqlLiteral(key)}`;
  return `coalesce(
    ${universe.outside === null ? 'NULL' : `CASE WHEN NOT f."inWindow" THEN ${sqlLiteral(universe.outside)} END`},
    ${scope.length === 0 ? 'NULL' : reasonSql(scope, settings)},
    CASE WHEN NOT f.picked THEN ${sqlLiteral(outside.filter)} ${universe.key === null ? '' : `WHEN f."rowKey" IS NULL THEN ${sqlLiteral(outside.noKey)} WHEN ${otherRow} THEN ${sqlLiteral(outside.otherRow)}`} END,
    ${population.length === 0 ? 'NULL' : reasonSql(population, settings)},
    ${within === null ? 'NULL' : `CASE WHEN NOT coalesce(f."${within.field}" > ${within.after} AND f."${within.field}" <= ${within.until}, false) THEN ${sqlLiteral(outside.period)} END`})`;
};

/** All rows of the range with `reason`. */
export const reasonedSql = (explanation: Explanation): string =>
  `SELECT f.*, ${firstReason(explanation)} AS reason FROM (${universeSql(explanation.universe)}) f`;

/** `reason, rows, sum of the field, newest name of the explained row`, most frequent first; counted rows have reason NULL. */
export const reasonsSql = (explanation: Explanation, field: string | null): string =>
  `SELECT reason, count(*) AS rows, ${field === null ? 'count(*)' : `sum("${field}")`},
    ${explanation.key === null ? 'NULL' : `arg_max("rowName", "callStartedAt") FILTER (WHERE "rowKey" = ${sqlLiteral(explanation.key)})`} FROM (${reasonedSql(explanation)}) GROUP BY reason ORDER BY rows DESC, reason`;

/** Rows that a report counts at all: in the window, in scope, picked by the filter, with a key. */
export const reportRowsSql = (universe: Universe, scope: Population, settings: FigureSettings): string =>
  `SELECT f.* FROM (${universeSql(universe)}) f WHERE f."inWindow" AND f.picked AND f."rowKey" IS NOT NULL${
    scope.length === 0 ? '' : ` AND ${populationSql(scope, settings)}`
  }`;
