import type { DuckDBConnection } from '@duckdb/node-api';
import { callColumns, segmentColumns } from '../statistics/facts.ts';
import { sqlLiteral } from '../statistics/formulas.ts';
import { queryRunMs } from './constants.ts';
import { configColumns, configRows } from './core/config-rows.ts';
import { reportRowsSql } from './core/explain-sql.ts';
import type { ListColumn, ListSource } from './core/list-sql.ts';
import { needsUnreturned } from './core/needs.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import { insertValues } from './insert-values.ts';
import { type OpenQueryDeps, openQuery, type Reads } from './open-query.ts';
import { checkStatusFilter, statusSource } from './open-status-list.ts';

/** A list with everything it reads at hand; `close` in any case. */
export interface OpenList {
  readonly connection: DuckDBConnection;
  readonly source: ListSource;
  readonly restatedAt: number | null;
  readonly reads: Reads | null;
  /** Where rows lie by when their call started: the same list cut to a stretch, over the files that `keep` takes. */
  readonly cut: ((from: number, to: number, keep: (path: string) => boolean) => ListSource) | null;
  readonly unlimit: () => void;
  readonly close: () => void;
}

const openRowsOfCalls = async (
  deps: OpenQueryDeps,
  query: ResolvedQuery,
  columns: readonly ListColumn[],
  runMs: number,
): Promise<OpenList> => {
  const whole = query.template.kind === 'callList';
  const open = await openQuery(
    deps,
    query,
    { rows: whole ? 'calls' : 'segments', unreturned: needsUnreturned(query.template, columns) },
    runMs,
  );
  const sourceOf = ({ rows, universe }: Pick<typeof open, 'rows' | 'universe'>): ListSource => ({
    whole,
    hasFact: true,
    columns: whole ? callColumns : segmentColumns,
    rows: rows ?? '',
    counted: reportRowsSql(universe, open.scope, query.settings),
    last: ['f."callStartedAt"', 'f."logicalCallId"', ...(whole ? [] : ['f."segmentNo"'])],
    ids: { logicalCallId: 'r."logicalCallId"', segmentId: whole ? null : 'r."segmentId"' },
  });
  return { ...open, source: sourceOf(open), cut: (from, to, keep) => sourceOf(open.cut(from, to, keep)) };
};

const openStatus = async (deps: OpenQueryDeps, query: ResolvedQuery, runMs: number): Promise<OpenList> => {
  checkStatusFilter(query);
  const { tenant, site, from, to } = query;
  const reading = await deps.lake.read({ tenant, site, from, to }, ['status']);
  const connection = await (await deps.duckDb()).connect();
  const timer = setTimeout(() => connection.interrupt(), runMs);
  const close = (): void => {
    clearTimeout(timer);
    connection.closeSync();
    reading.release();
  };
  try {
    const restatedAt = reading.restated.length === 0 ? null : Math.max(...reading.restated.map((one) => one.at));
    const source = await statusSource(connection, query, reading);
    return { connection, source, restatedAt, reads: reading, cut: null, unlimit: () => clearTimeout(timer), close };
  } catch (error) {
    close();
    throw error;
  }
};

/** What is configured, as a table, so that its columns are the same SQL as those of all lists. */
const openConfig = async (deps: OpenQueryDeps, query: ResolvedQuery): Promise<OpenList> => {
  const connection = await (await deps.duckDb()).connect();
  const text = (value: string | null): string => (value === null ? 'NULL' : sqlLiteral(value));
  const rows = configRows(query.config, query.template.id, query.members, query.now);
  const source: ListSource = {
    whole: false,
    hasFact: false,
    columns: configColumns,
    rows: 'config_rows',
    counted: null,
    last: ['r.place'],
    ids: { logicalCallId: null, segmentId: null },
  };
  try {
    await insertValues(
      connection,
      source.rows,
      `place INTEGER, ${configColumns.map(({ name, type }) => `${name} ${type}`).join(', ')}`,
      rows.map(({ number, name, node }, place) => `(${place}, ${text(number)}, ${text(name)}, ${text(node)})`),
    );
  } catch (error) {
    connection.closeSync();
    throw error;
  }
  return { connection, source, restatedAt: null, reads: null, cut: null, unlimit: () => {}, close: () => connection.closeSync() };
};

/** Reads what a list is about and puts it where SQL finds it. @throws ProblemError `bad-request`; nothing stays open then. */
export const openList = (
  deps: OpenQueryDeps,
  query: ResolvedQuery,
  columns: readonly ListColumn[],
  runMs: number = queryRunMs,
): Promise<OpenList> => {
  switch (query.template.kind) {
    case 'configList':
      return openConfig(deps, query);
    case 'statusList':
      return openStatus(deps, query, runMs);
    case 'callList':
    case 'segmentList':
    case 'grouped':
      return openRowsOfCalls(deps, query, columns, runMs);
  }
};
