import { isoOf } from '../domain/public-json.ts';
import type { Statistic } from '../statistics/catalogue.ts';
import { describePopulation } from '../statistics/catalogue.ts';
import { aggregateSql, type FactFormula, type FigureValue, type LiveFormula, rateInstant } from '../statistics/formulas.ts';
import { type ExplainPart, explainParts } from './core/explain-parts.ts';
import { type Explanation, reasonedSql, reasonsSql } from './core/explain-sql.ts';
import { needsUnreturned } from './core/needs.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import type { ExplainItem } from './explain-schemas.ts';
import type { Asked, ExplainDeps, Explained, Part } from './explained.ts';
import { openQuery } from './open-query.ts';

const maybeIso = (at: unknown): string | null => (at === null || at === undefined ? null : isoOf(Number(at)));
const maybeNumber = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
const maybeText = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const number = (value: unknown): FigureValue => (typeof value === 'bigint' ? Number(value) : typeof value === 'number' ? value : null);

type Within = Explanation['within'];
/** The rolling period that ends now. */
export const periodOf = (formula: Extract<LiveFormula, { readonly kind: 'rate' }>, query: ResolvedQuery): Within => ({
  field: rateInstant(formula.of),
  after: query.now - query.settings.callRatePeriodMs,
  until: query.now,
});

/** A part whose rows are listed, with the SQL behind it. */
interface Listed {
  readonly part: ExplainPart;
  readonly explanation: Explanation;
}

const rowItem = (row: Readonly<Record<string, unknown>>, field: string | null): ExplainItem => ({
  kind: 'row',
  logicalCallId: maybeText(row.logicalCallId),
  segmentNo: maybeNumber(row.segmentNo),
  key: maybeText(row.rowKey),
  startedAt: isoOf(Number(row.startedAt)),
  endedAt: maybeIso(row.endedAt),
  callType: maybeText(row.callType),
  side: maybeText(row.side),
  outcome: maybeText(row.outcome),
  extension: maybeText(row.extension),
  agent: maybeText(row.agent),
  huntGroup: maybeText(row.huntGroup),
  trunk: maybeText(row.trunk),
  outsideNumber: maybeText(row.outsideNumber),
  state: null,
  ringMs: maybeNumber(row.ringMs),
  talkMs: maybeNumber(row.talkMs),
  holdMs: maybeNumber(row.holdMs),
  counted: row.reason === null,
  reason: maybeText(row.reason),
  contribution: row.reason !== null ? null : field === null ? 1 : maybeNumber(row[field]),
});

const rowsOf = (verdict: Asked['verdict'], counted: number, all: number): number =>
  verdict === 'in' ? counted : verdict === 'out' ? all - counted : all;

/** Figures over countable rows: every row of the range with its verdict, told by SQL that reads it once a part. */
export const explainFacts = async (
  deps: ExplainDeps,
  asked: Asked,
  formula: FactFormula,
  statistic: Statistic,
  within: Within = null,
): Promise<Explained> => {
  const { query, key, verdict } = asked;
  const open = await openQuery(deps, query, { rows: null, unreturned: needsUnreturned(query.template, [statistic]) });
  try {
    const { connection, scope, universe } = open;
    const parts = explainParts(formula);
    const explanationOf = (part: ExplainPart): Explanation => ({
      universe,
      settings: query.settings,
      scope,
      population: part.population,
      within,
      key: part.wholeReport || universe.key === null ? null : key,
    });
    const told: Part[] = [];
    let name: string | null = null;
    for (const part of parts) {
      const found = await connection.runAndReadAll(reasonsSql(explanationOf(part), part.field));
      const rows = found.getRows().map(([reason, rows, sum]) => ({ reason: maybeText(reason), rows: Number(rows), sum: maybeNumber(sum) }));
      name ??=
        found
          .getRows()
          .map(([, , , rowName]) => maybeText(rowName))
          .find((each) => each !== null) ?? null;
      const counted = rows.find(({ reason }) => reason === null);
      const all = rows.reduce((sum, one) => sum + one.rows, 0);
      told.push({
        id: part.id,
        words: `${describePopulation(part.population, query.settings, query.template.counts)}${part.wholeReport ? ', in the whole report' : ''}`,
        counted: counted?.rows ?? 0,
        notCounted: all - (counted?.rows ?? 0),
        all,
        contribution: part.field === null ? (counted?.rows ?? 0) : part.added ? (counted?.sum ?? null) : null,
        reasons: rows.flatMap(({ reason, rows: many }) => (reason === null ? [] : [{ reason, rows: many }])),
      });
    }
    const chosen = parts.find(({ id }) => id === asked.part) ?? parts[0];
    const chosenTold = told.find(({ id }) => id === chosen?.id);
    const listed: Listed | null = chosen === undefined ? null : { part: chosen, explanation: explanationOf(chosen) };
    const items = listed === null ? [] : await listRows(open.connection, listed, asked);
    const base: Explanation = {
      universe,
      settings: query.settings,
      scope,
      population: [],
      within,
      key: universe.key === null ? null : key,
    };
    const value = await connection.runAndReadAll(
      // The division by the whole report is done over all its rows, so a share needs them beside the row's own.
      formula.kind === 'shareOfReport'
        ? `SELECT ${told[0]?.contribution ?? 0}::DOUBLE / nullif(${told[1]?.contribution ?? 0}::DOUBLE, 0)`
        : `SELECT ${aggregateSql(formula, query.settings)} FROM (${reasonedSql(base)}) f WHERE f.reason IS NULL`,
    );
    return {
      value: number(value.getRows()[0]?.[0]),
      name,
      parts: told,
      items,
      count: rowsOf(verdict, chosenTold?.counted ?? 0, chosenTold?.all ?? 0),
      restatedAt: open.restatedAt,
    };
  } finally {
    open.close();
  }
};

const verdictSql = { in: 'reason IS NULL', out: 'reason IS NOT NULL', all: 'true' } as const;

const listRows = async (
  connection: Awaited<ReturnType<typeof openQuery>>['connection'],
  { part, explanation }: Listed,
  { verdict, limit, offset }: Asked,
): Promise<readonly ExplainItem[]> => {
  const found = await connection.runAndReadAll(
    `SELECT * FROM (${reasonedSql(explanation)}) WHERE ${verdictSql[verdict]} ORDER BY "callStartedAt", "factId" LIMIT ${limit} OFFSET ${offset}`,
  );
  return found.getRowObjects().map((row) => rowItem(row, part.field));
};
