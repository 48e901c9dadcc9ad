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

const isUnderWay = ({ trigger, state }: ScheduleRun): boolean => trigger === 'byHand' && (state === 'waiting' || state === 'running');
/** All customers share the workers. @throws ProblemError `too-many` */
const refuseMore = async ({ store }: RunNowDeps, { scope }: Doing): Promise<void> => {
  const { items } = await store.listRuns(scope, null, lookedAt, null);
  if (items.filter(isUnderWay).length >= byHandAtOnce)
    throw new ProblemError('too-many', `At most ${byHandAtOnce} runs of a site that were asked for by hand may wait or run: wait for one.`);
};

/**
 * Runs a schedule at once, with the rights of who saved it, and leaves its moments as they are (L4615). What the queue does not take, the
 * sweep hands to it. @throws ProblemError `not-found`, `conflict`, `too-many`
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
    const object = `schedule ${content.name} (${id})`;
    const row = deps.audit(auditNote(doing, now, { action: 'schedule.run', object, summary: `run ${run.id} asked for` }));
    if (!(await deps.store.commit([...deps.store.createRunWrites(scope, run), row])))
      throw new ProblemError('conflict', 'It was asked for twice at the same moment: the other one runs.');
    await deps.sendJob({ job: 'scheduleRun', tenant: scope.tenant, site: scope.site, run: run.id });
    return run;
  };
