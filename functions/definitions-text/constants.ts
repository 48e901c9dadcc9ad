/** Limits of texts. Imports nothing. */
export const textBytes = 1_048_576;
/** What a function may answer is 6 MB. */
export const largestExport = 4 * 1_048_576;
/** Faults that are told; looking for the lines of more takes long. */
export const faultsAtMost = 100;
/** Number of this way of writing. */
export const textFormat = 1;
/** A transaction holds 100 writes. */
export const writesAtMost = 100;
