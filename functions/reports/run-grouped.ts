import type { Statistic } from '../statistics/catalogue.ts';
import {
  type AggregatePlan,
  createAggregatePlan,
  type FigureValue,
  isFactFormula,
  isStayFormula,
  sqlLiteral,
  sqlName,
} from '../statistics/formulas.ts';
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
import { insertValues } from './insert-values.ts';
import type { OpenQuery } from './open-query.ts';

export interface GroupedQuestion {
  readonly columns: readonly Statistic[];
  readonly stays: ReturnType<typeof computeStayFigures> | null;
  /** Keys of rows that stand in the report although nothing was counted there: stretches of which nothing is known. */
  readonly unknownKeys: readonly string[];
}
export interface GroupedPage {
  readonly sort: readonly SortKey[];
  readonly offset: number;
  readonly limit: number;
}
export interface GroupedRow {
  readonly key: string;
  readonly name: string | null;
  /** Facts behind it; 0 for a row that stands there for another reason. */
  readonly rows: number;
  readonly values: Readonly<Record<string, FigureValue>>;
}
/** A report with its rows in a table of the connection. */
export interface GroupedReport {
  readonly totals: Readonly<Record<string, FigureValue>>;
  readonly count: number;
  readonly inferredEnds: number;
  /** Relation of all rows: `keyColumn`, `nameColumn`, `rowsColumn`, a column a statistic. One row where there are none to tell apart. */
  readonly relation: string;
  readonly page: (page: GroupedPage) => Promise<readonly GroupedRow[]>;
}

const parts = 'report_parts';
const report = 'report_rows';
const stayTable = 'stay_values';

const figure = (value: unknown): FigureValue =>
  typeof value === 'number' || typeof value === 'string' ? value : typeof value === 'bigint' ? Number(value) : null;

/** Figures over stays as a table, for every key that has facts, and for every agent. */
const loadStays = async (
  open: OpenQuery,
  stays: NonNullable<GroupedQuestion['stays']>,
  ids: readonly string[],
  everyKey: boolean,
): Promise<void> => {
  const { connection } = open;
  const known = await connection.runAndReadAll(`SELECT "${keyColumn}" FROM ${parts}`);
  const keys = [...new Set([...known.getRows().map(([key]) => String(key)), ...(everyKey ? stays.keys : [])])];
  const rows = keys.map((key) => stayRow(key, stays.nameOf(key), ids, stays.ofKey(key)));
  const columns = [`"${keyColumn}" VARCHAR`, `"${nameColumn}" VARCHAR`, ...ids.map((id) => `${sqlName(id)} DOUBLE`)];
  await insertValues(connection, stayTable, columns.join(', '), rows);
};

const makeTable = async (
  open: OpenQuery,
  query: ResolvedQuery,
  question: GroupedQuestion,
  plan: AggregatePlan,
  figures: readonly FactFigure[],
) => {
  const { connection } = open;
  const { settings, template } = query;
  const stayIds = question.columns.filter(({ formula }) => isStayFormula(formula)).map(({ id }) => id);
  const everyKey = template.stays === 'agent';
  if (question.stays !== null && stayIds.length > 0) await loadStays(open, question.stays, stayIds, everyKey);
  const stays = stayIds.length === 0 ? null : { table: stayTable, ids: stayIds, addRows: everyKey };
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${report} AS ${reportSql({ plan, figures, settings, parts, stays })}`);
  const unknown = question.unknownKeys;
  if (unknown.length > 0)
    await connection.run(
      `INSERT INTO ${report} ("${keyColumn}") SELECT key FROM (VALUES ${unknown.map((key) => `(${sqlLiteral(key)})`).join(', ')}) v(key)
       WHERE key NOT IN (SELECT "${keyColumn}" FROM ${report})`,
    );
  return stayIds;
};

/** Totals of figures over stays, over the rows that are printed. */
const stayTotals = async (open: OpenQuery, { stays }: GroupedQuestion, ids: readonly string[]) => {
  if (stays === null || ids.length === 0) return {};
  const keys = (await open.connection.runAndReadAll(`SELECT "${keyColumn}" FROM ${report}`)).getRows();
  return stays.ofAll(keys.map(([key]) => String(key)));
};

/** Runs a grouped report: one scan of the facts, then only rows of the report. @throws what DuckDB throws. */
export const runGrouped = async (open: OpenQuery, query: ResolvedQuery, question: GroupedQuestion): Promise<GroupedReport> => {
  const { connection } = open;
  const { settings, template } = query;
  const figures: readonly FactFigure[] = [
    ...question.columns.flatMap(({ id, formula }) => (isFactFormula(formula) ? [{ id, formula }] : [])),
    ...countFigures,
  ];
  const plan = createAggregatePlan(figures, settings);
  const grouped = open.universe.key !== null;
  const source = {
    relation: `(${reportRowsSql(open.universe, open.scope, settings)})`,
    keys: grouped ? groupKeys : [{ name: keyColumn, sql: `''` }],
    newest: groupNames,
    manyKeys: template.id === 'callsByTelephoneNumber' && !query.byTime,
  };
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${parts} AS ${plan.partsSql(source)}`);
  const stayIds = await makeTable(open, query, question, plan, figures);
  const [totalRow = {}] = (await connection.runAndReadAll(plan.totalsSql(parts))).getRowObjects();
  const ofStays: Readonly<Record<string, FigureValue>> = await stayTotals(open, question, stayIds);
  const ids = question.columns.map(({ id }) => id);
  const totals = Object.fromEntries(ids.map((id) => [id, stayIds.includes(id) ? (ofStays[id] ?? null) : figure(totalRow[id])]));
  const inferredEnds = Number(figure(totalRow[inferredColumn]) ?? 0);
  if (!grouped) {
    // A report without rows to tell apart has its one row also where there was nothing to count.
    const row: GroupedRow = { key: '', name: null, rows: Number(figure(totalRow[rowsColumn]) ?? 0), values: totals };
    return {
      totals,
      count: 1,
      inferredEnds,
      relation: `(SELECT '' AS "${keyColumn}", NULL AS "${nameColumn}", * FROM (${plan.totalsSql(parts)}))`,
      page: async ({ offset }) => (offset === 0 ? [row] : []),
    };
  }
  const selected = [`"${keyColumn}"`, `"${nameColumn}"`, sqlName(rowsColumn), ...ids.map(sqlName)].join(', ');
  const counted = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM ${report}`);
  return {
    totals,
    count: Number(counted.getRows()[0]?.[0] ?? 0),
    inferredEnds,
    relation: report,
    page: async ({ sort, limit, offset }) => {
      const page = await connection.runAndReadAll(
        `SELECT ${selected} FROM ${report} ORDER BY ${orderSql(sort)} LIMIT ${limit} OFFSET ${offset}`,
      );
      return page.getRowObjects().map((row) => ({
        key: String(row[keyColumn]),
        name: typeof row[nameColumn] === 'string' ? row[nameColumn] : null,
        rows: Number(figure(row[rowsColumn]) ?? 0),
        values: Object.fromEntries(ids.map((id) => [id, figure(row[id])])),
      }));
    },
  };
};
