import { readdirSync, readFileSync } from 'node:fs';
import { epochMs, type LogicalCallId, type SegmentId } from '../../../functions/domain/ids.ts';
import type { Call, Segment, StatusRow } from '../../../functions/domain/segment.ts';
import { siteConfigSchema } from '../../../functions/domain/site-config.ts';
import { readTrace } from '../../replay/read-trace.ts';
import { rowsOfLines, type SiteRows } from './site-rows.ts';

const folder = new URL('../../traces/', import.meta.url);
const dayMs = 86_400_000;
const siteId = 'traced';

const config = siteConfigSchema.parse({
  id: siteId,
  timeZone: 'Europe/London',
  resetTime: '02:00',
  devices: [
    ...['1001', '1002', '1003', '1010'].map((number) => ({ number, type: 'extension' })),
    ...['2000', '2001'].map((number) => ({ number, type: 'huntGroup' })),
    ...['94101', '94102', '94103'].map((number) => ({ number, type: 'trunk' })),
    { number: '2500', type: 'application' },
    { number: '2501', type: 'application', notAnswering: true, notRung: true },
    { number: '5001', type: 'agent' },
  ],
  users: [
    { id: 'u1', name: 'Ann Archer', extensions: ['1001'], agents: ['5001'] },
    { id: 'u2', name: 'Bob Brown', extensions: ['1002', '1003'] },
  ],
  settings: {
    accountCodes: [{ code: '4711' }, { code: '4712' }],
    callRatePeriodMinutes: 60,
    serviceLevelFormula: 'F5',
    shortCallSeconds: 30,
    returnWindowDays: 2,
  },
});

/** At the end of a trace everybody logs off and do not disturb ends, as the next trace knows nothing of it. */
const goingHome = (status: readonly StatusRow[]): StatusRow[] => {
  const open = new Map<string, StatusRow>();
  const end = epochMs(Math.max(0, ...status.map((row) => row.at)) + 3_600_000);
  for (const row of status) {
    if (row.status === 'loggedOn' || row.status === 'loggedOut') {
      const id = `${row.agent} ${row.huntGroup}`;
      if (row.status === 'loggedOn') open.set(id, { ...row, status: 'loggedOut' });
      else open.delete(id);
    } else if (row.kind === 'dnd') {
      const id = `dnd ${row.extension}`;
      if (row.status === 'dndOn') open.set(id, { ...row, status: 'dndOff', dndNumber: null, dndMessage: null, dndText: null });
      else open.delete(id);
    }
  }
  return [...open.values()].map((row) => ({ ...row, statusId: `home-${row.statusId}`, at: end, carriedOver: false }));
};

/**
 * Every trace of `test/traces` in one site, a day each from 2026-03-02 on: what the simulator's people never do (personal routers, three
 * lines in a conference, withheld numbers, ends nobody reported). Ids get the trace's number, as each trace begins the same ids anew.
 */
export const tracedSite = (): SiteRows => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ndjson') && !/\.(calls|segments|status)\.ndjson$/.test(name));
  const calls: Call[] = [];
  const segments: Segment[] = [];
  const status: StatusRow[] = [];
  files.sort().forEach((file, index) => {
    const trace = readTrace(readFileSync(new URL(file, folder), 'utf8'));
    const rows = rowsOfLines(trace.config, trace.messages);
    const moved = (at: number) => epochMs(at + index * dayMs);
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
  return { config, calls, segments, status };
};
