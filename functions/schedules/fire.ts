import { errorFields } from '../runtime/log.ts';
import { isUnreadable } from '../runtime/read-row.ts';
import { missedAfterMs } from './constants.ts';
import { missedRuns } from './core/missed-runs.ts';
import { newRun } from './core/new-run.ts';
import { nextRun } from './core/next-run.ts';
import { runIdOf } from './core/run-id.ts';
import type { RunDeps } from './ports.ts';
import { tellUnreadable } from './tell-unreadable.ts';
import type { Place } from './types.ts';
import { zoneOf } from './zone-of.ts';

type FireDeps = Pick<RunDeps, 'store' | 'findConfig' | 'setNext' | 'now' | 'log' | 'metrics'>;

/**
 * A schedule is due: it goes on to its next moment and has a new run, in one transaction, so that one firing makes one run, however often its
 * message comes. A message of a moment that is no longer the schedule's, as it was edited or fired since, makes nothing.
 * @returns the run of that moment, new or made before; null = there is none
 */
export const fire = async (deps: FireDeps, place: Place, id: string, dueAt: number): Promise<string | null> => {
  const run = runIdOf(dueAt, id);
  const schedule = await deps.store.look(place, id);
  if (schedule !== null && isUnreadable(schedule)) {
    tellUnreadable(deps, place, schedule);
    return null;
  }
  if (schedule === null) await deps.store.forgetDue(place, id, dueAt);
  if (schedule === null || schedule.nextAt !== dueAt) return (await deps.store.findRun(place, run)) === null ? null : run;
  const now = deps.now();
  const { content, owner } = schedule;
  const zone = await zoneOf(deps.findConfig, place, content);
  const missed = now - dueAt > missedAfterMs ? missedRuns(content.timing, zone, dueAt, now) : null;
  const nextAt = nextRun(content.timing, zone, Math.max(now, dueAt))?.at ?? null;
  const made = newRun({
    schedule: id,
    content,
    owner,
    dueAt,
    asAt: missed?.last ?? dueAt,
    trigger: missed === null ? 'schedule' : 'missed',
    note: missed?.note ?? null,
    now,
  });
  const won = await deps.store.commit([...deps.store.goOnWrites(place, schedule, nextAt), ...deps.store.createRunWrites(place, made)]);
  // Edited, or fired by another message, at this very moment: the message comes again and finds how it ended.
  if (!won) throw new Error(`schedule ${id} changed while it was due`);
  try {
    await deps.setNext(place, id, nextAt);
  } catch (error) {
    deps.log.error('the moment of a schedule could not be set, the sweep does it', { ...place, schedule: id, ...errorFields(error) });
  }
  return run;
};
