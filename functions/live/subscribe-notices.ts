import type { BoardValue } from '../domain/board.ts';
import type { SiteInReach } from '../identity/principal.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { TopicOf } from './connection-params.ts';
import type { ConnectionStore } from './connection-store.ts';
import { noticesTopic, subscriptionsPerConnection } from './constants.ts';
import { resyncMessage } from './core/messages.ts';

export interface SubscribeNoticesDeps {
  readonly siteInReach: SiteInReach;
  readonly connections: Pick<ConnectionStore, 'join' | 'activate' | 'leave'>;
  readonly readValues: (scope: SiteScope) => Promise<readonly BoardValue[]>;
  readonly send: (text: string) => Promise<boolean>;
  readonly now: () => number;
}

/**
 * Joins a client to what is to be looked at again: boards, filters, values from outside, its own screen. Active before the values are read,
 * so that none that changes meanwhile is missed; a value that comes twice is the same value.
 *
 * @throws ProblemError `not-found`, `forbidden`, `too-many`
 */
export const subscribeNotices = async (
  deps: SubscribeNoticesDeps,
  request: { readonly connectionId: string; readonly principal: Principal; readonly tokenExpiresAt: number | null; readonly site: string },
): Promise<void> => {
  const { connectionId, principal, tokenExpiresAt } = request;
  const scope = await deps.siteInReach(principal, request.site, ['boards.read']);
  const topic: TopicOf = { tenant: scope.tenant, site: scope.site, topic: noticesTopic };
  if (
    !(await deps.connections.join(
      topic,
      { connectionId, subject: principal.id, own: null, tokenExpiresAt, board: null, licence: null },
      deps.now(),
    ))
  )
    throw new ProblemError('too-many', `A connection may have at most ${subscriptionsPerConnection} subscriptions.`);
  const joined =
    (await deps.connections.activate(topic, connectionId, 0, deps.now())) &&
    (await deps.send(JSON.stringify({ topic: topic.topic, site: topic.site, snapshot: { values: await deps.readValues(scope) } })));
  if (joined) return;
  await deps.connections.leave(topic, connectionId);
  await deps.send(resyncMessage(topic.topic, topic.site));
};
