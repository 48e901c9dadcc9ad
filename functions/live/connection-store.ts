import {
  BatchGetCommand,
  BatchWriteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { boardKinds } from '../domain/board.ts';
import { held } from '../runtime/held-write.ts';
import { queryAll } from '../runtime/query-all.ts';
import {
  activateParams,
  activeParams,
  boardGetParams,
  boardPutParams,
  connectionGetParams,
  connectionsOfParams,
  connectParams,
  forgetParams,
  joinParams,
  leaveParams,
  type NewSubscription,
  renewParams,
  renewSubscriptionParams,
  type Subscription,
  staleParams,
  subscribersParams,
  subscriptionKey,
  type TopicOf,
  topicOfName,
} from './connection-params.ts';
import type { SiteOf } from './live-params.ts';

export interface Connection {
  readonly subject: string;
  readonly tokenExpiresAt: number | null;
  readonly topics: readonly TopicOf[];
}
export interface ConnectionStore {
  readonly connect: (
    connection: { readonly connectionId: string; readonly subject: string; readonly tokenExpiresAt: number | null },
    now: number,
  ) => Promise<void>;
  readonly find: (connectionId: string) => Promise<Connection | null>;
  /** Open connections of one person, at whatever site. */
  readonly ofSubject: (subject: string) => Promise<readonly string[]>;
  readonly renew: (connectionId: string, topics: readonly TopicOf[], tokenExpiresAt: number | null) => Promise<void>;
  /** @returns false when the connection is gone or has its limit of subscriptions. */
  readonly join: (topic: TopicOf, subscription: NewSubscription, now: number) => Promise<boolean>;
  /** @returns false when the subscription is gone. */
  readonly activate: (topic: TopicOf, connectionId: string, seq: number, now: number) => Promise<boolean>;
  readonly markStale: (topic: TopicOf, connectionId: string, until: number) => Promise<void>;
  /** Those of its topics of which it is told what changes. */
  readonly active: (connectionId: string, topics: readonly TopicOf[]) => Promise<readonly TopicOf[]>;
  readonly leave: (topic: TopicOf, connectionId: string) => Promise<void>;
  /** Active subscriptions to all topics of the site, as of now. */
  readonly subscribers: (owner: SiteOf) => Promise<readonly Subscription[]>;
  /** Keeps what a board shows under its hash. */
  readonly putBoard: (owner: SiteOf, hash: string, text: string, now: number) => Promise<void>;
  readonly findBoard: (owner: SiteOf, hash: string) => Promise<string | null>;
  /** Removes a connection and all its subscriptions. */
  readonly forget: (connectionId: string) => Promise<void>;
}

const instant = z.number().nullable();
const infoSchema = z.object({ subject: z.string(), tokenExpiresAt: instant, subs: z.set(z.string()).optional() });
const subscriptionSchema = z.object({
  sk: z.string(),
  active: z.boolean(),
  /** Absent in rows of a release before. */
  subject: z.string().default(''),
  board: z.string().nullable().default(null),
  licence: z.enum(boardKinds).nullable().default(null),
  own: z.object({ extensions: z.array(z.string()), agents: z.array(z.string()) }).nullable(),
  tokenExpiresAt: instant,
  seq: z.number(),
  activatedAt: z.number(),
  staleUntil: instant,
});

const boardSchema = z.object({ text: z.string() });

export const createConnectionStore = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
}): ConnectionStore => {
  const { client, table } = deps;
  const update = (params: UpdateCommandInput): Promise<boolean> => held(client.send(new UpdateCommand(params)));

  const find = async (connectionId: string): Promise<Connection | null> => {
    const { Item } = await client.send(new GetCommand(connectionGetParams(table, connectionId)));
    if (Item === undefined) return null;
    const { subject, tokenExpiresAt, subs } = infoSchema.parse(Item);
    return { subject, tokenExpiresAt, topics: [...(subs ?? [])].map(topicOfName) };
  };
  return {
    connect: async (connection, now) => {
      await client.send(new TransactWriteCommand(connectParams(table, connection, now)));
    },
    find,
    ofSubject: (subject) =>
      queryAll(
        client,
        (after) => connectionsOfParams(table, subject, after),
        ({ sk }) => String(sk),
      ),
    renew: async (connectionId, topics, tokenExpiresAt) => {
      await update(renewParams(table, connectionId, tokenExpiresAt));
      for (const topic of topics) await update(renewSubscriptionParams(table, topic, connectionId, tokenExpiresAt));
    },
    join: (topic, subscription, now) => held(client.send(new TransactWriteCommand(joinParams(table, topic, subscription, now)))),
    activate: (topic, connectionId, seq, now) => update(activateParams(table, topic, connectionId, seq, now)),
    markStale: async (topic, connectionId, until) => {
      await update(staleParams(table, topic, connectionId, until));
    },
    active: async (connectionId, topics) => {
      if (topics.length === 0) return [];
      const { Responses } = await client.send(new BatchGetCommand(activeParams(table, topics, connectionId)));
      const active = new Set((Responses?.[table] ?? []).flatMap((item) => (item.active === true ? [`${item.pk} ${item.sk}`] : [])));
      return topics.filter((topic) => {
        const { pk, sk } = subscriptionKey(topic, connectionId);
        return active.has(`${pk} ${sk}`);
      });
    },
    leave: async (topic, connectionId) => {
      await held(client.send(new TransactWriteCommand(leaveParams(table, topic, connectionId))));
    },
    putBoard: async (owner, hash, text, now) => {
      await client.send(new PutCommand(boardPutParams(table, owner, hash, text, now)));
    },
    findBoard: async (owner, hash) => {
      const { Item } = await client.send(new GetCommand(boardGetParams(table, owner, hash)));
      return Item === undefined ? null : boardSchema.parse(Item).text;
    },
    subscribers: async (owner) => {
      const found: Subscription[] = [];
      let after: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({ ...subscribersParams(table, owner), ...(after === undefined ? {} : { ExclusiveStartKey: after }) }),
        );
        for (const item of page.Items ?? []) {
          const { sk, active, ...rest } = subscriptionSchema.parse(item);
          const hash = sk.indexOf('#');
          if (active) found.push({ topic: sk.slice(0, hash), connectionId: sk.slice(hash + 1), ...rest });
        }
        after = page.LastEvaluatedKey;
      } while (after !== undefined);
      return found;
    },
    forget: async (connectionId) => {
      const connection = await find(connectionId);
      // What is left of one that was forgotten already ends by itself.
      if (connection === null) return;
      const deletes = forgetParams(connectionId, connection.subject, connection.topics);
      for (let at = 0; at < deletes.length; at += 25)
        await client.send(new BatchWriteCommand({ RequestItems: { [table]: deletes.slice(at, at + 25) } }));
    },
  };
};
