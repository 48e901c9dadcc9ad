/** Published door of schedules. */
export { composeRunSchedule, composeStoredSchedules, composeSweep } from './compose-schedules.ts';
export { createStoredSchedules, type StoredSchedules } from './known-schedules.ts';
export { createRunSchedule, type ScheduleJob } from './run-schedule.ts';
export type { ScheduleUse, StoredSchedule } from './types.ts';
