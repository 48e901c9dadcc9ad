import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { leaseKey, leaseMs, sweptKey } from './constants.ts';
import type { LakeSite } from './types.ts';

/**
 * Who works on a site's files. Files and manifests are right without it; it saves two sealers the same work, and lets an erasure know that
 * nobody is about to write what it has just deleted.
 */
export interface LeaseStore {
  /** @returns false when somebody else has it. */
  readonly take: (site: LakeSite, holder: string) => Promise<boolean>;
  readonly release: (site: LakeSite, holder: string) => Promise<void>;
  /** When all dates of the site were last looked through, epoch ms; 0 = never. */
  readonly sweptAt: (site: LakeSite) => Promise<number>;
  /** 0 = look through all of them in the next run. */
  readonly setSwept: (site: LakeSite, at: number) => Promise<void>;
}

const refused = (error: unknown): boolean => error instanceof Error && error.name === 'ConditionalCheckFailedException';

export const createLeaseStore = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly now: () => number;
}): LeaseStore => {
  const { client, table: TableName, now } = deps;
  return {
    take: async (site, holder) => {
      try {
        await client.send(
          new PutCommand({
            TableName,
            Item: { ...leaseKey(site.tenant, site.site), holder, heldUntil: now() + leaseMs },
            ConditionExpression: 'attribute_not_exists(pk) OR heldUntil < :now OR holder = :holder',
            ExpressionAttributeValues: { ':now': now(), ':holder': holder },
          }),
        );
        return true;
      } catch (error) {
        if (refused(error)) return false;
        throw error;
      }
    },
    release: async (site, holder) => {
      try {
        await client.send(
          new DeleteCommand({
            TableName,
            Key: leaseKey(site.tenant, site.site),
            ConditionExpression: 'holder = :holder',
            ExpressionAttributeValues: { ':holder': holder },
          }),
        );
      } catch (error) {
        if (!refused(error)) throw error;
      }
    },
    sweptAt: async (site) => {
      const { Item } = await client.send(new GetCommand({ TableName, Key: sweptKey(site.tenant, site.site) }));
      return typeof Item?.at === 'number' ? Item.at : 0;
    },
    setSwept: async (site, at) => {
      await client.send(new PutCommand({ TableName, Item: { ...sweptKey(site.tenant, site.site), at } }));
    },
  };
};
