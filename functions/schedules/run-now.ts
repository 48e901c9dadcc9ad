import { auditNote } from '../audit/audit.ts';
import type { AuditWrite, Doing } from '../audit/types.ts';
import { attempts } from '../runtime/attempts.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { SendJob } from '../runtime/send-job.ts';
import { byHandAtOnce } from './constants.ts';
import { newRun } from './core/new-run.ts';
import type { ScheduleStore } from './schedule-store.ts';
import type { ScheduleRun } from './types.ts';

export interface RunNowDeps {
  readonly store: ScheduleStore;
  readonly audit: AuditWrite;
  readonly sendJob: SendJob;
  readonly now: () => number;
}

const isUnderWay = ({ state }: ScheduleRun): boolean => state === 'waiting' || state === 'running';
/** All customers share the workers. @returns revision of the count. @throws ProblemError `too-many` */
const roomFor = async ({ store, now }: RunNowDeps, { scope }: Doing): Promise<number> => {
  const { rev, underWay } = await store.byHand(scope, now());
  if (underWay >= byHandAtOnce)
    throw new ProblemError(
      'too-many',
      `At most ${byHandAtOnce} runs of a site that were asked for by hand may wait or run, those that are made again included: wait for one.`,
    );
  return rev;
};

/** What the queue does not take, the sweep hands to it. @throws ProblemError `too-many`, `conflict` */
const begin = async (
  deps: RunNowDeps,
  doing: Doing,
  make: (now: number) => ScheduleRun,
  summaryOf: (run: ScheduleRun) => string,
): Promise<ScheduleRun> => {
  const { scope } = doing;
  for await (const _ of attempts()) {
    const rev = await roomFor(deps, doing);
    const now = deps.now();
    const run = make(now);
    const object = `schedule ${run.content.name} (${run.schedule})`;
    const row = deps.audit(auditNote(doing, now, { action: 'schedule.run', object, summary: summaryOf(run) }));
    const writes = [...deps.store.createRunWrites(scope, run), ...deps.store.byHandWrites(scope, run, rev), row];
    if (!(await deps.store.commit(writes))) continue;
    await deps.sendJob({ job: 'scheduleRun', tenant: scope.tenant, site: scope.site, run: run.id });
    return run;
  }
  throw new ProblemError('conflict', 'Others begin runs of this site at the same moment: try again.');
};

/**
 * Runs a schedule at once, with the rights of who saved it, and leaves its moments as they are (L4615).
 * @throws ProblemError `not-found`, `conflict`, `too-many`
 */
export const runNow =
  (deps: RunNowDeps) =>
  async (doing: Doing, id: string): Promise<ScheduleRun> => {
    const { scope } = doing;
    const found = await deps.store.find(scope, id);
    if (found === null) throw new ProblemError('not-found', 'There is no such schedule here.');
    const { content, owner } = found;
    return begin(
      deps,
      doing,
      (now) => newRun({ schedule: id, content, owner, dueAt: now, asAt: now, trigger: 'byHand', note: null, now }),
      (run) => `run ${run.id} asked for`,
    );
  };

/**
 * Makes the files of a run again, from what was kept of it, as a run of its own that sends nothing. Who may open the first may open it.
 * @throws ProblemError `conflict`, `too-many`
 */
export const runAgain =
  (deps: RunNowDeps) =>
  async (doing: Doing, first: ScheduleRun): Promise<ScheduleRun> => {
    if (first.rerunOf !== null) throw new ProblemError('conflict', 'This one was itself made again: take the first run.');
    if (isUnderWay(first)) throw new ProblemError('conflict', 'The run is not over yet: there is nothing to compare with.');
    if (first.files.length === 0) throw new ProblemError('conflict', 'The run made no files: there is nothing to compare with.');
    const { id: rerunOf, schedule, content, owner, asAt } = first;
    return begin(
      deps,
      doing,
      (now) => newRun({ schedule, content, owner, dueAt: now, asAt, trigger: 'rerun', rerunOf, note: null, now }),
      (run) => `run ${run.id} asked for, from the inputs of ${rerunOf}`,
    );
  };
