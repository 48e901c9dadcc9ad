import { auditNote } from '../audit/audit.ts';
import type { AuditWrite, Doing } from '../audit/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { SendJob } from '../runtime/send-job.ts';
import { byHandAtOnce } from './constants.ts';
import { newRun } from './core/new-run.ts';
import type { ScheduleStore } from './schedule-store.ts';
import type { ScheduleRun } from './types.ts';

/** Newest runs of a site among which those by hand are counted: what lies further back is long done. */
const lookedAt = 100;

export interface RunNowDeps {
  readonly store: ScheduleStore;
  readonly audit: AuditWrite;
  readonly sendJob: SendJob;
  readonly now: () => number;
}

const isUnderWay = ({ state }: ScheduleRun): boolean => state === 'waiting' || state === 'running';
const isByHand = ({ trigger }: ScheduleRun): boolean => trigger === 'byHand' || trigger === 'rerun';
/** All customers share the workers. @throws ProblemError `too-many` */
const refuseMore = async ({ store }: RunNowDeps, { scope }: Doing): Promise<void> => {
  const { items } = await store.listRuns(scope, null, lookedAt, null);
  if (items.filter((run) => isByHand(run) && isUnderWay(run)).length >= byHandAtOnce)
    throw new ProblemError(
      'too-many',
      `At most ${byHandAtOnce} runs of a site that were asked for by hand may wait or run, those that are made again included: wait for one.`,
    );
};

/** What the queue does not take, the sweep hands to it. */
const begin = async (deps: RunNowDeps, doing: Doing, run: ScheduleRun, summary: string): Promise<ScheduleRun> => {
  const { tenant, site } = doing.scope;
  const object = `schedule ${run.content.name} (${run.schedule})`;
  const row = deps.audit(auditNote(doing, deps.now(), { action: 'schedule.run', object, summary }));
  if (!(await deps.store.commit([...deps.store.createRunWrites(doing.scope, run), row])))
    throw new ProblemError('conflict', 'It was asked for twice at the same moment: the other one runs.');
  await deps.sendJob({ job: 'scheduleRun', tenant, site, run: run.id });
  return run;
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
    await refuseMore(deps, doing);
    const now = deps.now();
    const { content, owner } = found;
    const run = newRun({ schedule: id, content, owner, dueAt: now, asAt: now, trigger: 'byHand', note: null, now });
    return begin(deps, doing, run, `run ${run.id} asked for`);
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
    await refuseMore(deps, doing);
    const now = deps.now();
    const { id: rerunOf, schedule, content, owner, asAt } = first;
    const run = newRun({ schedule, content, owner, dueAt: now, asAt, trigger: 'rerun', rerunOf, note: null, now });
    return begin(deps, doing, run, `run ${run.id} asked for, from the inputs of ${rerunOf}`);
  };
