import { type DuckDb, type LakeReader, lakeFilesSql, loadRows } from '../lake/lake.ts';
import { ProblemError } from '../runtime/problem.ts';
import { statusColumns, statusRecord } from '../statistics/facts.ts';
import { filterSql } from '../statistics/filters.ts';
import type { ListRow, Row } from './core/list-value.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import { statusBlanksSql, visibleStatusSql } from './core/unit-sql.ts';
import { loadMembers } from './limit-to-units.ts';
import { intervalsOf } from './open-query.ts';
import { type ListRequest, listOrder, plain } from './run-list.ts';

/** Fields of a filter that a change of status has. */
const filterable = new Set(['extension', 'extensionName', 'agent', 'agentName', 'huntGroup', 'huntGroupName']);

const window = (query: ResolvedQuery): string =>
  query.dailyWindow === null
    ? 'true'
    : `(${
        intervalsOf(query)
          .map(({ startsAt, endsAt }) => `s."at" >= ${startsAt} AND s."at" < ${endsAt}`)
          .join(' OR ') || 'false'
      })`;

/** Changes of status in the range, oldest first; rows that only carry a state over a day's reset are none (rule set 1 §8.16). */
export const runStatusList = async (
  deps: { readonly lake: LakeReader; readonly duckDb: () => Promise<DuckDb> },
  query: ResolvedQuery,
  request: ListRequest,
): Promise<{ readonly rows: readonly ListRow[]; readonly count: number; readonly restatedAt: number | null }> => {
  const { from, to, filter, members, template } = query;
  const odd = filter?.tests.find(({ field }) => !filterable.has(field));
  if (odd !== undefined)
    throw new ProblemError('bad-request', `A change of status has no "${odd.field}"; filter by extension, agent or hunt group.`, {
      errors: [{ pointer: `#/filter/${odd.field}`, detail: 'not on a list of status changes', in: 'body' }],
    });
  const reading = await deps.lake.read({ tenant: query.tenant, site: query.site, from, to }, ['status']);
  const connection = await (await deps.duckDb()).connect();
  try {
    await loadRows(connection, 'tail_status', 'status', reading.tail.status.map(statusRecord));
    if (members !== null) await loadMembers(connection, members);
    const all = `(${lakeFilesSql('status', reading.files.status)} UNION ALL SELECT * FROM tail_status)`;
    // Blank before the filter asks, so that it tells nothing of groups of others.
    const seen = members === null ? all : `(SELECT s.* REPLACE (${statusBlanksSql()}) FROM ${all} s WHERE ${visibleStatusSql()})`;
    const kind = template.id === 'acdStatusList' ? 'acd' : 'dnd';
    await connection.run(`CREATE OR REPLACE TEMP TABLE status_rows AS SELECT * FROM ${seen} s
      WHERE s."at" >= ${from} AND s."at" < ${to} AND s.kind = '${kind}' AND NOT s."carriedOver"
      AND ${window(query)} AND ${filter === null ? 'true' : filterSql(filter, { dialPlan: query.config.dialPlan })}`);
    const page = await connection.runAndReadAll(
      `SELECT * FROM status_rows ORDER BY ${listOrder(request, false, ['"at"', '"statusId"'])} LIMIT ${request.limit} OFFSET ${request.offset}`,
    );
    const counted = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM status_rows');
    return {
      rows: page.getRowObjects().map((object) => {
        const row: Row = Object.fromEntries(statusColumns.map(({ name }) => [name, plain(object[name])]));
        return { row, fact: null, whole: false };
      }),
      count: Number(counted.getRows()[0]?.[0] ?? 0),
      restatedAt: reading.restated.length === 0 ? null : Math.max(...reading.restated.map((one) => one.at)),
    };
  } finally {
    connection.closeSync();
    reading.release();
  }
};
