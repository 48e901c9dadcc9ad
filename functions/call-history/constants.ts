/** Key spelling of the history table. Imports nothing. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}
export const listKinds = ['CALL', 'STATUS', 'CARRIED', 'ANOMALY', 'GAP'] as const;
/** What lies by time; `CARRIED` = status carried over at the day's reset, which no route lists. Segments are listed through their calls, so that both lists hold the same calls. */
export type ListKind = (typeof listKinds)[number];

const collection = (tenant: string, site: string): string => `T#${tenant}#S#${site}`;

/** Rows of one UTC day; gaps are few and lie in one collection. */
export const dayPk = (tenant: string, site: string, kind: ListKind, day: string): string =>
  kind === 'GAP' ? `${collection(tenant, site)}#GAP` : `${collection(tenant, site)}#${kind}#${day}`;
/** Days that have rows of a kind, so that a long range never asks for an empty day. */
export const daysPk = (tenant: string, site: string): string => `${collection(tenant, site)}#DAYS`;
export const daySk = (kind: ListKind, day: string): string => `${kind}#${day}`;
/** Segments lie under the start that their call's id carries: found from the id alone, and it never changes. */
export const segmentPk = (tenant: string, site: string, day: string): string => `${collection(tenant, site)}#SEG#${day}`;
export const segmentPrefix = (startIso: string, logicalCallId: string): string => `${startIso}#${logicalCallId}#`;
export const segmentSk = (startIso: string, logicalCallId: string, segmentNo: number): string =>
  `${segmentPrefix(startIso, logicalCallId)}${String(segmentNo).padStart(4, '0')}`;
/** Sort key of everything else: instant, then id. */
export const rowSk = (iso: string, id: string): string => `${iso}#${id}`;
export const positionKey = (tenant: string, site: string): Key => ({ pk: collection(tenant, site), sk: 'PROJECTED' });

/**
 * How often each hour changed, one item a UTC day: `n09` = changes of 09:00-10:00, `m09` = those in which a row left the hour, `r09` = when
 * late data or a rebuild last changed it (epoch ms). Written with the rows, in one transaction.
 */
export const marksPk = (tenant: string, site: string): string => `${collection(tenant, site)}#MARKS`;
/** Sites that have rows: found without a tenant, by what runs on a timer for all of them. */
export const sitesPk = 'SITES';
export const siteSk = (tenant: string, site: string): string => collection(tenant, site);
/** Days for which rows are kept; null = for ever. Nothing may be made anew from rows that are older, as they may be gone. */
export const rowsKeptDays: number | null = null;
/** A batch this much older than its arrival (an agent that was cut off, a stopped cloud) changes figures that may have been read. */
export const lateAfterMs = 15 * 60_000;

/** Days a list may span. */
export const maxRangeDays = 400;
/** Rows a list reads for one page when a role sees only some of them; a page may then be short, its cursor goes on. */
export const rowsReadPerPage = 5_000;
