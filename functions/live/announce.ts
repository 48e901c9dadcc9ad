import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { z } from 'zod';
import { inParallel } from '../runtime/bounded.ts';
import { errorFields, type Log } from '../runtime/log.ts';
import { plainImage } from '../runtime/stream-image.ts';
import type { Subscription, TopicOf } from './connection-params.ts';
import type { ConnectionStore } from './connection-store.ts';
import { noticesTopic, postsAtOnce } from './constants.ts';
import { resyncMessage } from './core/messages.ts';
import type { Deliver } from './deliver.ts';
import type { SiteOf } from './live-params.ts';
import type { Sockets } from './sockets.ts';

export interface AnnounceDeps {
  readonly connections: Pick<ConnectionStore, 'subscribers' | 'ofSubject' | 'forget' | 'leave'>;
  readonly sockets: Pick<Sockets, 'close' | 'post'>;
  readonly deliver: Deliver;
  readonly log: Log;
}

/** Only what this part acts on; the rest of a notice goes through as it is. */
const rowSchema = z.object({
  tenant: z.string().min(1),
  site: z.string().min(1),
  /** A board that only its owner sees: nobody else is to hear of it, but screens, which may be made to show it. */
  noticeFor: z.string().optional(),
  notice: z.discriminatedUnion('kind', [
    z.looseObject({ kind: z.literal('screen'), screen: z.string(), revoked: z.boolean() }),
    z.looseObject({ kind: z.literal('rights'), subject: z.string().min(1) }),
    z.looseObject({ kind: z.literal(['board', 'values', 'filters', 'callBacks']) }),
  ]),
});
type Announcement = z.output<typeof rowSchema> & { readonly sequenceNumber: string };

/** Rows of the boards table that others should hear of; those without a notice are nobody's business. */
export const announcementsOf = (event: DynamoDBStreamEvent, log: Log): readonly Announcement[] =>
  event.Records.flatMap(({ dynamodb, eventName }): Announcement[] => {
    const image = dynamodb?.NewImage;
    const sequenceNumber = dynamodb?.SequenceNumber;
    if (eventName === 'REMOVE' || image?.notice === undefined || sequenceNumber === undefined) return [];
    const row = rowSchema.safeParse(plainImage(image));
    if (row.success) return [{ ...row.data, sequenceNumber }];
    log.error('notice cannot be read', { pk: image.pk?.S, sk: image.sk?.S, ...errorFields(row.error) });
    return [];
  });

const sitesAtOnce = 8;

const isScreen = (screen: string, { subject }: Subscription): boolean => subject === `screen:${screen}`;

const connectionsOf = (screen: string, subscribers: readonly Subscription[]): ReadonlySet<string> =>
  new Set(subscribers.filter((one) => isScreen(screen, one)).map(({ connectionId }) => connectionId));

/** Who is to hear of something, of those who listen. */
const meantFor = ({ notice, noticeFor }: Announcement, listening: readonly Subscription[]): readonly Subscription[] => {
  if (notice.kind === 'screen') return listening.filter((one) => isScreen(notice.screen, one));
  if (noticeFor === undefined) return listening;
  return listening.filter(({ subject }) => subject === noticeFor || subject.startsWith('screen:'));
};

/**
 * Tells the boards of a site what to look at again, in the order of the changes. A screen's notice goes to that screen alone; a revoked one
 * is put out, and one that may show another board now starts anew with what it may see. Whose rights were changed is put out at every site and
 * connects anew. A site that fails comes again from its first record on; a notice heard twice does no harm.
 */
export const createAnnounce = (deps: AnnounceDeps) => {
  /** One that cannot be put out keeps none of the others in; all are tried, then the notice comes again. */
  const putOut = async (ids: Iterable<string>): Promise<void> => {
    const failures = await inParallel([...ids], postsAtOnce, async (id): Promise<readonly unknown[]> => {
      const outcomes = await Promise.allSettled([deps.connections.forget(id), deps.sockets.close(id)]);
      return outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    });
    const [first, ...more] = failures.flat();
    if (first !== undefined) throw new Error(`${1 + more.length} connection(s) could not be put out`, { cause: first });
  };

  /** What it joined was looked at by the boards it had then. Left first, so that it is not put out of what it joins upon the message. */
  const startAnew = async (owner: SiteOf, screen: string, subscribers: readonly Subscription[]): Promise<void> => {
    for (const one of subscribers.filter((each) => each.topic !== noticesTopic && isScreen(screen, each))) {
      await deps.connections.leave({ tenant: owner.tenant, site: owner.site, topic: one.topic }, one.connectionId);
      await deps.sockets.post(one.connectionId, resyncMessage(one.topic, owner.site));
    }
  };

  const tell = async (owner: SiteOf, announcements: readonly Announcement[]): Promise<void> => {
    const subscribers = await deps.connections.subscribers(owner);
    const topic: TopicOf = { tenant: owner.tenant, site: owner.site, topic: noticesTopic };
    const listening = subscribers.filter((one) => one.topic === noticesTopic);
    for (const announcement of announcements) {
      const { notice } = announcement;
      if (notice.kind === 'rights') {
        await putOut(await deps.connections.ofSubject(notice.subject));
        continue;
      }
      const text = JSON.stringify({ topic: noticesTopic, site: owner.site, notice });
      await inParallel(meantFor(announcement, listening), postsAtOnce, (subscription) =>
        deps.deliver(topic, subscription, async () => text),
      );
      if (notice.kind !== 'screen') continue;
      if (notice.revoked) await putOut(connectionsOf(notice.screen, subscribers));
      else await startAnew(owner, notice.screen, subscribers);
    }
  };

  return async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const bySite = new Map<string, Announcement[]>();
    for (const one of announcementsOf(event, deps.log)) {
      const key = `${one.tenant} ${one.site}`;
      bySite.set(key, [...(bySite.get(key) ?? []), one]);
    }
    const failures = await inParallel([...bySite.values()], sitesAtOnce, async (announcements) => {
      const [first] = announcements;
      if (first === undefined) return [];
      try {
        await tell(first, announcements);
        return [];
      } catch (error) {
        deps.log.error('site was not told, its notices will come again', { tenant: first.tenant, site: first.site, ...errorFields(error) });
        return [{ itemIdentifier: first.sequenceNumber }];
      }
    });
    return { batchItemFailures: failures.flat() };
  };
};
