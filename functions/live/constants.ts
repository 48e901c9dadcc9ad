/** Keys and limits of the live table and the connections table. Imports nothing. */
const padded = (n: number, digits: number): string => String(n).padStart(digits, '0');

export const livePk = (tenant: string, site: string): string => `T#${tenant}#S#${site}`;
export const livePrefix = 'LIVE#';
export const liveSk = (part: number): string => `${livePrefix}${padded(part, 3)}`;
export const deltaPrefix = 'DELTA#';
export const deltaSk = (n: number): string => `${deltaPrefix}${padded(n, 12)}`;

/** Look-up without tenant prefix (tenants/lookups.ts). */
export const connectionPk = (connectionId: string): string => `CONN#${connectionId}`;
export const connectionSk = 'INFO';
/** Look-up of the open connections of one person, at whatever site. */
export const subjectPk = (subject: string): string => `SUBJECT#${subject}`;
/** In the boards table: whose rights were changed last at a site. */
export const rightsPk = (tenant: string, site: string): string => `T#${tenant}#S#${site}#RIGHTS`;
/** The row is there to be heard of, not to be read. */
export const rightsKeptSeconds = 24 * 3_600;
/** Subscriptions of all topics of a site lie together, so that one look finds whom to tell. */
export const topicsPk = (tenant: string, site: string): string => `T#${tenant}#S#${site}#TOPICS`;
export const topicSk = (topic: string, connectionId: string): string => `${topic}#${connectionId}`;
/** What boards show, by the hash of it: equal boards lie there once. */
export const boardsPk = (tenant: string, site: string): string => `T#${tenant}#S#${site}#BOARDS`;

export const topics = ['live', 'figures', 'notices'] as const;
export type Topic = (typeof topics)[number];
export const liveTopic = 'live';
export const figuresTopic = 'figures';
export const noticesTopic = 'notices';
export const figuresPerSubscription = 200;
/** Different boards that one person, or one account of many screens, may have open at a site; the same board on many counts once. */
export const boardsPerSubject = 60;
/** Between two messages to a board lies at least so much, and where telling all boards takes longer, as much as that, up to a limit. */
export const figuresEveryMs = 125;
export const figuresAtLeastEveryMs = 1_000;
export const socketProtocol = 'trunkline.v1';
export const bearerProtocolPrefix = 'bearer.';

/** Bytes of one packed item. */
export const itemBodyBytes = 350_000;
/** How long a dropped client may go on where it was. */
export const deltaKeptSeconds = 3_600;
/** API Gateway closes after two hours; one more for safety. */
export const connectionKeptSeconds = 3 * 3_600;
export const subscriptionsPerConnection = 50;
/** What a client may send: a board of 200 figures with their filters is the longest thing, and API Gateway's frames hold so much. */
export const clientMessageBytes = 32_768;
/** API Gateway carries 128 KB in one message; a larger snapshot goes in several, a larger delta becomes a resync. */
export const serverMessageBytes = 100_000;
/**
 * Who joined so shortly ago is brought on from where the join left it, not from where a push begins: the join's own last message may still
 * be on its way. A join that takes longer is begun again (subscribe.ts).
 */
export const recentJoinMs = 5_000;
/** Of that, kept for clocks that differ. */
export const clockDifferenceMs = 1_000;
export const postsAtOnce = 64;
export const postTimeoutMs = 2_000;
export const staleRetryMs = 5_000;
