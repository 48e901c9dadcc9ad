import type { GetCommandInput, QueryCommandInput, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import { nextRevision } from '../runtime/next-revision.ts';
import { mediaHeadSk, mediaPk, mediaSk } from './constants.ts';
import type { Media } from './core/types.ts';

export interface MediaOwner {
  readonly tenant: string;
  readonly site: string;
}

export const shelfParams = (
  table: string,
  { tenant, site }: MediaOwner,
  after: Record<string, unknown> | undefined,
): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': mediaPk(tenant, site) },
  ConsistentRead: true,
  ...(after === undefined ? {} : { ExclusiveStartKey: after }),
});

export const mediaGetParams = (table: string, { tenant, site }: MediaOwner, id: string): GetCommandInput => ({
  TableName: table,
  Key: { pk: mediaPk(tenant, site), sk: mediaSk(id) },
  ConsistentRead: true,
});

/** A promise of room, only if nobody changed the list since it was read at `rev`. */
export const promiseParams = (table: string, { tenant, site }: MediaOwner, rev: number, media: Media): TransactWriteCommandInput => ({
  TransactItems: [
    nextRevision(table, { pk: mediaPk(tenant, site), sk: mediaHeadSk }, rev),
    { Put: { TableName: table, Item: { pk: mediaPk(tenant, site), sk: mediaSk(media.id), tenant, site, ...media } } },
  ],
});

/** The promise was kept. `also`: the row of the audit. */
export const readyParams = (
  table: string,
  { tenant, site }: MediaOwner,
  id: string,
  also: readonly TransactWrite[],
): TransactWriteCommandInput => ({
  TransactItems: [
    {
      Update: {
        TableName: table,
        Key: { pk: mediaPk(tenant, site), sk: mediaSk(id) },
        UpdateExpression: 'SET #state = :ready REMOVE expiresAt',
        ConditionExpression: '#state = :waiting',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':ready': 'ready', ':waiting': 'waiting' },
      },
    },
    ...also,
  ],
});

export const mediaDeleteParams = (
  table: string,
  { tenant, site }: MediaOwner,
  id: string,
  also: readonly TransactWrite[],
): TransactWriteCommandInput => ({
  TransactItems: [
    { Delete: { TableName: table, Key: { pk: mediaPk(tenant, site), sk: mediaSk(id) }, ConditionExpression: 'attribute_exists(pk)' } },
    ...also,
  ],
});
