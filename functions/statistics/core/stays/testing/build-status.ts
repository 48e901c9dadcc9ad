import type { Gap } from '../../../../domain/engine-output.ts';
import { type EpochMs, epochMs } from '../../../../domain/ids.ts';
import type { StatusRow } from '../../../../domain/segment.ts';
import type { CutStay, Stay } from '../../types/stay.ts';

/** `HH:MM` or `HH:MM:SS` on 2 March 2026, UTC. */
export const clock = (text: string): EpochMs => epochMs(Date.parse(`2026-03-02T${text.length === 5 ? `${text}:00` : text}Z`));

const base: StatusRow = {
  statusId: '',
  siteId: 'harbour',
  kind: 'acd',
  status: 'free',
  at: epochMs(0),
  agent: null,
  agentName: null,
  extension: '1001',
  extensionName: 'Ann Archer',
  huntGroup: null,
  huntGroupName: null,
  dndNumber: null,
  dndMessage: null,
  dndText: null,
  carriedOver: false,
};

const withId = (row: StatusRow): StatusRow => ({
  ...row,
  statusId: [row.kind, row.kind === 'acd' ? row.agent : row.extension, row.at, row.carriedOver, row.status, row.huntGroup].join('-'),
});

/** Row of agent 5001 at phone 1001. */
export const acd = (time: string, status: StatusRow['status'], more: Partial<StatusRow> = {}): StatusRow =>
  withId({ ...base, kind: 'acd', agent: '5001', agentName: 'Jo Lane', status, at: clock(time), ...more });

/** Row of phone 1001. */
export const dnd = (time: string, status: 'dndOn' | 'dndOff', more: Partial<StatusRow> = {}): StatusRow =>
  withId({ ...base, kind: 'dnd', status, at: clock(time), ...more });

/** Do not disturb of the phone while the agent is logged on there: a row of each (rule set 1 §1). */
export const both = (time: string, status: 'dndOn' | 'dndOff', more: Partial<StatusRow> = {}): readonly StatusRow[] => [
  dnd(time, status, { agent: '5001', ...more }),
  acd(time, status, more),
];

export const gap = (from: string, to: string | null, cause: Gap['cause'] = 'linkDown'): Gap => ({
  gapId: `${cause}-${from}`,
  siteId: 'harbour',
  cause,
  link: 'link-1',
  node: null,
  startedAt: clock(from),
  endedAt: to === null ? null : clock(to),
  detail: null,
});

const timeOf = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().slice(11, 19).replace(/:00$/u, ''));

/** `5001 busy 09:05-09:06 in out`: `in` = entered, `out` = left. */
export const stayLine = (stay: Stay): string =>
  [
    stay.number,
    stay.state + (stay.dndNumber ?? ''),
    `${timeOf(stay.startedAt)}-${timeOf(stay.endedAt)}`,
    ...(stay.entry ? ['in'] : []),
    ...(stay.exit ? ['out'] : []),
  ].join(' ');

/** `busy 60 entered`: whole seconds inside the range. */
export const cutLine = (stay: CutStay): string =>
  [
    stay.state + (stay.dndNumber ?? ''),
    stay.ms / 1000,
    ...(stay.entered ? ['entered'] : []),
    ...(stay.openAtStart ? ['open'] : []),
    ...(stay.leftAt === null ? [] : [`left ${timeOf(stay.leftAt)}`]),
  ].join(' ');
