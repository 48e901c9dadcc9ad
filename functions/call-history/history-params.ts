import type { GetCommandInput, QueryCommandInput, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { daySk, daysPk, type Key, type ListKind, positionKey } from './constants.ts';
import { chunkWrites } from './core/chunk-writes.ts';
import type { HistoryWrite } from './core/compute-writes.ts';
import { hourMarks } from './core/hour-marks.ts';
import type { SiteOf } from './core/keys-of-rows.ts';
import { type HistoryTransactItem, markItems } from './mark-params.ts';
import { storeRow } from './stored-row.ts';

export const positionGetParams = (table: string, owner: SiteOf): GetCommandInput => ({
  TableName: table,
  Key: positionKey(owner.tenant, owner.site),
  ConsistentRead: true,
});

/** What a writer leaves in history. */
export interface RowsToWrite {
  readonly writes: readonly HistoryWrite[];
  /** Calls of which one took rows of the other (compute-writes.ts). */
  readonly takeOvers: readonly (readonly [string, string])[];
  /** Items without content that say what there is: days with rows, sites. */
  readonly markers: readonly Key[];
  /** Of the projection: moves forward with the last row only. Null for other writers. */
  readonly position: { readonly before: number; readonly after: number } | null;
  /** Now, epoch ms, when figures change that may have been read already; else null. */
  readonly restatedAt: number | null;
}

/** DynamoDB's limit is 100; rows are small, so 4 MB are never reached before. Some room is for the marks, one a UTC day of the rows. */
const rowsOfTransaction = 80;
const transactionItems = 100;

const positionCondition = (before: number) =>
  before === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'n = :before', ExpressionAttributeValues: { ':before': before } };

const overCondition = (over: HistoryWrite['over']) => {
  if (over === undefined) return {};
  if (over === null) return { ConditionExpression: 'attribute_not_exists(pk)' };
  // A damaged row may have lost its number: it counts as 0.
  return {
    ConditionExpression: over === 0 ? 'n = :over OR attribute_not_exists(n)' : 'n = :over',
    ExpressionAttributeValues: { ':over': over },
  };
};

const rowItem = (table: string, write: HistoryWrite): HistoryTransactItem =>
  write.row === null
    ? { Delete: { TableName: table, Key: { pk: write.pk, sk: write.sk }, ...overCondition(write.over) } }
    : {
        Put: { TableName: table, Item: { pk: write.pk, sk: write.sk, n: write.n, row: storeRow(write.row) }, ...overCondition(write.over) },
      };

const positionItem = (table: string, owner: SiteOf, position: RowsToWrite['position'], last: boolean): readonly HistoryTransactItem[] => {
  if (position === null) return [];
  const key = positionKey(owner.tenant, owner.site);
  const condition = positionCondition(position.before);
  return last
    ? [{ Put: { TableName: table, Item: { ...key, n: position.after }, ...condition } }]
    : [{ ConditionCheck: { TableName: table, Key: key, ...condition } }];
};

/** A call of some hundred segments may leave its marks with too many rows; days are few, so halving is enough. */
const halved = (chunk: readonly HistoryWrite[]): readonly (readonly HistoryWrite[])[] => [
  chunk.slice(0, Math.ceil(chunk.length / 2)),
  chunk.slice(Math.ceil(chunk.length / 2)),
];

/**
 * Transactions that write the rows, in order: each puts whole calls together with the marks of the hours they change, so that whoever
 * finds a mark as it was finds the rows as they were. The position is checked by each and moved by the last. A repetition changes nothing
 * but the marks.
 */
export const writeRowsParams = (table: string, owner: SiteOf, rows: RowsToWrite): readonly TransactWriteCommandInput[] => {
  const whole = rows.writes.length + rows.markers.length <= rowsOfTransaction;
  const chunks = whole ? [rows.writes] : chunkWrites(rows.writes, rows.takeOvers, rowsOfTransaction);
  const markers = rows.markers.map((marker): HistoryTransactItem => ({ Put: { TableName: table, Item: { ...marker } } }));
  const bodies = chunks.flatMap((chunk): (readonly HistoryTransactItem[])[] => {
    const body = (part: readonly HistoryWrite[]) => [
      ...part.map((write) => rowItem(table, write)),
      ...markItems(table, owner, hourMarks(part), rows.restatedAt),
    ];
    const items = body(chunk);
    return items.length < transactionItems ? [items] : halved(chunk).map(body);
  });
  const first = bodies[0] ?? [];
  const together = first.length + markers.length < transactionItems;
  const ordered = together ? [[...markers, ...first], ...bodies.slice(1)] : [markers, ...bodies];
  return ordered
    .map((body, i) => [...positionItem(table, owner, rows.position, i === ordered.length - 1), ...body])
    .filter((items) => items.length > 0)
    .map((TransactItems) => ({ TransactItems }));
};

/** Keys `from` (inclusive) to `to` (exclusive) of a collection, oldest first. */
export const rangeParams = (table: string, pk: string, from: string, to: string, limit?: number): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
  ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
  ...(limit === undefined ? {} : { Limit: limit }),
});
export const daysParams = (table: string, owner: SiteOf, kind: ListKind, from: string, to: string): QueryCommandInput =>
  rangeParams(table, daysPk(owner.tenant, owner.site), daySk(kind, from), daySk(kind, to));
