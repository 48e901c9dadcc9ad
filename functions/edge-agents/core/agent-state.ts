export type AgentState = 'online' | 'late' | 'neverSeen' | 'revoked';

/** @example computeAgentState({ revokedAt: null, lastSeenAt: 10_000 }, 20_000, 35_000) // 'online' */
export const computeAgentState = (
  agent: { readonly revokedAt: number | null; readonly lastSeenAt: number | null },
  now: number,
  lateAfterMs: number,
): AgentState => {
  if (agent.revokedAt !== null) return 'revoked';
  if (agent.lastSeenAt === null) return 'neverSeen';
  return now - agent.lastSeenAt > lateAfterMs ? 'late' : 'online';
};
