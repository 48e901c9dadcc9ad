/** Names of the worker in metrics, and those that have an alarm. Imports nothing. */
export const workerService = 'jobs';
/** Messages that are no job of ours: they end with the dead letters. */
export const jobsUnreadableMetric = 'jobsUnreadable';
/** As long as Lambda lets a function run. */
export const jobLimitMs = 15 * 60_000;
/** Tries of a job, the first included. */
export const jobTries = 3;
/** Objects of exports carry it: they go after a week, those of scheduled runs after three months. */
export const exportTag = { key: 'kept', value: 'week' } as const;
/** Jobs worked on at once, of all customers. */
export const jobsAtOnce = 10;
