import { composeWriteExport } from '../exports/report-files.ts';
import { composeOpenRows } from '../reports/report-rows.ts';
import type { Environment } from '../runtime/env.ts';
import { createLog } from '../runtime/log.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { schedulesService } from '../schedules/constants.ts';
import { composeRunSchedule } from '../schedules/stored-schedules.ts';
import { workerService } from './constants.ts';
import { workMessages } from './work-messages.ts';

/** The worker with everybody whose jobs it does. What they count stays theirs, so that alarms find it. */
export const composeWorker = (env: Environment) => {
  const log = createLog(workerService, env);
  const own = createMetrics(workerService, env);
  const ofSchedules = createMetrics(schedulesService, env);
  // One database for all of them: two would need twice the memory.
  const openRows = composeOpenRows(env);
  const runSchedule = composeRunSchedule(env, { log: createLog(schedulesService, env), metrics: ofSchedules }, openRows);
  const metrics = {
    ...own,
    flush: () => {
      own.flush();
      ofSchedules.flush();
    },
  };
  const work = workMessages({
    handlers: {
      export: composeWriteExport(env, openRows),
      schedule: runSchedule,
      scheduleRun: runSchedule,
    },
    now: Date.now,
    log,
    metrics,
  });
  return { log, metrics, work };
};
