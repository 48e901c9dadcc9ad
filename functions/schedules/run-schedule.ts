import type { Job } from '../domain/job.ts';
import { fire } from './fire.ts';
import { createGoOn } from './go-on.ts';
import type { RunDeps } from './ports.ts';

export type ScheduleJob = Extract<Job, { job: 'schedule' | 'scheduleRun' }>;

/** Does a job of schedules. Doing it again changes nothing. @throws what may go away by itself, so that the message comes again */
export const createRunSchedule = (deps: RunDeps): ((job: ScheduleJob) => Promise<void>) => {
  const goOn = createGoOn(deps);
  return async (job) => {
    const { tenant, site } = job;
    const place = { tenant, site };
    if (job.job === 'scheduleRun') {
      await goOn(place, job.run);
      return;
    }
    // The scheduler can name a group for FIFO queues only, so its message comes before those of any customer. It does next to nothing: the run
    // itself waits its turn. A message that comes again hands over the same run.
    const run = await fire(deps, place, job.schedule, job.dueAt);
    if (run !== null) await deps.sendJob({ job: 'scheduleRun', tenant, site, run });
  };
};
