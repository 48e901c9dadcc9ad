import type { QueryCommandInput, TransactWriteCommandInput, UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import type { BoardValue, Notice } from '../domain/board.ts';
import { nextRevision } from '../runtime/next-revision.ts';
import {
  claimMs,
  fetchedSk,
  fetchesPk,
  fetchPauseMs,
  fetchSk,
  headSk,
  sourceSk,
  tombstoneSeconds,
  triedSk,
  tryPauseMs,
  valuesPk,
  variableSk,
  variableValueId,
} from './constants.ts';
import type { DueFetch, Fetched, Source, Variable } from './core/types.ts';
import { sourceValues, variableValue } from './values-book.ts';

export interface ValuesOwner {
  readonly tenant: string;
  readonly site: string;
}

const noticeOf = (values: readonly BoardValue[], gone: readonly string[] = []): Notice => ({ kind: 'values', values, gone });
const ownerOf = ({ tenant, site }: ValuesOwner): ValuesOwner => ({ tenant, site });

export const bookParams = (
  table: string,
  { tenant, site }: ValuesOwner,
  after: Record<string, unknown> | undefined,
): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': valuesPk(tenant, site) },
  ConsistentRead: true,
  ...(after === undefined ? {} : { ExclusiveStartKey: after }),
});

/** One change of a site's list: only if nobody changed it since it was read at `rev`. */
export const commitParams = (
  table: string,
  { tenant, site }: ValuesOwner,
  rev: number,
  writes: readonly TransactWrite[],
): TransactWriteCommandInput => ({
  TransactItems: [nextRevision(table, { pk: valuesPk(tenant, site), sk: headSk }, rev), ...writes],
});

export const variablePut = (table: string, owner: ValuesOwner, variable: Variable): TransactWrite => ({
  Put: {
    TableName: table,
    Item: {
      pk: valuesPk(owner.tenant, owner.site),
      sk: variableSk(variable.id),
      ...variable,
      ...ownerOf(owner),
      notice: noticeOf([variableValue(variable)]),
    },
  },
});

const tombstone = (table: string, owner: ValuesOwner, sk: string, gone: readonly string[], now: number): TransactWrite => ({
  Put: {
    TableName: table,
    Item: {
      pk: valuesPk(owner.tenant, owner.site),
      sk,
      ...ownerOf(owner),
      deleted: true,
      expiresAt: Math.floor(now / 1_000) + tombstoneSeconds,
      notice: noticeOf([], gone),
    },
  },
});

export const variableBurial = (table: string, owner: ValuesOwner, variable: string, now: number): TransactWrite =>
  tombstone(table, owner, variableSk(variable), [variableValueId(variable)], now);

/** @param gone values of the source that there are no longer */
export const sourcePut = (
  table: string,
  owner: ValuesOwner,
  source: Source,
  fetched: Fetched | undefined,
  gone: readonly string[],
): TransactWrite => ({
  Put: {
    TableName: table,
    Item: {
      pk: valuesPk(owner.tenant, owner.site),
      sk: sourceSk(source.id),
      ...source,
      ...ownerOf(owner),
      notice: noticeOf(sourceValues(source, fetched), gone),
    },
  },
});

export const sourceBurial = (table: string, owner: ValuesOwner, source: Source, now: number): readonly TransactWrite[] => [
  tombstone(
    table,
    owner,
    sourceSk(source.id),
    sourceValues(source, undefined).map(({ id }) => id),
    now,
  ),
  { Delete: { TableName: table, Key: { pk: valuesPk(owner.tenant, owner.site), sk: fetchedSk(source.id) } } },
];

const dueKey = ({ tenant, site }: ValuesOwner, source: string) => ({ pk: fetchesPk, sk: fetchSk(tenant, site, source) });

/** Puts a source into the list of what to fetch, or moves it there. */
export const duePut = (table: string, due: DueFetch): TransactWrite => ({
  Put: { TableName: table, Item: { ...dueKey(due, due.source), ...due, claimedAt: 0 } },
});

export const dueListParams = (table: string, now: number, after: Record<string, unknown> | undefined): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk',
  FilterExpression: 'dueAt <= :now',
  ExpressionAttributeValues: { ':pk': fetchesPk, ':now': now },
  ...(after === undefined ? {} : { ExclusiveStartKey: after }),
});

/** Whoever moves the instant has the fetch; after `claimMs` it is free again. */
export const claimParams = (table: string, due: DueFetch, now: number): UpdateCommandInput => ({
  TableName: table,
  Key: dueKey(due, due.source),
  UpdateExpression: 'SET dueAt = :until, claimedAt = :now',
  ConditionExpression: 'dueAt = :seen',
  ExpressionAttributeValues: { ':until': now + claimMs, ':now': now, ':seen': due.dueAt },
});

/** The same for a fetch asked for by hand. */
export const claimNowParams = (table: string, owner: ValuesOwner, source: string, now: number): UpdateCommandInput => ({
  TableName: table,
  Key: dueKey(owner, source),
  UpdateExpression: 'SET dueAt = :until, claimedAt = :now',
  ConditionExpression: 'attribute_exists(pk) AND gone = :no AND claimedAt <= :before',
  ExpressionAttributeValues: { ':until': now + claimMs, ':now': now, ':no': false, ':before': now - fetchPauseMs },
});

export const dueDeleteParams = (table: string, due: DueFetch) => ({ TableName: table, Key: dueKey(due, due.source) });

/**
 * What a fetch brought, and when the next one is: only if the source is still the one that was asked and the claim still holds.
 * @param told values that others should hear of; a row without `notice` is not announced
 */
export const fetchedParams = (
  table: string,
  owner: ValuesOwner,
  source: Source,
  fetched: Fetched,
  told: readonly BoardValue[],
  claimedUntil: number,
): TransactWriteCommandInput => ({
  TransactItems: [
    {
      ConditionCheck: {
        TableName: table,
        Key: { pk: valuesPk(owner.tenant, owner.site), sk: sourceSk(source.id) },
        ConditionExpression: 'version = :version AND attribute_not_exists(deleted)',
        ExpressionAttributeValues: { ':version': source.version },
      },
    },
    {
      Update: {
        TableName: table,
        Key: dueKey(owner, source.id),
        UpdateExpression: 'SET dueAt = :next',
        ConditionExpression: 'dueAt = :claimed',
        ExpressionAttributeValues: { ':next': Date.parse(fetched.nextAt), ':claimed': claimedUntil },
      },
    },
    {
      Put: {
        TableName: table,
        Item: {
          pk: valuesPk(owner.tenant, owner.site),
          sk: fetchedSk(source.id),
          ...fetched,
          ...ownerOf(owner),
          ...(told.length === 0 ? {} : { notice: noticeOf(told) }),
        },
      },
    },
  ],
});

/** @throws ConditionalCheckFailedException when the site tried a source a moment ago */
export const triedParams = (table: string, { tenant, site }: ValuesOwner, now: number): UpdateCommandInput => ({
  TableName: table,
  Key: { pk: valuesPk(tenant, site), sk: triedSk },
  UpdateExpression: 'SET triedAt = :now',
  ConditionExpression: 'attribute_not_exists(pk) OR triedAt <= :before',
  ExpressionAttributeValues: { ':now': now, ':before': now - tryPauseMs },
});
