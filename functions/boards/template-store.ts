import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TransactWrite } from '../audit/types.ts';
import { boardContentSchema, boardKinds } from '../domain/board.ts';
import { epochMsSchema, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { nextRevision } from '../runtime/next-revision.ts';
import { packJson, unpackJson } from '../runtime/pack.ts';
import { ProblemError } from '../runtime/problem.ts';
import { readRevision } from '../runtime/read-revision.ts';
import { personSchema } from './board-records.ts';
import {
  followSk,
  keptTemplateChanges,
  largestPackedBoard,
  largestUnpackedBoard,
  templatePrefix,
  templateSk,
  templatesHeadSk,
  templatesPk,
} from './constants.ts';
import type { Follower, StoredTemplate, TemplateHead } from './types.ts';

const headSchema: z.ZodType<TemplateHead> = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(boardKinds),
  version: z.number(),
  updatedAt: epochMsSchema,
  updatedBy: personSchema,
  closing: z.boolean().default(false),
  changes: z.array(z.object({ at: epochMsSchema, by: personSchema, version: z.number(), what: z.string() })),
});
const bodySchema = z.object({ body: z.instanceof(Uint8Array) });
const followerSchema: z.ZodType<Follower> = z.object({
  template: z.string(),
  tenant: tenantIdSchema,
  site: siteIdSchema,
  board: z.string(),
  version: z.number(),
});

export interface TemplateStore {
  readonly find: (reseller: string, template: string) => Promise<StoredTemplate | null>;
  readonly list: (reseller: string) => Promise<readonly TemplateHead[]>;
  /** Revision of the list, to be read before it. */
  readonly revision: (reseller: string) => Promise<number>;
  /** Comes with new templates, in their transaction; does not commit when others made some since. */
  readonly revisionWrite: (reseller: string, rev: number) => TransactWrite;
  /** Of one template, or of all. */
  readonly followers: (reseller: string, template: string | null) => Promise<readonly Follower[]>;
  /** @param from version that is there; null = nothing. @throws ProblemError `too-large` */
  readonly put: (reseller: string, template: StoredTemplate, from: number | null) => TransactWrite;
  /** The template is still that version: what is written with it is never older. */
  readonly stillThere: (reseller: string, template: TemplateHead) => TransactWrite;
  readonly follow: (reseller: string, follower: Follower) => TransactWrite;
  readonly unfollow: (reseller: string, follower: Omit<Follower, 'version'>) => TransactWrite;
  readonly forget: (reseller: string, follower: Follower) => Promise<void>;
  readonly remove: (reseller: string, template: string) => Promise<void>;
  /** Notes something on the template that makes no version of it. */
  readonly note: (reseller: string, template: TemplateHead, change: TemplateHead['changes'][number]) => Promise<void>;
}

export const createTemplateStore = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
}): TemplateStore => {
  const { client, table } = deps;
  const all = async (reseller: string, prefix: string, more: Partial<QueryCommandInput>): Promise<unknown[]> => {
    const items: unknown[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': templatesPk(reseller), ':prefix': prefix },
          ConsistentRead: true,
          ExclusiveStartKey: after,
          ...more,
        }),
      );
      items.push(...(page.Items ?? []));
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    return items;
  };
  const followKey = (reseller: string, { template, tenant, site, board }: Omit<Follower, 'version'>) => ({
    pk: templatesPk(reseller),
    sk: followSk(template, tenant, site, board),
  });
  const key = (reseller: string, template: string) => ({ pk: templatesPk(reseller), sk: templateSk(template) });
  const head = (reseller: string) => ({ pk: templatesPk(reseller), sk: templatesHeadSk });
  return {
    revision: (reseller) => readRevision(client, table, head(reseller)),
    revisionWrite: (reseller, rev) => nextRevision(table, head(reseller), rev),
    find: async (reseller, template) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: key(reseller, template), ConsistentRead: true }));
      if (Item === undefined) return null;
      const content = boardContentSchema.parse(unpackJson(bodySchema.parse(Item).body, largestUnpackedBoard));
      return { ...headSchema.parse(Item), content };
    },
    list: async (reseller) => {
      const names = ['id', 'name', 'kind', 'version', 'updatedAt', 'updatedBy', 'closing', 'changes'];
      const items = await all(reseller, templatePrefix, {
        ProjectionExpression: names.map((_, i) => `#a${i}`).join(', '),
        ExpressionAttributeNames: Object.fromEntries(names.map((name, i) => [`#a${i}`, name])),
      });
      return items.map((item) => headSchema.parse(item));
    },
    followers: async (reseller, template) =>
      (await all(reseller, template === null ? 'FOLLOW#' : `FOLLOW#${template}#`, {})).map((item) => followerSchema.parse(item)),
    put: (reseller, { content, ...head }, from) => {
      const body = packJson(content);
      if (body.length > largestPackedBoard)
        throw new ProblemError('too-large', 'The template is larger than can be kept: divide it into several, or leave tiles out.');
      return {
        Put: {
          TableName: table,
          Item: { ...key(reseller, head.id), ...head, changes: head.changes.slice(0, keptTemplateChanges), body },
          ...(from === null
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: '#version = :from',
                ExpressionAttributeNames: { '#version': 'version' },
                ExpressionAttributeValues: { ':from': from },
              }),
        },
      };
    },
    stillThere: (reseller, { id, version }) => ({
      ConditionCheck: {
        TableName: table,
        Key: key(reseller, id),
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': version },
      },
    }),
    follow: (reseller, follower) => ({ Put: { TableName: table, Item: { ...followKey(reseller, follower), ...follower } } }),
    unfollow: (reseller, follower) => ({ Delete: { TableName: table, Key: followKey(reseller, follower) } }),
    forget: async (reseller, follower) => {
      await client.send(new DeleteCommand({ TableName: table, Key: followKey(reseller, follower) }));
    },
    remove: async (reseller, template) => {
      await client.send(new DeleteCommand({ TableName: table, Key: key(reseller, template) }));
    },
    note: async (reseller, { id, changes }, change) => {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: key(reseller, id),
          UpdateExpression: 'SET changes = :changes',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':changes': [change, ...changes].slice(0, keptTemplateChanges) },
        }),
      );
    },
  };
};
