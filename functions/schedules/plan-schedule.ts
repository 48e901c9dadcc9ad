import { auditNote, type NoteWords } from '../audit/audit.ts';
import type { AuditWrite, Doing, TransactWrite } from '../audit/types.ts';
import { epochMs } from '../domain/ids.ts';
import type { ScheduleContent } from '../domain/schedule.ts';
import { errorFields, type Log } from '../runtime/log.ts';
import type { StoredReports } from '../saved-reports/stored-reports.ts';
import { nextRun } from './core/next-run.ts';
import { scheduleChanges } from './core/schedule-changes.ts';
import type { FaultDeps } from './find-faults.ts';
import type { FindRightsDeps } from './find-rights.ts';
import type { ScheduleStore } from './schedule-store.ts';
import type { SetNext } from './set-next.ts';
import type { Place, StoredSchedule } from './types.ts';
import { zoneOf } from './zone-of.ts';

export interface SaveScheduleDeps extends FaultDeps, FindRightsDeps {
  readonly store: ScheduleStore;
  readonly reports: Pick<StoredReports, 'find' | 'resolveFilter'>;
  readonly setNext: SetNext;
  readonly audit: AuditWrite;
  readonly log: Log;
  readonly now: () => number;
  /** Six characters of the alphabet of ids, never the same. */
  readonly newSuffix: () => string;
}

export const scheduleNote = (doing: Doing, now: number, of: StoredSchedule, told: Omit<NoteWords, 'object'>) =>
  auditNote(doing, now, { object: `schedule ${of.content.name} (${of.id})`, ...told });

const nextAtOf = async (deps: SaveScheduleDeps, place: Place, content: ScheduleContent, after: number) =>
  content.enabled ? (nextRun(content.timing, await zoneOf(deps.findConfig, place, content), after)?.at ?? null) : null;

/** The table says when it is due; a moment that could not be set now is set by the sweep. */
export const setMoment = async (deps: SaveScheduleDeps, place: Place, id: string, at: number | null): Promise<void> => {
  try {
    await deps.setNext(place, id, at);
  } catch (error) {
    deps.log.error('the moment of a schedule could not be set, the sweep does it', { ...place, schedule: id, ...errorFields(error) });
  }
};

/** What is saved, and what saves it. */
export interface Planned {
  readonly schedule: StoredSchedule;
  readonly writes: readonly TransactWrite[];
}

export const planNew = async (deps: SaveScheduleDeps, doing: Doing, id: string, content: ScheduleContent): Promise<Planned> => {
  const { scope, who } = doing;
  const now = deps.now();
  const nextAt = await nextAtOf(deps, scope, content, now);
  const schedule: StoredSchedule = {
    id,
    content,
    owner: { id: who.id, name: who.name },
    version: 1,
    updatedAt: epochMs(now),
    nextAt: nextAt === null ? null : epochMs(nextAt),
    lastRun: null,
    alarmedAt: null,
  };
  const row = deps.audit(scheduleNote(doing, now, schedule, { action: 'schedule.save', summary: 'made' }));
  return { schedule, writes: [...deps.store.createWrites(scope, schedule), row] };
};

export const planChange = async (
  deps: SaveScheduleDeps,
  doing: Doing,
  before: StoredSchedule,
  to: Pick<StoredSchedule, 'content' | 'owner'>,
  summary: string | null,
): Promise<Planned> => {
  const { scope } = doing;
  const { content } = to;
  const now = deps.now();
  const nextAt = await nextAtOf(deps, scope, content, now);
  const after: StoredSchedule = {
    ...before,
    ...to,
    version: before.version + 1,
    updatedAt: epochMs(now),
    nextAt: nextAt === null ? null : epochMs(nextAt),
  };
  const told = {
    action: 'schedule.save',
    summary: summary ?? `version ${after.version}`,
    changes: scheduleChanges(before, after),
  } as const;
  const row = deps.audit(scheduleNote(doing, now, after, told));
  return { schedule: after, writes: [...deps.store.saveWrites(scope, after, before), row] };
};
