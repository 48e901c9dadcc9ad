import { epochMs } from '../../domain/ids.ts';
import type { ScheduleContent } from '../../domain/schedule.ts';
import { leaseMs, leastWaitMs } from '../constants.ts';
import { runIdOf } from './run-id.ts';

interface RunPlan {
  readonly schedule: string;
  readonly content: ScheduleContent;
  readonly owner: { readonly id: string; readonly name: string };
  readonly dueAt: number;
  readonly asAt: number;
  readonly trigger: 'schedule' | 'byHand' | 'missed' | 'rerun';
  /** The run that is made again. */
  readonly rerunOf?: string;
  /** What is special about it. */
  readonly note: string | null;
  readonly now: number;
}

/**
 * A run that nobody has begun with. Asked by hand it waits for nothing: somebody looks at the screen. Others wait as long as the schedule says, and
 * as long as the last seconds need to arrive: from now on, as what was missed comes when the site itself may have been away.
 */
export const newRun = ({ schedule, content, owner, dueAt, asAt, trigger, rerunOf, note, now }: RunPlan) => ({
  id: runIdOf(dueAt, schedule),
  schedule,
  dueAt: epochMs(dueAt),
  asAt: epochMs(asAt),
  trigger,
  state: 'waiting' as const,
  reason: null,
  note,
  startedAt: null,
  finishedAt: null,
  waitUntil: epochMs(trigger === 'byHand' ? asAt : Math.max(dueAt + content.waitMinutes * 60_000, now + leastWaitMs)),
  missing: [],
  heard: null,
  reports: [],
  files: [],
  delivery: null,
  rerunOf: rerunOf ?? null,
  comparison: null,
  content,
  owner: { ...owner },
  turn: 0,
  attempts: 0,
  leaseUntil: 0,
  lookAt: epochMs(now + leaseMs),
});
