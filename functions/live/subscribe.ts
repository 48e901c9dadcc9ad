import { mayDo } from '../identity/permissions.ts';
import type { SiteInReach } from '../identity/principal.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { TopicOf } from './connection-params.ts';
import type { ConnectionStore } from './connection-store.ts';
import { clockDifferenceMs, recentJoinMs, serverMessageBytes, subscriptionsPerConnection } from './constants.ts';
import { deltaMessage, resyncMessage, snapshotMessages } from './core/messages.ts';
import type { OwnDevices } from './core/redact.ts';
import { mergeNumbered } from './core/site-delta.ts';
import type { LiveStore } from './live-store.ts';
import type { ReadSnapshot } from './snapshot.ts';

export interface SubscribeDeps {
  readonly siteInReach: SiteInReach;
  readonly connections: Pick<ConnectionStore, 'join' | 'activate' | 'leave'>;
  readonly store: Pick<LiveStore, 'position' | 'deltasAfter'>;
  readonly readSnapshot: ReadSnapshot;
  /** Sends to the client in order. @returns false when the client is gone or too slow. */
  readonly send: (text: string) => Promise<boolean>;
  readonly now: () => number;
}
export interface SubscribeRequest {
  readonly connectionId: string;
  readonly principal: Principal;
  readonly tokenExpiresAt: number | null;
  readonly site: string;
  readonly topic: 'live';
  readonly after: number | null;
  /** Reach was looked at by other rights: those of a screen. */
  readonly scope?: SiteScope;
}

/** Devices whose numbers the principal may see; null = all. */
export const ownDevicesOf = (principal: Principal): OwnDevices =>
  mayDo(principal, 'live.readNumbers') ? null : { extensions: principal.extensions, agents: principal.agents };

/** Sends what leads from `after` on. @returns the number reached, null when that is no longer known or the client cannot be reached. */
const catchUp = async (deps: SubscribeDeps, topic: TopicOf, own: OwnDevices, after: number): Promise<number | null> => {
  const { n, deltaN } = await deps.store.position(topic);
  // A number from the future is not one that we gave.
  if (after > n) return null;
  const deltas = await deps.store.deltasAfter(topic, after, deltaN);
  const merged = deltas === null ? null : mergeNumbered(deltas);
  if (merged === null) return null;
  if (merged === 'none') return Math.max(after, n);
  const text = deltaMessage(topic.topic, topic.site, merged.n, merged.delta, own, serverMessageBytes);
  return text !== null && (await deps.send(text)) ? Math.max(merged.n, n) : null;
};

const sendSnapshot = async (deps: SubscribeDeps, scope: SiteScope, topic: TopicOf, own: OwnDevices): Promise<number | null> => {
  const snapshot = await deps.readSnapshot(scope, own);
  for (const text of snapshotMessages(topic.topic, snapshot, serverMessageBytes)) if (!(await deps.send(text))) return null;
  return snapshot.n;
};

/**
 * Joins a client to a topic without a hole:
 *
 *   written inactive -> snapshot (or deltas after `after`) sent -> activated at that number -> read again -> what came between is sent
 *
 * From the activation on, pushes begin at the number it names (push.ts), so whichever of the two is faster, the client gets every delta
 * in order and drops what it has.
 */
export const subscribe = async (deps: SubscribeDeps, request: SubscribeRequest): Promise<void> => {
  const { connectionId, principal, tokenExpiresAt, after } = request;
  const scope = request.scope ?? (await deps.siteInReach(principal, request.site, ['live.read']));
  const topic: TopicOf = { tenant: scope.tenant, site: scope.site, topic: request.topic };
  const own = ownDevicesOf(principal);
  if (
    !(await deps.connections.join(
      topic,
      { connectionId, subject: principal.id, own, tokenExpiresAt, board: null, licence: null },
      deps.now(),
    ))
  )
    throw new ProblemError('too-many', `A connection may have at most ${subscriptionsPerConnection} subscriptions.`);
  const reached = after === null ? await sendSnapshot(deps, scope, topic, own) : await catchUp(deps, topic, own, after);
  const activatedAt = deps.now();
  const joined =
    reached !== null &&
    (await deps.connections.activate(topic, connectionId, reached, activatedAt)) &&
    (await catchUp(deps, topic, own, reached)) !== null &&
    // Later a push might have gone ahead of what was just sent.
    deps.now() - activatedAt < recentJoinMs - clockDifferenceMs;
  if (joined) return;
  await deps.connections.leave(topic, connectionId);
  await deps.send(resyncMessage(topic.topic, topic.site));
};
