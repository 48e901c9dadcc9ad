/** Spelling and limits of reports. Imports nothing. */
export const reportsService = 'reports';
/** Queries that run at once in one process; more wait. DuckDB uses all its threads for one, so a queue is as fast and needs less memory. */
export const queriesAtOnce = 2;
/** Rows of a VALUES list; a longer one is slow to parse. */
export const valuesAtOnce = 1_000;
/** A lost call is looked for in a rolling rate among calls that began so long before the period, as calls ring no longer. */
export const longestRingMs = 6 * 3_600_000;
/** So long without a word from a site while the range goes on means that figures may be old. */
export const silentAfterMs = 120_000;
