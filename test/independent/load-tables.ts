import type { DuckDBConnection } from '@duckdb/node-api';
import type { Call, Segment, StatusRow } from '../../functions/domain/segment.ts';
import { callColumns, segmentColumns, statusColumns } from '../../functions/statistics/facts.ts';
import type { SiteRows } from './sites/site-rows.ts';

const fieldsOf = (row: Call | Segment, callStartedAt: number): object => ({
  ...row,
  ...Object.fromEntries(row.tags.map((tag, i) => [`tag${i + 1}`, tag])),
  endCause: row.endCause === null ? null : String(row.endCause),
  callStartedAt,
});

const fill = async (
  connection: DuckDBConnection,
  table: string,
  columns: readonly { readonly name: string; readonly type: string }[],
  rows: readonly object[],
): Promise<void> => {
  await connection.run(`CREATE TABLE ${table} (${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})`);
  const appender = await connection.createAppender(table);
  for (const row of rows) {
    const fields = new Map<string, unknown>(Object.entries(row));
    for (const { name, type } of columns) {
      const value = fields.get(name) ?? null;
      if (value === null) appender.appendNull();
      else if (type === 'BIGINT') appender.appendBigInt(BigInt(Number(value)));
      else if (type === 'INTEGER') appender.appendInteger(Number(value));
      else if (type === 'BOOLEAN') appender.appendBoolean(value === true);
      else appender.appendVarchar(typeof value === 'string' ? value : JSON.stringify(value));
    }
    appender.endRow();
  }
  appender.closeSync();
};

/** Tables `calls`, `segments`, `status` of all sites, as public rows: instants epoch ms, durations ms. `status.seq` = order in which rows came. */
export const loadTables = async (connection: DuckDBConnection, sites: readonly SiteRows[]): Promise<void> => {
  const calls: Call[] = sites.flatMap((site) => site.calls);
  const segments: Segment[] = sites.flatMap((site) => site.segments);
  const status: StatusRow[] = sites.flatMap((site) => site.status);
  const starts = new Map(calls.map((call) => [call.logicalCallId, call.startedAt]));
  await fill(
    connection,
    'calls',
    callColumns,
    calls.map((row) => fieldsOf(row, row.startedAt)),
  );
  await fill(
    connection,
    'segments',
    segmentColumns,
    segments.map((row) => fieldsOf(row, starts.get(row.logicalCallId) ?? row.startedAt)),
  );
  await fill(
    connection,
    'status',
    [...statusColumns, { name: 'seq', type: 'INTEGER' }],
    status.map((row, seq) => ({ ...row, seq })),
  );
};
