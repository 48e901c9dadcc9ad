import type { Statistic } from '../statistics/catalogue.ts';
import { createAggregatePlan, type FigureValue, isFactFormula, isStayFormula, sqlLiteral, sqlName } from '../statistics/formulas.ts';
import { valuesAtOnce } from './constants.ts';
import { reportRowsSql } from './core/explain-sql.ts';
import {
  countFigures,
  type FactFigure,
  groupKeys,
  groupNames,
  inferredColumn,
  keyColumn,
  nameColumn,
  orderSql,
  reportSql,
  rowsColumn,
  type SortKey,
  stayRow,
} from './core/grouped-sql.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import type { computeStayFigures } from './core/stay-figures.ts';
import type { OpenQuery } from './open-query.ts';

export interface GroupedRequest {
  readonly columns: readonly Statistic[];
  readonly sort: readonly SortKey[];
  readonly offset: number;
  readonly limit: number;
  readonly stays: ReturnType<typeof computeStayFigures> | null;
  /** Keys of rows that stand in the report although nothing was counted there: stretches of which nothing is known. */
  readonly unknownKeys: readonly string[];
}
export interface GroupedRow {
  readonly key: string;
  readonly name: string | null;
  /** Facts behind it; 0 for a row that stands there for another reason. */
  readonly rows: number;
  readonly values: Readonly<Record<string, FigureValue>>;
}
export interface GroupedResult {
  readonly rows: readonly GroupedRow[];
  readonly totals: Readonly<Record<string, FigureValue>>;
  readonly count: number;
  readonly inferredEnds: number;
}

const parts = 'report_parts';
const report = 'report_rows';
const stayTable = 'stay_values';

/** Runs a grouped report: one scan of the facts, then only rows of the report. @throws what DuckDB throws. */
export const runGrouped = async (open: OpenQuery, query: ResolvedQuery, request: GroupedRequest): Promise<GroupedResult> => {
  const { connection } = open;
  const { settings, template } = query;
  const figures: readonly FactFigure[] = [
    ...request.columns.flatMap(({ id, formula }) => (isFactFormula(formula) ? [{ id, formula }] : [])),
    ...countFigures,
  ];
  const plan = createAggregatePlan(figures, settings);
  const grouped = open.universe.key !== null;
  const source = {
    relation: `(${reportRowsSql(open.universe, open.scope, settings)})`,
    keys: grouped ? groupKeys : [{ name: keyColumn, sql: `''` }],
    newest: groupNames,
    manyKeys: template.id === 'callsByTelephoneNumber',
  };
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${parts} AS ${plan.partsSql(source)}`);
  const stayIds = request.columns.filter(({ formula }) => isStayFormula(formula)).map(({ id }) => id);
  const { stays } = request;
  if (stays !== null && stayIds.length > 0) {
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE ${stayTable} ("${keyColumn}" VARCHAR, "${nameColumn}" VARCHAR, ${stayIds.map((id) => `${sqlName(id)} DOUBLE`).join(', ')})`,
    );
    const known = await connection.runAndReadAll(`SELECT "${keyColumn}" FROM ${parts}`);
    const keys = [...new Set([...known.getRows().map(([key]) => String(key)), ...(template.stays === 'agent' ? stays.keys : [])])];
    const rows = keys.map((key) => stayRow(key, stays.nameOf(key), stayIds, stays.ofKey(key)));
    for (let i = 0; i < rows.length; i += valuesAtOnce)
      await connection.run(`INSERT INTO ${stayTable} VALUES ${rows.slice(i, i + valuesAtOnce).join(', ')}`);
  }
  const stayPart = stayIds.length === 0 ? null : { table: stayTable, ids: stayIds, addRows: template.stays === 'agent' };
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${report} AS ${reportSql({ plan, figures, settings, parts, stays: stayPart })}`);
  const unknown = request.unknownKeys;
  if (unknown.length > 0)
    await connection.run(
      `INSERT INTO ${report} ("${keyColumn}") SELECT key FROM (VALUES ${unknown.map((key) => `(${sqlLiteral(key)})`).join(', ')}) v(key)
       WHERE key NOT IN (SELECT "${keyColumn}" FROM ${report})`,
    );

  const ids = request.columns.map(({ id }) => id);
  const selected = [`"${keyColumn}"`, `"${nameColumn}"`, sqlName(rowsColumn), ...ids.map(sqlName)].join(', ');
  const page = await connection.runAndReadAll(
    `SELECT ${selected} FROM ${report} ORDER BY ${orderSql(request.sort)} LIMIT ${request.limit} OFFSET ${request.offset}`,
  );
  const totals = await connection.runAndReadAll(plan.totalsSql(parts));
  const totalRow: Record<string, unknown> = totals.getRowObjects()[0] ?? {};
  const keys =
    stays === null || stayIds.length === 0 ? [] : (await connection.runAndReadAll(`SELECT "${keyColumn}" FROM ${report}`)).getRows();
  const stayTotals = stays === null ? {} : stays.ofAll(keys.map(([key]) => String(key)));
  const overAll = Object.fromEntries(ids.map((id) => [id, stayIds.includes(id) ? (stayTotals[id] ?? null) : figure(totalRow[id])]));
  const inferredEnds = Number(figure(totalRow[inferredColumn]) ?? 0);
  if (!grouped) {
    // A report without rows to tell apart has its one row also where there was nothing to count.
    const row = { key: '', name: null, rows: Number(figure(totalRow[rowsColumn]) ?? 0), values: overAll };
    return { rows: request.offset === 0 ? [row] : [], totals: overAll, count: 1, inferredEnds };
  }
  return {
    rows: page.getRowObjects().map((row) => ({
      key: String(row[keyColumn]),
      name: typeof row[nameColumn] === 'string' ? row[nameColumn] : null,
      rows: Number(figure(row[rowsColumn]) ?? 0),
      values: Object.fromEntries(ids.map((id) => [id, figure(row[id])])),
    })),
    totals: overAll,
    count: await count(open, report),
    inferredEnds,
  };
};

const figure = (value: unknown): FigureValue =>
  typeof value === 'number' || typeof value === 'string' ? value : typeof value === 'bigint' ? Number(value) : null;

const count = async (open: OpenQuery, table: string): Promise<number> => {
  const counted = await open.connection.runAndReadAll(`SELECT count(*)::INTEGER FROM ${table}`);
  return Number(counted.getRows()[0]?.[0] ?? 0);
};
