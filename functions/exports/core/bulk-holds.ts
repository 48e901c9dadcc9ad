import type { BulkKind } from '../constants.ts';

/** Why data from a moment on is not complete, in words. Epoch ms. */
export interface BulkHold {
  readonly until: number;
  readonly why: string;
}
export interface BulkArrivals {
  /** What is waited for. */
  readonly holds: readonly BulkHold[];
  /** What may still come, and is no longer waited for. */
  readonly passed: readonly BulkHold[];
}
/** What an agent said last. Epoch ms. */
export interface BulkAgent {
  readonly name: string;
  readonly enrolledAt: number;
  readonly revoked: boolean;
  /** Null: never. */
  readonly lastSeenAt: number | null;
  readonly oldestWaitingAt: number | null;
  readonly links: readonly string[];
}
export interface BulkFolded {
  readonly links: Readonly<Record<string, { readonly through: number; readonly replaced: boolean }>>;
  readonly callsSince: readonly number[];
}

const hourMs = 3_600_000;
/** A long weekend without a line: an agent that is silent for longer, or a call that is in progress for longer, holds nothing back. */
export const waitedForMs = 72 * hourMs;
/** Heartbeats come every ten seconds. */
const silentMs = 120_000;
export const hourOf = (at: number): number => Math.floor(at / hourMs) * hourMs;

/** Until when everything of an agent has arrived; null = nothing is to come of it, as other links took the place of its own. */
const arrivedThrough = ({ enrolledAt, lastSeenAt, oldestWaitingAt, links }: BulkAgent, folded: BulkFolded | null): number | null => {
  if (lastSeenAt === null) return enrolledAt;
  if (links.length === 0) return Math.min(lastSeenAt, oldestWaitingAt ?? lastSeenAt);
  // What agents call their links comes from outside: a name that every object has is no link that was folded.
  const foldedOf = (link: string) => (folded !== null && Object.hasOwn(folded.links, link) ? folded.links[link] : undefined);
  const known = links.map((link) => foldedOf(link) ?? { through: enrolledAt, replaced: false });
  const living = known.filter(({ replaced }) => !replaced);
  return living.length === 0 ? null : Math.min(...living.map(({ through }) => through));
};

const holdOf = (agent: BulkAgent, until: number, heardAt: number, now: number, words: (at: number) => string): BulkHold => {
  const who = `The agent "${agent.name}"`;
  if (now - heardAt <= silentMs) return { until, why: `${who} is still delivering what happened from ${words(until)} on.` };
  const last =
    agent.lastSeenAt === null ? `was enrolled at ${words(heardAt)} and never heard of` : `was last heard of at ${words(heardAt)}`;
  const then =
    now - heardAt < waitedForMs
      ? `is waited for until ${words(heardAt + waitedForMs)}; revoke the agent if it is gone for good.`
      : 'is no longer waited for.';
  return { until, why: `${who} ${last}: what happened from ${words(until)} on may still come from it, and ${then}` };
};

/**
 * What stands between data and its being complete: every agent that was not revoked holds it at what of its events is folded, calls in
 * progress at their beginning. A link that is down holds nothing, as its agent says so in time, and that is a gap; neither does one that was replaced.
 * @param words how sentences tell an instant
 */
export const bulkHolds = (
  what: BulkKind,
  agents: readonly BulkAgent[],
  folded: BulkFolded | null,
  now: number,
  words: (at: number) => string,
): BulkArrivals => {
  const holds: BulkHold[] = [];
  const passed: BulkHold[] = [];
  for (const agent of agents) {
    const until = agent.revoked ? null : arrivedThrough(agent, folded);
    if (until === null) continue;
    const heardAt = agent.lastSeenAt ?? agent.enrolledAt;
    (now - heardAt < waitedForMs ? holds : passed).push(holdOf(agent, until, heardAt, now, words));
  }
  if (what === 'status') return { holds, passed };
  const [oldest] = (folded?.callsSince ?? []).filter((at) => at <= now - waitedForMs).sort((a, b) => a - b);
  if (oldest !== undefined)
    passed.push({ until: oldest, why: `A call that began at ${words(oldest)} has no end yet; it is no longer waited for.` });
  const [first] = (folded?.callsSince ?? []).filter((at) => at > now - waitedForMs).sort((a, b) => a - b);
  if (first !== undefined) holds.push({ until: first, why: `A call that began at ${words(first)} is still in progress.` });
  return { holds, passed };
};
