import type {
  BatchGetCommandInput,
  GetCommandInput,
  QueryCommandInput,
  TransactWriteCommandInput,
  UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { BoardKind } from '../domain/board.ts';
import {
  boardsPk,
  connectionKeptSeconds,
  connectionPk,
  connectionSk,
  subjectPk,
  subscriptionsPerConnection,
  topicSk,
  topicsPk,
} from './constants.ts';
import type { OwnDevices } from './core/redact.ts';
import type { SiteOf } from './live-params.ts';

export interface TopicOf extends SiteOf {
  readonly topic: string;
}
export interface Subscription {
  readonly connectionId: string;
  readonly topic: string;
  /** Who connected: subject of the token, or `screen:<id>`. */
  readonly subject: string;
  /** Hash of the figures it shows; null on other topics. */
  readonly board: string | null;
  /** Class of the stored board it shows, which licences will count; null = none. */
  readonly licence: BoardKind | null;
  /** Devices whose numbers the viewer may see; null = all. */
  readonly own: OwnDevices;
  /** Epoch ms; null = credentials without an end. */
  readonly tokenExpiresAt: number | null;
  /** Number the client has been brought to, and when. */
  readonly seq: number;
  readonly activatedAt: number;
  /** Epoch ms of the next try, for a connection that could not keep up and must be told to start again; null = keeping up. */
  readonly staleUntil: number | null;
}

export type NewSubscription = Pick<Subscription, 'connectionId' | 'subject' | 'own' | 'tokenExpiresAt' | 'board' | 'licence'>;

/** Name of a subscription in its connection's set. */
export const subscriptionName = (topic: TopicOf): string => `${topic.tenant} ${topic.site} ${topic.topic}`;
export const topicOfName = (name: string): TopicOf => {
  const [tenant = '', site = '', topic = ''] = name.split(' ');
  return { tenant, site, topic };
};

const expiry = (now: number): number => Math.floor(now / 1_000) + connectionKeptSeconds;
const infoKey = (connectionId: string) => ({ pk: connectionPk(connectionId), sk: connectionSk });
const subjectKey = (subject: string, connectionId: string) => ({ pk: subjectPk(subject), sk: connectionId });
export const subscriptionKey = (topic: TopicOf, connectionId: string) => ({
  pk: topicsPk(topic.tenant, topic.site),
  sk: topicSk(topic.topic, connectionId),
});

/** Of whom it is, and how it is found by that. */
export const connectParams = (
  table: string,
  {
    connectionId,
    subject,
    tokenExpiresAt,
  }: { readonly connectionId: string; readonly subject: string; readonly tokenExpiresAt: number | null },
  now: number,
): TransactWriteCommandInput => ({
  TransactItems: [
    {
      Put: {
        TableName: table,
        Item: { ...infoKey(connectionId), subject, tokenExpiresAt, connectedAt: now, expiresAt: expiry(now) },
      },
    },
    { Put: { TableName: table, Item: { ...subjectKey(subject, connectionId), expiresAt: expiry(now) } } },
  ],
});
export const connectionsOfParams = (table: string, subject: string, after: string | null): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': subjectPk(subject) },
  ConsistentRead: true,
  ...(after === null ? {} : { ExclusiveStartKey: subjectKey(subject, after) }),
});
export const connectionGetParams = (table: string, connectionId: string): GetCommandInput => ({
  TableName: table,
  Key: infoKey(connectionId),
  ConsistentRead: true,
});
export const renewParams = (table: string, connectionId: string, tokenExpiresAt: number | null): UpdateCommandInput => ({
  TableName: table,
  Key: infoKey(connectionId),
  UpdateExpression: 'SET tokenExpiresAt = :at',
  ConditionExpression: 'attribute_exists(pk)',
  ExpressionAttributeValues: { ':at': tokenExpiresAt },
});
export const renewSubscriptionParams = (
  table: string,
  topic: TopicOf,
  connectionId: string,
  tokenExpiresAt: number | null,
): UpdateCommandInput => ({
  ...renewParams(table, connectionId, tokenExpiresAt),
  Key: subscriptionKey(topic, connectionId),
});

/**
 * A subscription that gets nothing yet. Refused when the connection is gone or has its limit of others:
 *
 *   roomLeft  =  no set yet, or it already names this one, or it is below the limit
 */
export const joinParams = (table: string, topic: TopicOf, subscription: NewSubscription, now: number): TransactWriteCommandInput => {
  const name = subscriptionName(topic);
  const roomLeft = '(attribute_not_exists(subs) OR contains(subs, :name) OR size(subs) < :limit)';
  return {
    TransactItems: [
      {
        Update: {
          TableName: table,
          Key: infoKey(subscription.connectionId),
          UpdateExpression: 'ADD subs :names',
          ConditionExpression: `attribute_exists(pk) AND ${roomLeft}`,
          ExpressionAttributeValues: { ':names': new Set([name]), ':name': name, ':limit': subscriptionsPerConnection },
        },
      },
      {
        Put: {
          TableName: table,
          Item: {
            ...subscriptionKey(topic, subscription.connectionId),
            active: false,
            subject: subscription.subject,
            own: subscription.own,
            board: subscription.board,
            licence: subscription.licence,
            tokenExpiresAt: subscription.tokenExpiresAt,
            seq: 0,
            activatedAt: 0,
            staleUntil: null,
            expiresAt: expiry(now),
          },
        },
      },
    ],
  };
};
export const activateParams = (table: string, topic: TopicOf, connectionId: string, seq: number, now: number): UpdateCommandInput => ({
  TableName: table,
  Key: subscriptionKey(topic, connectionId),
  UpdateExpression: 'SET active = :true, seq = :seq, activatedAt = :now, staleUntil = :none',
  ConditionExpression: 'attribute_exists(pk)',
  ExpressionAttributeValues: { ':true': true, ':seq': seq, ':now': now, ':none': null },
});
export const staleParams = (table: string, topic: TopicOf, connectionId: string, until: number): UpdateCommandInput => ({
  TableName: table,
  Key: subscriptionKey(topic, connectionId),
  UpdateExpression: 'SET staleUntil = :until',
  ConditionExpression: 'attribute_exists(pk)',
  ExpressionAttributeValues: { ':until': until },
});
export const leaveParams = (table: string, topic: TopicOf, connectionId: string): TransactWriteCommandInput => ({
  TransactItems: [
    {
      Update: {
        TableName: table,
        Key: infoKey(connectionId),
        UpdateExpression: 'DELETE subs :names',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':names': new Set([subscriptionName(topic)]) },
      },
    },
    { Delete: { TableName: table, Key: subscriptionKey(topic, connectionId) } },
  ],
});
export const subscribersParams = (table: string, owner: SiteOf): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': topicsPk(owner.tenant, owner.site) },
  ConsistentRead: true,
});
/** Which of these subscriptions get something. */
export const activeParams = (table: string, topics: readonly TopicOf[], connectionId: string): BatchGetCommandInput => ({
  RequestItems: {
    [table]: {
      Keys: topics.map((topic) => subscriptionKey(topic, connectionId)),
      ConsistentRead: true,
      ProjectionExpression: 'pk, sk, active',
    },
  },
});
/** A board is kept as long as a connection that shows it can be. */
export const boardPutParams = (table: string, owner: SiteOf, hash: string, text: string, now: number) => ({
  TableName: table,
  Item: { pk: boardsPk(owner.tenant, owner.site), sk: hash, text, expiresAt: expiry(now) },
});
export const boardGetParams = (table: string, owner: SiteOf, hash: string): GetCommandInput => ({
  TableName: table,
  Key: { pk: boardsPk(owner.tenant, owner.site), sk: hash },
  ConsistentRead: true,
});
/** Everything a connection left behind. */
export const forgetParams = (connectionId: string, subject: string, topics: readonly TopicOf[]) =>
  [infoKey(connectionId), subjectKey(subject, connectionId), ...topics.map((topic) => subscriptionKey(topic, connectionId))].map((key) => ({
    DeleteRequest: { Key: { ...key } },
  }));
