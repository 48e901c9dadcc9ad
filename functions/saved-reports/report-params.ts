import type { GetCommandInput, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import type { SiteScope } from '../identity/types.ts';
import { isUnreadable, type UnreadableRow } from '../runtime/read-row.ts';
import { unchangedRow } from '../runtime/unchanged-row.ts';
import { ownPrefix, reportSk, reportsPk, sharedPrefix, shelfSk, usePrefix, useSk } from './constants.ts';
import type { ReportHead, StoredReport } from './types.ts';

export type Place = Pick<SiteScope, 'tenant' | 'site'>;
/** What is known of a list of reports beside them; version 0 = nothing yet. */
export interface Shelf {
  readonly version: number;
  /** Ids of default reports that were given. */
  readonly given: readonly string[];
}
/** The same, or its row, when that cannot be read: nobody knows what was given. */
export type KnownShelf = Shelf | UnreadableRow;

/** Everything of a row but what the report says: what lists read. */
const headAttributes = [
  'sk',
  'id',
  'name',
  'category',
  'description',
  'template',
  'owner',
  'shared',
  'version',
  'updatedAt',
  'updatedBy',
  'from',
];
const headsOnly = {
  ProjectionExpression: headAttributes.map((_, i) => `#a${i}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(headAttributes.map((name, i) => [`#a${i}`, name])),
};

export const reportGetParams = (table: string, { tenant, site }: Place, owner: string | null, report: string): GetCommandInput => ({
  TableName: table,
  Key: { pk: reportsPk(tenant, site), sk: reportSk(owner, report) },
  ConsistentRead: true,
});
export const shelfGetParams = (table: string, { tenant, site }: Place, owner: string | null): GetCommandInput => ({
  TableName: table,
  Key: { pk: reportsPk(tenant, site), sk: shelfSk(owner) },
  ConsistentRead: true,
});

const beginningWith = (table: string, { tenant, site }: Place, prefix: string, after: string | null): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': reportsPk(tenant, site), ':prefix': prefix },
  ConsistentRead: true,
  ...(after === null ? {} : { ExclusiveStartKey: { pk: reportsPk(tenant, site), sk: after } }),
});
export const reportListParams = (table: string, place: Place, owner: string | null, after: string | null): QueryCommandInput => ({
  ...beginningWith(table, place, owner === null ? sharedPrefix : ownPrefix(owner), after),
  ...headsOnly,
});
/** Reports that use filters of the site's list: all of them, or those of one filter. */
export const useListParams = (table: string, place: Place, filter: string | null, after: string | null): QueryCommandInput =>
  beginningWith(table, place, filter === null ? usePrefix : `${usePrefix}${filter}#`, after);

/** Whose row it is in. */
const ownerOf = ({ owner, shared }: Pick<ReportHead, 'owner' | 'shared'>): string | null => (shared ? null : (owner?.id ?? ''));
const filterOf = ({ content }: StoredReport): string | null => (content.filter?.kind === 'saved' ? content.filter.id : null);

const unchangedSince = (version: number | null) =>
  version === null
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: '#version = :from',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':from': version },
      };

const useWrites = (table: string, { tenant, site }: Place, before: StoredReport | null, after: StoredReport | null): TransactWrite[] => {
  const pk = reportsPk(tenant, site);
  const [was, is] = [before && filterOf(before), after && filterOf(after)];
  const gone = before === null || was === null || was === is ? null : useSk(was, ownerOf(before), before.id);
  return [
    ...(gone === null ? [] : [{ Delete: { TableName: table, Key: { pk, sk: gone } } }]),
    ...(after === null || is === null
      ? []
      : [
          {
            Put: {
              TableName: table,
              Item: { pk, sk: useSk(is, ownerOf(after), after.id), filter: is, report: after.id, name: after.name, owner: ownerOf(after) },
            },
          },
        ]),
  ];
};

/** `before`: the version it was made from; null = it is new. */
export const reportSaveWrites = (table: string, place: Place, report: StoredReport, before: StoredReport | null): TransactWrite[] => [
  {
    Put: {
      TableName: table,
      Item: { pk: reportsPk(place.tenant, place.site), sk: reportSk(ownerOf(report), report.id), ...report },
      ...unchangedSince(before?.version ?? null),
    },
  },
  ...useWrites(table, place, before, report),
];
export const reportDeleteWrites = (table: string, place: Place, report: StoredReport): TransactWrite[] => [
  {
    Delete: {
      TableName: table,
      Key: { pk: reportsPk(place.tenant, place.site), sk: reportSk(ownerOf(report), report.id) },
      ...unchangedSince(report.version),
    },
  },
  ...useWrites(table, place, report, null),
];
/** @param of ids of the filters that it was noted to use */
export const unreadableDeleteWrites = (
  table: string,
  { tenant, site }: Place,
  owner: string | null,
  report: string,
  filters: readonly string[],
): TransactWrite[] => {
  const pk = reportsPk(tenant, site);
  return [
    { Delete: { TableName: table, Key: { pk, sk: reportSk(owner, report) }, ConditionExpression: 'attribute_exists(pk)' } },
    ...filters.map((filter) => ({ Delete: { TableName: table, Key: { pk, sk: useSk(filter, owner, report) } } })),
  ];
};
/** The next state of a list. One that cannot be read keeps what it says, as it is stored, until `given` is said anew. */
const nextShelf = (from: KnownShelf, given: readonly string[] | undefined) =>
  isUnreadable(from)
    ? {
        ...from.row,
        version: Number.isSafeInteger(from.row.version) ? Number(from.row.version) + 1 : 1,
        ...(given === undefined ? {} : { given: [...given] }),
      }
    : { version: from.version + 1, given: [...(given ?? from.given)] };
/** The list as it is after such a write. */
export const shelfAfter = (from: KnownShelf): KnownShelf =>
  isUnreadable(from) ? { ...from, row: nextShelf(from, undefined) } : { ...from, version: from.version + 1 };
/** The next state of a list, made from the one that was read. */
export const shelfWrite = (
  table: string,
  { tenant, site }: Place,
  owner: string | null,
  from: KnownShelf,
  given?: readonly string[],
): TransactWrite => ({
  Put: {
    TableName: table,
    Item: { ...nextShelf(from, given), pk: reportsPk(tenant, site), sk: shelfSk(owner) },
    ...(isUnreadable(from) ? unchangedRow(from.row) : unchangedSince(from.version === 0 ? null : from.version)),
  },
});
