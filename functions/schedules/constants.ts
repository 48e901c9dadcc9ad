/** Key spelling and limits of schedules, in the reports table. Imports nothing. */
export const schedulesPk = (tenant: string, site: string): string => `T#${tenant}#S#${site}#SCHEDULES`;
export const schedulePrefix = 'SCHEDULE#';
export const scheduleSk = (schedule: string): string => `${schedulePrefix}${schedule}`;
/** Changes with each new schedule, so that two that are made at once are not both the last one that a site may have. */
export const schedulesHeadSk = 'SCHEDULE';
export const namePrefix = 'NAME#';
/** Keeps a name for one schedule (L4656). */
export const nameSk = (name: string): string => `${namePrefix}${name.trim().toLowerCase()}`;
export const runPrefix = 'RUN#';
export const runSk = (dueAt: number, schedule: string): string => `${runPrefix}${new Date(dueAt).toISOString()}#${schedule}`;
/** A link of a mail, by the SHA-256 of its secret. */
export const linkSk = (hash: string): string => `LINK#${hash}`;

/** Everything that is due, of all tenants, by when: for the sweep on a timer, which finds the tenant in it. */
export const duePk = 'SCHEDULES';
export const dueScheduleSk = (at: number, tenant: string, site: string, schedule: string): string =>
  `${new Date(at).toISOString()}#T#${tenant}#S#${site}#SCHEDULE#${schedule}`;
export const dueRunSk = (at: number, tenant: string, site: string, run: string): string =>
  `${new Date(at).toISOString()}#T#${tenant}#S#${site}#RUN#${run}`;

/** Where a run's files lie in the bucket of exports. */
export const runFolder = (tenant: string, site: string, run: string): string => `tenant=${tenant}/site=${site}/schedules/${run}/`;

const minute = 60_000;
/** Three months (L4617): rows age by themselves, files by the bucket's own rule. */
export const keptDays = 92;
/** What is due and was not run so long is missed: a queue that is a little late is no outage. */
export const missedAfterMs = 10 * minute;
/** The sweep runs hourly and sets again what is due until after the next one. */
export const sweepAheadMs = 75 * minute;
/** What is so late that its message must have been lost. */
export const sweepLateMs = 5 * minute;
/** A worker that says nothing for so long has died. The longest run of a function is 15 minutes. */
export const leaseMs = 16 * minute;
export const attemptsAtMost = 3;
/** From one look for data that is on its way to the next: in the first minutes, and later. */
export const firstWaitMs = minute;
export const waitStepMs = 5 * minute;
/** From the end of a range to when everything heard of it can be read. */
export const settleMs = 30_000;
/** So long a schedule waits at least, whatever it says: an agent is heard every 10 s and called late after 35 s, and what it sent settles meanwhile. */
export const leastWaitMs = minute;
/** What a run by hand, which waits for nothing, lacks of the present is on its way, not missing: six heartbeats of a site. */
export const onItsWayMs = minute;
/** What one report of a run may take. */
export const reportRunMs = 10 * minute;
/** Links in mails work for so long. */
export const linkDays = 7;
/** A signed address, once asked for. */
export const signedSeconds = 300;
/** Rows of the small table in a mail. */
export const mailRows = 10;
export const previewRuns = 10;
/** Runs by hand of a site that wait or run. */
export const byHandAtOnce = 10;
/** Changes with each of them, so that two that begin at once are not both the last one that may. */
export const byHandHeadSk = 'BYHAND';
export const byHandPrefix = 'BYHAND#';
/** A row for each of them, as long as it is under way. */
export const byHandSk = (run: string): string => `${byHandPrefix}${run}`;
/** One that takes longer is not counted: its row was damaged. */
export const byHandMs = 86_400_000;
/** A bucket that somebody tries may be anybody's. */
export const triesAnHour = 20;
/** Counts them, in a row for each hour. */
export const triesSk = (hour: number): string => `TRIES#${hour}`;
/** Missed runs are counted up to this. */
export const countedMissed = 1_000;

export const schedulesService = 'schedules';
export const scheduleFailedMetric = 'ScheduleFailed';
/** A schedule or run is due, and what is stored of it cannot be read. */
export const scheduleUnreadableMetric = 'ScheduleUnreadable';
/** Somebody is told that a schedule fails once in so long. */
export const alarmAgainMs = 20 * 60 * minute;
