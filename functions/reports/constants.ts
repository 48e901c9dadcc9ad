/** Limits of reports. Imports nothing. */
/** Queries that run at once in one process; more wait. DuckDB uses all its threads for one, so a queue is as fast and needs less memory. */
export const queriesAtOnce = 2;
/** So long a query waits for its turn, and so long it runs; nobody gets its answer later, as a request ends after 29 s. */
export const queryWaitMs = 20_000;
export const queryRunMs = 27_000;
/** Rows of a VALUES list; a longer one is slow to parse. */
export const valuesAtOnce = 1_000;
/** Ten years and a little: as much as `lastDays` may name. Nothing that is computed day by day goes on for longer. */
export const longestRangeMs = 3_702 * 86_400_000;
/** Periods that a report by time is cut into: five years of half hours. */
export const periodsAtMost = 100_000;
/** A lost call is looked for in a rolling rate among calls that began so long before the period, as calls ring no longer. */
export const longestRingMs = 6 * 3_600_000;
/** Rows of a list that are joined and sorted at once when all of it is written. */
export const spoolRows = 50_000;
/** Answers that are kept in a process, by the length of their text. */
export const resultBytes = 32 * 1024 * 1024;
/** So long without a word from a site while the range goes on means that figures may be old. */
export const silentAfterMs = 120_000;
