import type { SiteScope } from '../identity/types.ts';

/** What an agent's last heartbeat says of how far its events have arrived. Epoch ms. */
export interface AgentHearing {
  readonly revoked: boolean;
  readonly lastSeenAt: number | null;
  /** Instant of the oldest event it has not delivered; null = none. */
  readonly oldestWaitingAt: number | null;
}
export type AgentsOf = (scope: SiteScope) => Promise<readonly AgentHearing[]>;

/**
 * Until when everything that happened at a site has arrived: the last heartbeat of its agents, or the oldest event that still waits there.
 * Null when it has no agent that was ever heard: then nothing is missing that could come.
 */
export const createHeardThrough =
  (agentsOf: AgentsOf) =>
  async (scope: SiteScope): Promise<number | null> => {
    const heard = (await agentsOf(scope)).flatMap(({ revoked, lastSeenAt, oldestWaitingAt }) =>
      revoked || lastSeenAt === null ? [] : [Math.min(lastSeenAt, oldestWaitingAt ?? lastSeenAt)],
    );
    // A replaced agent that nobody revoked must not make the site look silent: the best informed one counts.
    return heard.length === 0 ? null : Math.max(...heard);
  };
