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
    const run = job.job === 'schedule' ? await fire(deps, place, job.schedule, job.dueAt) : job.run;
    if (run !== null) await goOn(place, run);
  };
};
