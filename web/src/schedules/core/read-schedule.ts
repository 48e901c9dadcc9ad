import { createReader } from '../../api/create-reader.ts';
import { isUnreadable, type Unreadable } from '../../api/unreadable.ts';
import type { RunComparison, RunDelivery, RunHead, RunWithInputs, Schedule, ScheduleRun, UnreadableRun } from './types.ts';

const somebody = { id: '', name: 'somebody' };
const readHead = createReader<RunHead, 'id' | 'dueAt' | 'state'>({ trigger: 'schedule', reason: null, finishedAt: null });
const readOne = createReader<Schedule, 'id' | 'name' | 'timing' | 'format' | 'delivery'>({
  description: '',
  enabled: true,
  reports: [],
  waitMinutes: 60,
  alarmWhenEmpty: true,
  owner: somebody,
  mine: false,
  rights: { limit: null, fault: null },
  version: 0,
  updatedAt: 0,
  nextAt: null,
  lastRun: null,
  faults: [],
  mayEdit: false,
});
export const readSchedule = (answer: Schedule): Schedule => {
  const schedule = readOne(answer);
  return { ...schedule, lastRun: schedule.lastRun === null ? null : readHead(schedule.lastRun) };
};
/** An entry of the list of schedules. */
export const readScheduleItem = (item: Schedule | Unreadable): Schedule | Unreadable => (isUnreadable(item) ? item : readSchedule(item));

type Mailed = Extract<RunDelivery, { kind: 'email' }>;
type Put = Extract<RunDelivery, { kind: 'bucket' }>;
const readMailed = createReader<Mailed, 'kind'>({
  to: [],
  cc: [],
  bcc: [],
  left: [],
  attached: false,
  linksEndAt: null,
  maybeTwice: false,
  sentAt: null,
});
const readPut = createReader<Put, 'kind' | 'bucket'>({ objects: [], sentAt: null });
const readDelivery = (delivery: RunDelivery): RunDelivery => (delivery.kind === 'email' ? readMailed(delivery) : readPut(delivery));
const readComparison = createReader<RunComparison, 'equal'>({ files: [], today: [] });
const readRunReport = createReader<ScheduleRun['reports'][number], 'report' | 'name'>({ rows: 0, empty: false, file: null, notes: [] });
const readWhole = createReader<ScheduleRun, 'id' | 'schedule' | 'scheduleName' | 'dueAt' | 'asAt' | 'state' | 'format'>({
  startedAt: null,
  finishedAt: null,
  durationMs: null,
  trigger: 'schedule',
  reason: null,
  missing: [],
  owner: somebody,
  hidden: false,
  reports: [],
  files: [],
  delivery: null,
  reportCount: 0,
  rerunOf: null,
  comparison: null,
});

export const readRun = (answer: ScheduleRun): ScheduleRun => {
  const run = readWhole(answer);
  return {
    ...run,
    reports: run.reports.map(readRunReport),
    delivery: run.delivery === null ? null : readDelivery(run.delivery),
    comparison: run.comparison === null ? null : readComparison(run.comparison),
  };
};
/** An entry of the history. */
export const readRunItem = (item: ScheduleRun | UnreadableRun): ScheduleRun | UnreadableRun =>
  'unreadable' in item ? item : readRun(item);
export const readRunWithInputs = (answer: RunWithInputs): RunWithInputs => ({
  ...readRun(answer),
  inputs: 'inputs' in answer ? answer.inputs : null,
});
