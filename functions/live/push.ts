import { inParallel } from '../runtime/bounded.ts';
import type { Subscription, TopicOf } from './connection-params.ts';
import { liveTopic, postsAtOnce, recentJoinMs, serverMessageBytes } from './constants.ts';
import { deltaMessage } from './core/messages.ts';
import type { NumberedDelta } from './core/site-delta.ts';
import { createDeliver, type DeliverDeps, type Text } from './deliver.ts';
import type { SiteOf } from './live-params.ts';

/** Deltas after `from`, merged; `none` when nothing changed since, `lost` when they are no longer known. */
export type DeltaSince = (from: number) => Promise<NumberedDelta | 'none' | 'lost'>;

/**
 * Tells subscribers of the site what changed after `from`. Who joined in the last moments is brought on from where the join left
 * it: the projection is the only writer to active subscriptions, so nobody misses a delta or gets two in the wrong order. A client
 * drops what it has. One slow or closed connection costs the others nothing but its own timeout.
 */
export const createPush = (deps: DeliverDeps) => {
  const deliver = createDeliver(deps);
  return async (owner: SiteOf, from: number, since: DeltaSince, subscribers: readonly Subscription[]): Promise<void> => {
    const topic: TopicOf = { tenant: owner.tenant, site: owner.site, topic: liveTopic };
    const now = deps.now();
    const texts = new Map<string, Promise<Text>>();
    const textFor = (start: number, { own }: Subscription): Promise<Text> => {
      const key = `${start} ${JSON.stringify(own)}`;
      const known = texts.get(key);
      if (known !== undefined) return known;
      const made = since(start).then((delta): Text => {
        if (delta === 'none') return 'none';
        return delta === 'lost' ? null : deltaMessage(topic.topic, topic.site, delta.n, delta.delta, own, serverMessageBytes);
      });
      texts.set(key, made);
      return made;
    };
    await inParallel(
      subscribers.filter((subscription) => subscription.topic === liveTopic),
      postsAtOnce,
      (subscription) => {
        const start = now - subscription.activatedAt < recentJoinMs ? Math.min(subscription.seq, from) : from;
        return deliver(topic, subscription, () => textFor(start, subscription));
      },
    );
  };
};
export type Push = ReturnType<typeof createPush>;
