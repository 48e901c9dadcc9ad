import { inParallel } from '../runtime/bounded.ts';
import { errorFields, type Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { SendJob } from '../runtime/send-job.ts';
import { scheduleUnreadableMetric, sweepAheadMs, sweepLateMs } from './constants.ts';
import type { Due, ScheduleStore } from './schedule-store.ts';
import type { SetNext } from './set-next.ts';

export interface SweepDeps {
  readonly store: Pick<ScheduleStore, 'listDue'>;
  readonly setNext: SetNext;
  readonly sendJob: SendJob;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
}
export interface Swept {
  /** Moments that were set again, whether or not they were still set. */
  readonly set: number;
  /** What nobody had done in time: handed to the workers now. */
  readonly late: number;
}

const atOnce = 10;
type Done = 'set' | 'late' | 'nothing' | 'fault';

/**
 * Hourly, and when the workers start: what is due until after the next sweep is set again, in case its moment was never set or is lost, and
 * what should have been done by now is handed to the workers. All of it may be done any number of times.
 */
export const sweepSchedules = async (deps: SweepDeps): Promise<Swept> => {
  const now = deps.now();
  const one = async (due: Due): Promise<Done> => {
    const { tenant, site, at } = due;
    if (at <= now - (due.kind === 'schedule' ? sweepLateMs : 0)) {
      await deps.sendJob(
        due.kind === 'run'
          ? { job: 'scheduleRun', tenant, site, run: due.run }
          : { job: 'schedule', tenant, site, schedule: due.schedule, dueAt: at },
      );
      return 'late';
    }
    // A run that somebody works on, or a schedule whose message is on its way.
    if (due.kind === 'run' || at <= now) return 'nothing';
    await deps.setNext({ tenant, site }, due.schedule, at);
    return 'set';
  };
  // Counted up by the workers; from here the graph has its zeros.
  deps.metrics.count(scheduleUnreadableMetric, 0);
  const { read, unreadable } = await deps.store.listDue(now + sweepAheadMs);
  for (const { id, unreadable: fault } of unreadable) deps.log.error('a row of what is due cannot be read', { row: id, fault });
  const done = await inParallel(read, atOnce, async (due): Promise<Done> => {
    try {
      return await one(due);
    } catch (error) {
      const { tenant, site } = due;
      deps.log.error('a schedule could not be swept, the next sweep tries again', { tenant, site, kind: due.kind, ...errorFields(error) });
      return 'fault';
    }
  });
  const count = (what: Done): number => done.filter((each) => each === what).length;
  deps.metrics.count('schedulesSetAgain', count('set'));
  deps.metrics.count('schedulesLate', count('late'));
  const faults = count('fault') + unreadable.length;
  if (faults > 0)
    throw new Error(`${faults} of ${done.length + unreadable.length} could not be swept; the log lines before this one say why`);
  return { set: count('set'), late: count('late') };
};
