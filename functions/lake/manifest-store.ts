import {
  type DynamoDBDocumentClient,
  GetCommand,
  type GetCommandInput,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { manifestKey, manifestPk } from './constants.ts';
import { emptyManifest, type Manifest } from './core/manifest.ts';
import type { LakeSite } from './types.ts';

/** A manifest with the version a change of it must still find. 0 = there is none yet. */
export interface StoredManifest {
  readonly version: number;
  readonly manifest: Manifest;
}
export interface ManifestStore {
  readonly get: (site: LakeSite, date: string) => Promise<StoredManifest>;
  /** By date, of the dates `from` to `to`, both inclusive. */
  readonly range: (site: LakeSite, from: string, to: string) => Promise<ReadonlyMap<string, StoredManifest>>;
  /** @returns false when it was changed by somebody else since. */
  readonly replace: (site: LakeSite, date: string, version: number, manifest: Manifest) => Promise<boolean>;
}

export const manifestGetParams = (table: string, site: LakeSite, date: string): GetCommandInput => ({
  TableName: table,
  Key: manifestKey(site.tenant, site.site, date),
  ConsistentRead: true,
});
export const manifestRangeParams = (table: string, site: LakeSite, from: string, to: string): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
  ExpressionAttributeValues: { ':pk': manifestPk(site.tenant, site.site), ':from': from, ':to': to },
  ConsistentRead: true,
});
export const manifestPutParams = (table: string, site: LakeSite, date: string, version: number, manifest: Manifest): PutCommandInput => ({
  TableName: table,
  Item: { ...manifestKey(site.tenant, site.site, date), version: version + 1, manifest: JSON.stringify(manifest) },
  ...(version === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': version } }),
});

const itemSchema = z.object({ sk: z.string(), version: z.number().int().positive(), manifest: z.string() });
/** Our own writing behind a condition, so its inside is read without a schema. @throws ZodError, SyntaxError for anything else */
const storedOf = (item: unknown): StoredManifest & { readonly date: string } => {
  const { sk, version, manifest } = itemSchema.parse(item);
  return { date: sk, version, manifest: JSON.parse(manifest) as Manifest };
};

export const createManifestStore = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
}): ManifestStore => {
  const { client, table } = deps;
  return {
    get: async (site, date) => {
      const { Item } = await client.send(new GetCommand(manifestGetParams(table, site, date)));
      return Item === undefined ? { version: 0, manifest: emptyManifest } : storedOf(Item);
    },
    range: async (site, from, to) => {
      const found = new Map<string, StoredManifest>();
      let after: Record<string, unknown> | undefined;
      do {
        const start = after === undefined ? {} : { ExclusiveStartKey: after };
        const page = await client.send(new QueryCommand({ ...manifestRangeParams(table, site, from, to), ...start }));
        for (const item of page.Items ?? []) {
          const stored = storedOf(item);
          found.set(stored.date, stored);
        }
        after = page.LastEvaluatedKey;
      } while (after !== undefined);
      return found;
    },
    replace: async (site, date, version, manifest) => {
      try {
        await client.send(new PutCommand(manifestPutParams(table, site, date, version, manifest)));
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
        throw error;
      }
    },
  };
};
