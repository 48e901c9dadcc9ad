/** Key spelling and limits of call-backs, in the boards table. Imports nothing. */
export const callBacksPk = (tenant: string, site: string): string => `T#${tenant}#S#${site}#CALLBACKS`;
export const claimPrefix = 'CLAIM#';
export const claimSk = (callBack: string): string => `${claimPrefix}${callBack}`;
/** A claim without a try lets go after this, so that nobody who went home keeps a caller waiting. */
export const claimLapsesMs = 30 * 60_000;
export const noteCharacters = 500;
/** So long one answer of the report serves everybody at the site who looks at the list. */
export const freshMs = 3_000;
/** Call-backs a list holds; `total` says how many there are. */
export const itemsAtMost = 1_000;
/** Lost calls told of one call-back, the last ones; `lostCalls` says how many there are. */
export const callsPerItem = 50;
/** A row outlives the return window by this, for sites nobody looks at meanwhile. */
export const keptSeconds = 2 * 86_400;
/** Rows that are cleared in one look at the list; the next look takes the others. */
export const clearedAtOnce = 50;
