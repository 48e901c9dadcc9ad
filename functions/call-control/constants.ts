/** Keys and limits of the commands table. Imports nothing. */
export const commandsPk = (tenant: string, site: string): string => `T#${tenant}#S#${site}#COMMANDS`;
export const commandSk = (id: string): string => `CMD#${id}`;
/** Connection of an agent's command channel. */
export const linkPrefix = 'LINK#';
export const linkSk = (agent: string): string => `${linkPrefix}${agent}`;
/** A log-in that was used, by the instant that the agent signed. */
export const proofSk = (agent: string, timestamp: string): string => `PROOF#${agent}#${timestamp}`;
/** Commands of one principal in one minute. */
export const rateSk = (principal: string, minute: number): string => `RATE#${minute}#${principal}`;

export const deadlineMs = 8_000;
/** After the deadline an agent may still say that it was too late, which is worth more than not knowing. */
export const graceMs = 700;
/** Between two looks for the answer. */
export const lookEveryMs = 120;
export const commandKeptSeconds = 30 * 24 * 3_600;
/** API Gateway closes after two hours; one more for safety. */
export const linkKeptSeconds = 3 * 3_600;
/** Longer than a proof can be used: it may be as old as the tolerance of signed requests, or as far ahead. */
export const proofKeptSeconds = 900;
export const actionsPerMinute = 30;
export const rateKeptSeconds = 300;
/** An agent pings each minute: one that has not been heard of for so long is not there. */
export const linkSilentMs = 150_000;
/** A site has one agent or two. */
export const linksLookedAt = 20;
export const postTimeoutMs = 2_000;
/** Keys are asked for each time: a revoked agent must not slip back in, and here it is asked once a minute or a command. */
export const keyKeptMs = 0;
