import {
  type AggregatePlan,
  evaluate,
  type FactFormula,
  type FigureSettings,
  type FigureValue,
  sqlLiteral,
  sqlName,
} from '../../statistics/formulas.ts';
import type { StayValues } from './stay-figures.ts';

export interface FactFigure {
  readonly id: string;
  readonly formula: FactFormula;
}
export interface SortKey {
  /** Id of a column of the report, or `key`. */
  readonly column: string;
  readonly descending: boolean;
}
export const keyColumn = 'rowKey';
export const nameColumn = 'rowName';
/** Counted besides, for the notes of the report; no statistic has such an id. */
export const inferredColumn = '$inferred';
export const rowsColumn = '$rows';
export const countFigures: readonly FactFigure[] = [
  { id: inferredColumn, formula: { kind: 'count', of: [{ when: { is: 'inferredEnd' }, otherwise: 'the end was reported' }] } },
  { id: rowsColumn, formula: { kind: 'count', of: [] } },
];
export const groupKeys = [{ name: keyColumn, sql: 'f."rowKey"' }];
export const groupNames = [{ name: nameColumn, field: nameColumn }];

/** What a figure is over no rows at all: 0 for a count, null for an average. For rows that stand in the report for another reason. */
const overNothing = (formula: FactFormula, settings: FigureSettings): FigureValue =>
  evaluate(formula, { facts: [], report: [], settings, unreturned: () => false, now: 0, timeZone: 'UTC' });

const literal = (value: FigureValue): string =>
  typeof value === 'number' && Number.isFinite(value) ? `CAST(${value} AS DOUBLE)` : 'CAST(NULL AS DOUBLE)';
/** A share of nothing is 0 where there is anything to share: then some row has one. */
const restOf = (formula: FactFormula, id: string, settings: FigureSettings): string =>
  formula.kind === 'shareOfReport'
    ? `CASE WHEN max(r.${sqlName(id)}) OVER () IS NOT NULL THEN 0.0 END`
    : literal(overNothing(formula, settings));
const text = (value: string | null): string => (value === null ? 'NULL' : sqlLiteral(value));

/** Rows of figures over stays, as text for a VALUES list: key, name, then the figures in order. */
export const stayRow = (key: string, name: string | null, ids: readonly string[], values: StayValues): string =>
  `(${[text(key), text(name), ...ids.map((id) => literal(values[id] ?? null))].join(', ')})`;

export interface GroupedReport {
  readonly plan: AggregatePlan;
  readonly figures: readonly FactFigure[];
  readonly settings: FigureSettings;
  /** Table of the parts, and, where the report has any, of figures over stays with the ids of their columns. */
  readonly parts: string;
  readonly stays: { readonly table: string; readonly ids: readonly string[]; readonly addRows: boolean } | null;
}

/** All rows of the report: key, name, a column a figure. */
export const reportSql = ({ plan, figures, settings, parts, stays }: GroupedReport): string => {
  const values = plan.valuesSql(parts, { keys: groupKeys, newest: groupNames });
  if (stays === null) return values;
  const columns = [
    `coalesce(r."${keyColumn}", s."${keyColumn}") AS "${keyColumn}"`,
    `coalesce(r."${nameColumn}", s."${nameColumn}") AS "${nameColumn}"`,
    ...figures.map(
      ({ id, formula }) =>
        `CASE WHEN r."${keyColumn}" IS NULL THEN ${restOf(formula, id, settings)} ELSE r.${sqlName(id)} END AS ${sqlName(id)}`,
    ),
    ...stays.ids.map((id) => `s.${sqlName(id)} AS ${sqlName(id)}`),
  ];
  return `SELECT ${columns.join(', ')} FROM (${values}) r ${stays.addRows ? 'FULL' : 'LEFT'} JOIN ${stays.table} s ON r."${keyColumn}" = s."${keyColumn}"`;
};

/** Numbers in order of size before texts; what is missing last. The key decides among equals, so that pages fit together. */
export const orderSql = (sort: readonly SortKey[]): string => {
  const byKey = `try_cast("${keyColumn}" AS BIGINT)`;
  const chosen = sort.map(({ column, descending }) => {
    const direction = descending ? 'DESC' : 'ASC';
    return column === 'key'
      ? `${byKey} ${direction} NULLS LAST, "${keyColumn}" ${direction}`
      : `${sqlName(column)} ${direction} NULLS LAST`;
  });
  return [...chosen, `${byKey} ASC NULLS LAST`, `"${keyColumn}" ASC`].join(', ');
};
