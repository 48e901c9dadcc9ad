import { readdirSync, readFileSync } from 'node:fs';
import { epochMs, type LogicalCallId, type SegmentId } from '../../../functions/domain/ids.ts';
import type { Call, Segment, StatusRow } from '../../../functions/domain/segment.ts';
import { readTrace } from '../../replay/read-trace.ts';
import { goingHome } from './going-home.ts';
import { rowsOfLines, type SiteRows } from './site-rows.ts';

const folder = new URL('../../traces/', import.meta.url);
const dayMs = 86_400_000;
/**
 * Every trace of `test/traces` in one site, a day each from the first on: what the simulator's people never do (personal routers, three
 * lines in a conference, withheld numbers, ends nobody reported). Ids get the trace's number, as each trace begins the same ids anew.
 */
export const tracedRows = (siteId: string, firstDay: number): Omit<SiteRows, 'config'> => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ndjson') && !/\.(calls|segments|status)\.ndjson$/.test(name));
  const calls: Call[] = [];
  const segments: Segment[] = [];
  const status: StatusRow[] = [];
  files.sort().forEach((file, index) => {
    const trace = readTrace(readFileSync(new URL(file, folder), 'utf8'));
    const rows = rowsOfLines(trace.config, trace.messages);
    const moved = (at: number) => epochMs(at - Date.UTC(2026, 2, 2) + firstDay + index * dayMs);
    const movedOrNull = (at: number | null) => (at === null ? null : moved(at));
    const idOf = (id: string): LogicalCallId => `t${index}-${id}` as LogicalCallId;
    const times = (row: Call | Segment) => ({
      siteId,
      logicalCallId: idOf(row.logicalCallId),
      startedAt: moved(row.startedAt),
      answeredAt: movedOrNull(row.answeredAt),
      endedAt: movedOrNull(row.endedAt),
    });
    calls.push(...rows.calls.map((row) => ({ ...row, ...times(row) })));
    segments.push(...rows.segments.map((row) => ({ ...row, ...times(row), segmentId: `t${index}-${row.segmentId}` as SegmentId })));
    status.push(
      ...[...rows.status, ...goingHome(rows.status)].map((row) => ({
        ...row,
        siteId,
        statusId: `t${index}-${row.statusId}`,
        at: moved(row.at),
      })),
    );
  });
  return { calls, segments, status };
};
