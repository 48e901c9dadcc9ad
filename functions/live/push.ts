import { inParallel } from '../runtime/bounded.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { toProblem } from '../runtime/problem.ts';
import type { Subscription, TopicOf } from './connection-params.ts';
import type { ConnectionStore } from './connection-store.ts';
import { liveTopic, postsAtOnce, recentJoinMs, serverMessageBytes, staleRetryMs } from './constants.ts';
import { deltaMessage, resyncMessage } from './core/messages.ts';
import type { NumberedDelta } from './core/site-delta.ts';
import type { SiteOf } from './live-params.ts';
import type { Sockets } from './sockets.ts';

export interface PushDeps {
  readonly connections: Pick<ConnectionStore, 'subscribers' | 'markStale' | 'leave' | 'forget'>;
  readonly sockets: Sockets;
  readonly now: () => number;
  readonly metrics: Metrics;
}
/** Deltas after `from`, merged; `none` when nothing changed since, `lost` when they are no longer known. */
export type DeltaSince = (from: number) => Promise<NumberedDelta | 'none' | 'lost'>;

/**
 * Tells every subscriber of the site what changed after `from`. Who joined in the last moments is brought on from where the join left
 * it: the projection is the only writer to active subscriptions, so nobody misses a delta or gets two in the wrong order. A client
 * drops what it has. One slow or closed connection costs the others nothing but its own timeout.
 */
export const createPush = (deps: PushDeps) => {
  const topicOf = (owner: SiteOf): TopicOf => ({ tenant: owner.tenant, site: owner.site, topic: liveTopic });

  const resync = async (topic: TopicOf, subscription: Subscription): Promise<void> => {
    const outcome = await deps.sockets.post(subscription.connectionId, resyncMessage(topic.topic, topic.site));
    deps.metrics.count('socketResyncs', 1);
    // After a resync the client subscribes anew; until then it gets nothing.
    if (outcome === 'sent') await deps.connections.leave(topic, subscription.connectionId);
    else if (outcome === 'gone') await deps.connections.forget(subscription.connectionId);
    else await deps.connections.markStale(topic, subscription.connectionId, deps.now() + staleRetryMs);
  };

  const expire = async (subscription: Subscription): Promise<void> => {
    const problem = toProblem('unauthorised', 'The token has expired: connect again with a new one.');
    await deps.sockets.post(subscription.connectionId, JSON.stringify({ error: problem }));
    await deps.connections.forget(subscription.connectionId);
    await deps.sockets.close(subscription.connectionId);
    deps.metrics.count('socketsExpired', 1);
  };

  return async (owner: SiteOf, from: number, since: DeltaSince): Promise<void> => {
    const topic = topicOf(owner);
    const subscribers = await deps.connections.subscribers(topic);
    if (subscribers.length === 0) return;
    const now = deps.now();
    const texts = new Map<string, Promise<string | 'none' | null>>();
    const textFor = (start: number, subscription: Subscription): Promise<string | 'none' | null> => {
      const key = `${start} ${JSON.stringify(subscription.own)}`;
      const known = texts.get(key);
      if (known !== undefined) return known;
      const made = since(start).then((delta) =>
        delta === 'none'
          ? 'none'
          : delta === 'lost'
            ? null
            : deltaMessage(topic.topic, topic.site, delta.n, delta.delta, subscription.own, serverMessageBytes),
      );
      texts.set(key, made);
      return made;
    };
    await inParallel(subscribers, postsAtOnce, async (subscription) => {
      if (subscription.tokenExpiresAt !== null && subscription.tokenExpiresAt <= now) return expire(subscription);
      if (subscription.staleUntil !== null) return subscription.staleUntil <= now ? resync(topic, subscription) : undefined;
      const start = now - subscription.activatedAt < recentJoinMs ? Math.min(subscription.seq, from) : from;
      const text = await textFor(start, subscription);
      if (text === 'none') return;
      if (text === null) return resync(topic, subscription);
      const outcome = await deps.sockets.post(subscription.connectionId, text);
      if (outcome === 'gone') await deps.connections.forget(subscription.connectionId);
      if (outcome === 'slow') await deps.connections.markStale(topic, subscription.connectionId, deps.now() + staleRetryMs);
      deps.metrics.count(outcome === 'sent' ? 'socketPosts' : outcome === 'gone' ? 'socketsGone' : 'socketsSlow', 1);
    });
  };
};
export type Push = ReturnType<typeof createPush>;
