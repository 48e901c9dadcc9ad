import { formatSpan, plural } from '../../time/core/format.ts';
import type { RunComparison, RunHead, RunState, RunTrigger, ScheduleRun } from './types.ts';

export const stateWords: Readonly<Record<RunState, string>> = {
  waiting: 'waiting',
  running: 'running',
  delivered: 'delivered',
  done: 'made again',
  failed: 'failed',
};
export const triggerWords: Readonly<Record<RunTrigger, string>> = {
  schedule: 'as scheduled',
  byHand: 'run by hand',
  missed: 'late, after an outage',
  rerun: 'from kept inputs, sent to nobody',
};
export const isUnderWay = ({ state }: Pick<RunHead, 'state'>): boolean => state === 'waiting' || state === 'running';

/** `3 reports, 214 rows`, `1 report, empty`, `made with wider rights` */
export const reportsWords = ({ reports, hidden }: Pick<ScheduleRun, 'reports' | 'hidden'>): string => {
  if (hidden) return 'made with wider rights';
  if (reports.length === 0) return 'no report yet';
  const rows = reports.reduce((sum, report) => sum + report.rows, 0);
  return `${plural(reports.length, 'report')}, ${rows === 0 ? 'empty' : plural(rows, 'row')}`;
};

/** What is known of a mail that was handed over. */
const leftWords = (sentAt: number | null, maybeTwice: boolean): string =>
  sentAt === null ? 'mail, of which it is not known whether it left, ' : maybeTwice ? 'mail, which may have come twice, ' : 'mail ';

/** `Running again: 1 of 3 reports` */
export const againWords = ({ reports, reportCount, reason }: Pick<ScheduleRun, 'reports' | 'reportCount' | 'reason'>): string =>
  reason ?? `Running again: ${reports.length} of ${plural(reportCount, 'report')}`;

/** Whether files that were made again have the bytes of the first. */
export const equalWords = ({ equal, files }: Pick<RunComparison, 'equal' | 'files'>): string => {
  if (equal) return `Equal: ${files.length === 1 ? 'the file has' : `all ${plural(files.length, 'file')} have`} the same bytes as then.`;
  const others = files.filter((file) => !file.equal).length;
  return others === 0
    ? 'Not equal: there are fewer files than then.'
    : `Not equal: ${plural(others, 'file')} of ${files.length} came out with other bytes than then.`;
};

/** Who got it, or where it lies. */
export const deliveryWords = ({ delivery, files, hidden }: Pick<ScheduleRun, 'delivery' | 'files' | 'hidden'>): string => {
  if (hidden) return 'not shown: it was made with wider rights than yours';
  if (delivery === null) return 'nothing was sent';
  if (delivery.kind === 'bucket') return `${plural(delivery.objects.length, 'object')} in ${delivery.bucket}`;
  const people = [...delivery.to, ...delivery.cc, ...delivery.bcc];
  const how = delivery.attached ? `${plural(files.length, 'file')} attached` : 'with links, as it is too large to attach';
  return `${leftWords(delivery.sentAt, delivery.maybeTwice)}to ${people.join(', ') || 'nobody'}, ${how}`;
};

export const durationWords = ({ durationMs }: Pick<ScheduleRun, 'durationMs'>): string =>
  durationMs === null ? '' : durationMs < 1_000 ? 'less than a second' : formatSpan(durationMs);
