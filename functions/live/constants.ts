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
export const topicPk = (tenant: string, site: string, topic: string): string => `T#${tenant}#S#${site}#TOPIC#${topic}`;

export const liveTopic = 'live';
export const socketProtocol = 'trunkline.v1';
export const bearerProtocolPrefix = 'bearer.';

/** Bytes of one packed item. */
export const itemBodyBytes = 350_000;
/** How long a dropped client may go on where it was. */
export const deltaKeptSeconds = 3_600;
/** API Gateway closes after two hours; one more for safety. */
export const connectionKeptSeconds = 3 * 3_600;
export const subscriptionsPerConnection = 50;
/** What a client may send: a token is the longest thing. */
export const clientMessageBytes = 16_384;
/** API Gateway carries 128 KB in one message; a larger snapshot goes in several, a larger delta becomes a resync. */
export const serverMessageBytes = 100_000;
/** Deltas of the last moments are sent again to who joined in them; longer than any push takes. */
export const recentJoinMs = 30_000;
export const postsAtOnce = 64;
export const postTimeoutMs = 2_000;
export const staleRetryMs = 5_000;
