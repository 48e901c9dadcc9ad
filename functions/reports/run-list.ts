import { ProblemError } from '../runtime/problem.ts';
import { callColumns, segmentColumns } from '../statistics/facts.ts';
import type { FieldFormula } from '../statistics/formulas.ts';
import { reportRowsSql } from './core/explain-sql.ts';
import type { SortKey } from './core/grouped-sql.ts';
import type { ListRow, Row } from './core/list-value.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import type { OpenQuery } from './open-query.ts';

export interface ListRequest {
  readonly columns: readonly { readonly id: string; readonly formula: FieldFormula }[];
  readonly sort: readonly SortKey[];
  readonly offset: number;
  readonly limit: number;
}
export interface ListResult {
  readonly rows: readonly ListRow[];
  readonly count: number;
  readonly inferredEnds: number;
}

const factNumbers = ['callMs', 'talkMs', 'holdMs', 'ringMs'] as const;

/** What a column sorts by: the stored value behind it. */
const sortSql = (formula: FieldFormula, whole: boolean): string => {
  const field = whole ? (formula.callField ?? formula.field) : formula.field;
  switch (formula.show) {
    case 'duration':
      return '"fact_callMs"';
    case 'tag':
      return `"tag${formula.slot ?? 1}"`;
    case 'recId':
      return '"logicalCallId"';
    default:
      return `"${field}"`;
  }
};

/** By the chosen columns, then by `last`, so that pages fit together. @throws ProblemError `bad-request` for a column that is not shown. */
export const listOrder = ({ sort, columns }: ListRequest, whole: boolean, last: readonly string[]): string => {
  const chosen = sort.map(({ column, descending }) => {
    const found = columns.find(({ id }) => id === column);
    if (found === undefined) throw new ProblemError('bad-request', `A list is sorted by one of its columns; "${column}" is none of them.`);
    return `${sortSql(found.formula, whole)} ${descending ? 'DESC' : 'ASC'} NULLS LAST`;
  });
  return [...chosen, ...last].join(', ');
};

export const plain = (value: unknown): Row[string] =>
  typeof value === 'bigint'
    ? Number(value)
    : typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : null;

/** Runs a list of calls or segments: the rows a report counts, with what is stored of them. */
export const runList = async (open: OpenQuery, query: ResolvedQuery, request: ListRequest): Promise<ListResult> => {
  const whole = query.template.kind === 'callList';
  const columns = whole ? callColumns : segmentColumns;
  const sameRow = whole ? '' : 'AND r."segmentNo" = f."segmentNo"';
  const selected = [
    ...columns.map(({ name }) => `r."${name}" AS "${name}"`),
    ...factNumbers.map((name) => `f."${name}" AS "fact_${name}"`),
    'f."inferredEnd" AS "fact_inferredEnd"',
  ];
  const relation = `SELECT ${selected.join(', ')} FROM (${reportRowsSql(open.universe, open.scope, query.settings)}) f
    JOIN ${open.rows ?? ''} r ON r."logicalCallId" = f."logicalCallId" ${sameRow}`;
  const order = listOrder(request, whole, ['"callStartedAt"', '"logicalCallId"', ...(whole ? [] : ['"segmentNo"'])]);
  await open.connection.run(`CREATE OR REPLACE TEMP TABLE list_rows AS ${relation}`);
  const page = await open.connection.runAndReadAll(
    `SELECT * FROM list_rows ORDER BY ${order} LIMIT ${request.limit} OFFSET ${request.offset}`,
  );
  const counts = await open.connection.runAndReadAll(
    'SELECT count(*)::INTEGER, (count(*) FILTER (WHERE "fact_inferredEnd"))::INTEGER FROM list_rows',
  );
  const [count, inferredEnds] = counts.getRows()[0] ?? [0, 0];
  const ms = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
  return {
    rows: page.getRowObjects().map((object) => {
      const row: Row = Object.fromEntries(columns.map(({ name }) => [name, plain(object[name])]));
      const [callMs, talkMs, holdMs, ringMs] = factNumbers.map((name) => ms(object[`fact_${name}`]));
      return { row, fact: { callMs, talkMs, holdMs, ringMs } as ListRow['fact'], whole };
    }),
    count: Number(count),
    inferredEnds: Number(inferredEnds),
  };
};
