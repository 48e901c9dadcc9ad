import type { Metrics } from '../runtime/metrics.ts';
import { toProblem } from '../runtime/problem.ts';
import type { Subscription, TopicOf } from './connection-params.ts';
import type { ConnectionStore } from './connection-store.ts';
import { staleRetryMs } from './constants.ts';
import { resyncMessage } from './core/messages.ts';
import type { Sockets } from './sockets.ts';

export interface DeliverDeps {
  readonly connections: Pick<ConnectionStore, 'markStale' | 'leave' | 'forget'>;
  readonly sockets: Sockets;
  readonly now: () => number;
  readonly metrics: Metrics;
}
/** A message; `none` = nothing to say; null = it cannot be said, the client starts anew. */
export type Text = string | 'none' | null;
/** `sent` only if the client took the message itself. */
export type Delivered = 'sent' | 'not';

/** Brings one message to one subscriber, and ends what has to end: a token that ran out, a socket that closed, a client that is too slow. */
export const createDeliver = (deps: DeliverDeps) => {
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

  return async (topic: TopicOf, subscription: Subscription, textOf: () => Promise<Text>): Promise<Delivered> => {
    const now = deps.now();
    const end = async (work: Promise<void>): Promise<Delivered> => {
      await work;
      return 'not';
    };
    if (subscription.tokenExpiresAt !== null && subscription.tokenExpiresAt <= now) return end(expire(subscription));
    if (subscription.staleUntil !== null) return subscription.staleUntil <= now ? end(resync(topic, subscription)) : 'not';
    const text = await textOf();
    if (text === 'none') return 'not';
    if (text === null) return end(resync(topic, subscription));
    const outcome = await deps.sockets.post(subscription.connectionId, text);
    if (outcome === 'gone') await deps.connections.forget(subscription.connectionId);
    if (outcome === 'slow') await deps.connections.markStale(topic, subscription.connectionId, deps.now() + staleRetryMs);
    deps.metrics.count(outcome === 'sent' ? 'socketPosts' : outcome === 'gone' ? 'socketsGone' : 'socketsSlow', 1);
    return outcome === 'sent' ? 'sent' : 'not';
  };
};
export type Deliver = ReturnType<typeof createDeliver>;
