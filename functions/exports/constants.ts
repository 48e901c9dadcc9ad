/** Keys, limits and names of exports; every key begins with the tenant. Imports nothing. */
export const exportsPk = (tenant: string, site: string): string => `T#${tenant}#S#${site}#EXPORTS`;
export const exportPrefix = 'EXPORT#';
export const exportSk = (id: string): string => `${exportPrefix}${id}`;
/** Beside each export that waits or runs, so that they are counted without reading those that are done. */
export const activePrefix = 'ACTIVE#';
export const activeSk = (id: string): string => `${activePrefix}${id}`;
/** Counts what was begun, so that two at once cannot both believe there is room. */
export const headSk = 'HEAD';
/** Of all sites of a customer: who may be written now. */
export const placesPk = (tenant: string): string => `T#${tenant}#EXPORTS`;
export const placePrefix = 'PLACE#';
export const placeSk = (n: number): string => `${placePrefix}${n}`;
export const logoPk = (tenant: string, site: string): string => `T#${tenant}#S#${site}#LOGO`;
export const logoSk = 'LOGO';
export const objectPrefix = (tenant: string, site: string, id: string): string => `tenant=${tenant}/site=${site}/exports/${id}/`;

/** Exports that wait or run. */
export const activePerPerson = 5;
export const activePerSite = 20;
/**
 * Exports of a customer that are written at once, by ten workers: customers with long ones, three of them at a time, leave one to everybody else, and
 * a person who asks for several still sees more than one going on.
 */
export const runningPerTenant = 3;
/** One that found no place looks again so soon at the earliest, and at the latest. */
export const lookAtLeastMs = 3_000;
export const lookAtMostMs = 30_000;
/** One that nobody ended after so long counts no more. */
export const activeMs = 6 * 3_600_000;
/** Rows, objects and links to them. */
export const keptSeconds = 7 * 86_400;
export const linkSeconds = 300;
/** How far it is, and whether it was cancelled, is written and read so often. */
export const progressMs = 1_000;
/** A worker has an export for so long from its last word; then it has died, or cannot tell that it lives, and another may take the export over. */
export const leaseMs = 60_000;
/** A worker that told nothing for so long has stopped. */
export const silentMs = 20 * 60_000;
/** A run of SQL in the worker; the function itself ends after 15 minutes. */
export const exportRunMs = 10 * 60_000;
/** Rows of a bulk file. */
export const bulkRowsAtMost = 1_000_000;
export const bulkKinds = ['calls', 'segments', 'status'] as const;
export type BulkKind = (typeof bulkKinds)[number];
export const bulkFormats = ['csv', 'parquet'] as const;
export type BulkFormat = (typeof bulkFormats)[number];
/** Ten years. */
export const bulkRangeMs = 3_660 * 86_400_000;
/** A picture at the head of a page. */
export const logoBytesAtMost = 1_048_576;
