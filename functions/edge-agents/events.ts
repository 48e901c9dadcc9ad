import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SiteScope } from '../identity/types.ts';
import { createAgentStore } from './agent-store.ts';

/** A site has one agent or two; more are left-overs that nobody revoked. */
const agentsLookedAt = 20;

/** Published door of edge agents: what the agents of a site said last of how far their events have arrived. Epoch ms. */
export const createHearAgents = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }) => {
  const agents = createAgentStore(deps);
  return async ({ tenant, site }: Pick<SiteScope, 'tenant' | 'site'>) =>
    (await agents.list(tenant, site, agentsLookedAt, null)).items.map(({ name, enrolledAt, revokedAt, lastSeenAt, heartbeat }) => ({
      name,
      enrolledAt,
      revoked: revokedAt !== null,
      lastSeenAt,
      oldestWaitingAt: heartbeat?.spool.oldestAt == null ? null : Date.parse(heartbeat.spool.oldestAt),
      /** Its links to phone systems; empty before the first heartbeat. */
      links: (heartbeat?.links ?? []).map(({ link }) => link),
    }));
};
