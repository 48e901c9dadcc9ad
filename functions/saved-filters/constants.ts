/** Key spelling and limits of saved filters, in the boards table. Imports nothing. */
export const filtersPk = (tenant: string, site: string): string => `T#${tenant}#S#${site}#FILTERS`;
export const filterPrefix = 'FILTER#';
export const filterSk = (filter: string): string => `${filterPrefix}${filter}`;
/** One row for all filters of a site: it changes with each new one, so that two made at once cannot exceed what a site may have. */
export const filterShelfSk = 'SHELF';
/** A tombstone stays so long, that everybody hears of it. */
export const tombstoneSeconds = 86_400;
export const filtersPerSite = 500;
/** A filter holds at most 2,000 items; this is what its writing may take. */
export const largestSpecCharacters = 60_000;
