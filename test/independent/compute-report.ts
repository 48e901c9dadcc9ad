import type { DuckDBConnection } from '@duckdb/node-api';
import type { SiteConfig } from '../../functions/domain/site-config.ts';
import { accountCodes } from './columns/account-codes.ts';
import type { Columns } from './columns/aggregates.ts';
import { callTimesAverage, callTimesPercent, callTimesTotal, divisors } from './columns/call-times.ts';
import { callTimesMinMax } from './columns/call-times-min-max.ts';
import { callTotals } from './columns/call-totals.ts';
import { callTotalsPercent } from './columns/call-totals-percent.ts';
import { reportShares } from './columns/report-shares.ts';
import { ringCategories, ringCategoriesPercent } from './columns/ring-categories.ts';
import { serviceLevelParts, serviceLevels } from './columns/service-levels.ts';
import type { Question } from './question.ts';
import type { Readings } from './readings.ts';
import { scopeSql } from './rows/scope.ts';
import { daysSql } from './rows/start-time-keys.ts';
import { type GroupedTemplate, rowsSql } from './rows/template-rows.ts';

export type Figures = Readonly<Record<string, number | null>>;
export interface Report {
  /** By key; null = the row without key. */
  readonly rows: ReadonlyMap<string | null, { readonly name: string | null; readonly values: Figures }>;
  readonly totals: Figures;
}

const list = (columns: Columns): string =>
  Object.entries(columns)
    .map(([id, sql]) => `${sql} AS "${id}"`)
    .join(', ');

/** Three steps: counts and sums of the rows, what divides them, shares of the whole report. */
const figuresSql = (group: string, { settings }: SiteConfig): string => {
  const first = {
    ...callTotals(settings.serviceLevelSeconds * 1000),
    ...callTimesTotal,
    ...divisors,
    ...callTimesMinMax,
    ...ringCategories(settings.ringCategories),
    ...accountCodes(settings.accountCodes),
    ...serviceLevelParts(settings),
    rowsOfCalls: 'CAST(count(outside_leg) AS DOUBLE)',
  };
  const second = { ...callTotalsPercent, ...callTimesAverage, ...callTimesPercent, ...ringCategoriesPercent, ...serviceLevels(settings) };
  return `SELECT *, ${list(reportShares)} FROM (SELECT *, ${list(second)} FROM (SELECT ${group}, ${list(first)} FROM r ${
    group.startsWith('key') ? 'GROUP BY key' : ''
  }))`;
};

export const read = async (connection: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> =>
  (await connection.runAndReadAll(sql)).getRowObjectsJS();
export const figuresOf = (row: Record<string, unknown>): Figures =>
  Object.fromEntries(Object.entries(row).flatMap(([id, value]) => (typeof value === 'number' || value === null ? [[id, value]] : [])));
export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Brings the calls of a question into reach; templates of the same question share it. */
export const openQuestion = async (
  connection: DuckDBConnection,
  question: Question,
  config: SiteConfig,
  readings: Readings,
): Promise<void> => {
  for (const sql of [...scopeSql(question, config, readings), daysSql(question, config)]) await connection.run(sql);
};

/** A report about calls, as plain SQL has it; `change` adds rows to table `r` or takes some away. The question must be open. */
export const computeReport = async (
  connection: DuckDBConnection,
  template: GroupedTemplate,
  question: Question,
  config: SiteConfig,
  readings: Readings,
  change = '',
): Promise<Report> => {
  await connection.run(rowsSql(template, question, config, readings));
  if (change !== '') await connection.run(change);
  const group = 'key, max_by(name, started) FILTER (WHERE name IS NOT NULL) AS name';
  const rows = await read(connection, figuresSql(group, config));
  const [totals] = await read(connection, figuresSql('1 AS everything', config));
  return {
    rows: new Map(
      rows.map((row) => {
        const values = figuresOf(row);
        return [textOf(row.key), { name: textOf(row.name), values }];
      }),
    ),
    totals: figuresOf(totals ?? {}),
  };
};
