/** Key spelling and limits of agents and their codes. Imports nothing. */

/** Optional: where agents of a local stack put their records. */
export const agentKinesisEndpointVariable = 'TRUNKLINE_AGENT_KINESIS_ENDPOINT';

/** Look-ups that find the tenant and so have no tenant prefix. */
export const agentKeyPk = (agent: string): string => `AGENT#${agent}`;
export const agentKeySk = 'KEY';
export const enrolmentPk = (codeSha256: string): string => `ENROL#${codeSha256}`;
export const enrolmentSk = 'CODE';

/** What a customer's collection holds of an agent. */
export const agentStatusPk = (tenant: string): string => `T#${tenant}`;
export const agentStatusSk = (site: string, agent: string): string => `${agentStatusPrefix(site)}${agent}`;
export const agentStatusPrefix = (site: string): string => `S#${site}#AGENT#`;

export const heartbeatSeconds = 10;
/** No heartbeat for this long: the agent is shown as late. */
export const lateAfterMs = 35_000;
export const enrolmentValidMs = 24 * 3_600_000;
/** Used and expired codes stay readable for the audit this long. */
export const enrolmentKeptMs = 90 * 24 * 3_600_000;
export const credentialsSeconds = 3_600;
