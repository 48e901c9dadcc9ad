import { epochMs } from '../../domain/ids.ts';
import type { ScheduleContent } from '../../domain/schedule.ts';
import { leaseMs } from '../constants.ts';
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

/** A run that nobody has begun with. Asked by hand it waits for nothing: somebody looks at the screen. */
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
  waitUntil: epochMs(trigger === 'byHand' ? asAt : dueAt + content.waitMinutes * 60_000),
  missing: [],
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
