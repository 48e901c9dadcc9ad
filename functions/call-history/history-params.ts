import type {
  BatchWriteCommandInput,
  GetCommandInput,
  PutCommandInput,
  QueryCommandInput,
  TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { daySk, daysPk, type Key, type ListKind, positionKey } from './constants.ts';
import type { HistoryWrite } from './core/compute-writes.ts';
import type { SiteOf } from './core/keys-of-rows.ts';
import { storeRow } from './stored-row.ts';

export const positionGetParams = (table: string, owner: SiteOf): GetCommandInput => ({
  TableName: table,
  Key: positionKey(owner.tenant, owner.site),
  ConsistentRead: true,
});

const itemOf = (write: HistoryWrite): Record<string, unknown> => ({ pk: write.pk, sk: write.sk, n: write.n, row: storeRow(write.row) });

/** Position moves forward only: a projection that was overtaken is refused. */
const positionCondition = (before: number) =>
  before === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'n = :before', ExpressionAttributeValues: { ':before': before } };

/** Rows and position in one step, or nothing. */
export const projectParams = (
  table: string,
  owner: SiteOf,
  before: number,
  after: number,
  writes: readonly HistoryWrite[],
  markers: readonly Key[],
): TransactWriteCommandInput => ({
  TransactItems: [
    { Put: { TableName: table, Item: { ...positionKey(owner.tenant, owner.site), n: after }, ...positionCondition(before) } },
    ...writes.map((write) =>
      write.row === null
        ? { Delete: { TableName: table, Key: { pk: write.pk, sk: write.sk } } }
        : { Put: { TableName: table, Item: itemOf(write) } },
    ),
    ...markers.map((marker) => ({ Put: { TableName: table, Item: { ...marker } } })),
  ],
});

/** For a run too large for one transaction: rows in groups of 25, the position after them. */
export const batchParams = (
  table: string,
  writes: readonly HistoryWrite[],
  markers: readonly Key[],
): BatchWriteCommandInput['RequestItems'] => ({
  [table]: [
    ...writes.map((write) =>
      write.row === null ? { DeleteRequest: { Key: { pk: write.pk, sk: write.sk } } } : { PutRequest: { Item: itemOf(write) } },
    ),
    ...markers.map((marker) => ({ PutRequest: { Item: { ...marker } } })),
  ],
});
export const positionPutParams = (table: string, owner: SiteOf, before: number, after: number): PutCommandInput => ({
  TableName: table,
  Item: { ...positionKey(owner.tenant, owner.site), n: after },
  ...positionCondition(before),
});

/** Keys `from` (inclusive) to `to` (exclusive) of a collection, oldest first. */
export const rangeParams = (table: string, pk: string, from: string, to: string, limit?: number): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
  ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
  ...(limit === undefined ? {} : { Limit: limit }),
});
export const daysParams = (table: string, owner: SiteOf, kind: ListKind, from: string, to: string): QueryCommandInput =>
  rangeParams(table, daysPk(owner.tenant, owner.site), daySk(kind, from), daySk(kind, to));
