/** Key spelling and limits of saved reports, in the reports table; every key begins with the tenant. Imports nothing. */
export const reportsPk = (tenant: string, site: string): string => `T#${tenant}#S#${site}#REPORTS`;
export const sharedPrefix = 'REPORT#';
/**
 * What belongs to one person is kept under them, so that nobody else's id leads to it. Encoded, as an identity provider may put anything into a
 * subject: no person's prefix is the beginning of another's.
 */
export const ownPrefix = (owner: string): string => `OWN#${encodeURIComponent(owner)}#`;
/** `owner` null: shared. */
export const reportSk = (owner: string | null, report: string): string => `${owner === null ? sharedPrefix : ownPrefix(owner)}${report}`;
/**
 * One row for all reports of a person, and one for the shared ones: it changes with each new report and each new name, so that two made at
 * once cannot have the same name or exceed what a list holds. Of a person it also says which default reports were given.
 */
export const shelfSk = (owner: string | null): string => `SHELF#${owner ?? ''}`;
/** A row for each report that uses a filter of the site's list. */
export const usePrefix = 'USE#';
export const useSk = (filter: string, owner: string | null, report: string): string => `${usePrefix}${filter}#${reportSk(owner, report)}`;

export const sharedPerSite = 500;
export const ownPerPerson = 300;
/** An item holds 400 kB. */
export const largestReportCharacters = 300_000;
