import type { DuckDBConnection } from '@duckdb/node-api';
import { type LakeReading, lakeFilesSql, loadRows } from '../lake/lake.ts';
import { ProblemError } from '../runtime/problem.ts';
import { statusColumns, statusRecord } from '../statistics/facts.ts';
import { filterSql } from '../statistics/filters.ts';
import { hasWindow, intervalsOf } from './core/intervals.ts';
import type { ListSource } from './core/list-sql.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import { statusBlanksSql, visibleStatusSql } from './core/unit-sql.ts';
import { loadMembers } from './limit-to-units.ts';

/** Fields of a filter that a change of status has. */
const filterable = new Set(['extension', 'extensionName', 'agent', 'agentName', 'huntGroup', 'huntGroupName']);

/** @throws ProblemError `bad-request` */
export const checkStatusFilter = ({ filter }: ResolvedQuery): void => {
  const odd = filter?.tests.find(({ field }) => !filterable.has(field));
  if (odd !== undefined)
    throw new ProblemError('bad-request', `A change of status has no "${odd.field}"; filter by extension, agent or hunt group.`, {
      errors: [{ pointer: `#/filter/${odd.field}`, detail: 'not on a list of status changes', in: 'body' }],
    });
};

const windowSql = (query: ResolvedQuery): string => {
  if (!hasWindow(query)) return 'true';
  const parts = intervalsOf(query).map(({ startsAt, endsAt }) => `s."at" >= ${startsAt} AND s."at" < ${endsAt}`);
  return `(${parts.join(' OR ') || 'false'})`;
};

/** Changes of status in the range, oldest first; rows that only carry a state over a day's reset are none (rule set 1 §8.16). */
export const statusSource = async (connection: DuckDBConnection, query: ResolvedQuery, reading: LakeReading): Promise<ListSource> => {
  const { from, to, filter, members, template } = query;
  await loadRows(connection, 'tail_status', 'status', reading.tail.status.map(statusRecord));
  if (members !== null) await loadMembers(connection, members);
  const all = `(${lakeFilesSql('status', reading.files.status)} UNION ALL SELECT * FROM tail_status)`;
  // Blank before the filter asks, so that it tells nothing of groups of others.
  const seen = members === null ? all : `(SELECT s.* REPLACE (${statusBlanksSql()}) FROM ${all} s WHERE ${visibleStatusSql()})`;
  const kind = template.id === 'acdStatusList' ? 'acd' : 'dnd';
  const tests = [
    `s."at" >= ${from} AND s."at" < ${to} AND s.kind = '${kind}' AND NOT s."carriedOver"`,
    windowSql(query),
    filter === null ? 'true' : filterSql(filter, { dialPlan: query.config.dialPlan }),
  ];
  return {
    whole: false,
    hasFact: false,
    columns: statusColumns,
    rows: `(SELECT * FROM ${seen} s WHERE ${tests.join(' AND ')})`,
    counted: null,
    last: ['r."at"', 'r."statusId"'],
    ids: { logicalCallId: null, segmentId: null },
  };
};
