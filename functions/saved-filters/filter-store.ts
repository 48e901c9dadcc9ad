import {
  type DynamoDBDocumentClient,
  GetCommand,
  type GetCommandInput,
  type QueryCommandInput,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TransactWrite } from '../audit/types.ts';
import { boardIdSchema, type Notice } from '../domain/board.ts';
import { epochMsSchema } from '../domain/ids.ts';
import type { SiteScope } from '../identity/types.ts';
import { held, wasOvertaken } from '../runtime/held-write.ts';
import { queryAll } from '../runtime/query-all.ts';
import { isUnreadable, readRow, sortOut, type UnreadableRow } from '../runtime/read-row.ts';
import { filterPrefix, filterShelfSk, filterSk, filtersPk, tombstoneSeconds } from './constants.ts';
import type { SavedFilter } from './types.ts';

type Place = Pick<SiteScope, 'tenant' | 'site'>;

const person = z.object({ id: z.string(), name: z.string() });
const filterItem: z.ZodType<SavedFilter> = z.object({
  id: boardIdSchema,
  name: z.string(),
  description: z.string(),
  owner: person.nullable(),
  shared: z.boolean(),
  spec: z.record(z.string(), z.unknown()),
  version: z.number(),
  updatedAt: epochMsSchema,
  // Rows of before have neither.
  updatedBy: person.nullable().default(null),
  units: z.array(z.string()).nullable().default(null),
});
const tombstone = z.object({ deleted: z.literal(true), version: z.number() });
const notice: Notice = { kind: 'filters' };

export const filterListParams = (table: string, { tenant, site }: Place, after: string | null): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': filtersPk(tenant, site), ':prefix': filterPrefix },
  ConsistentRead: true,
  ...(after === null ? {} : { ExclusiveStartKey: { pk: filtersPk(tenant, site), sk: after } }),
});
export const filterGetParams = (table: string, { tenant, site }: Place, filter: string): GetCommandInput => ({
  TableName: table,
  Key: { pk: filtersPk(tenant, site), sk: filterSk(filter) },
  ConsistentRead: true,
});

export const filterShelfGetParams = (table: string, { tenant, site }: Place): GetCommandInput => ({
  TableName: table,
  Key: { pk: filtersPk(tenant, site), sk: filterShelfSk },
  ConsistentRead: true,
});

/** The version that is there or was, null = nothing there. */
type From = number | null;
const unchangedSince = (from: From) =>
  from === null
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: '#version = :from',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':from': from },
      };

export const filterPut = (table: string, { tenant, site }: Place, filter: SavedFilter, from: From): TransactWrite => ({
  Put: {
    TableName: table,
    Item: { pk: filtersPk(tenant, site), sk: filterSk(filter.id), ...filter, tenant, site, notice },
    ...unchangedSince(from),
  },
});
const tombstoneOf = ({ tenant, site }: Place, id: string, version: number, now: number) => ({
  pk: filtersPk(tenant, site),
  sk: filterSk(id),
  version: version + 1,
  deleted: true,
  expiresAt: Math.floor(now / 1_000) + tombstoneSeconds,
  tenant,
  site,
  notice,
});
export const filterDelete = (table: string, { tenant, site }: Place, { id, version }: SavedFilter, now: number): TransactWrite => ({
  Put: {
    TableName: table,
    Item: tombstoneOf({ tenant, site }, id, version, now),
    ...unchangedSince(version),
  },
});

/** A tombstone for a row that cannot be read; its version goes on from that of the row, as far as that can be read. */
export const unreadableDelete = (table: string, { tenant, site }: Place, { id, row }: UnreadableRow, now: number): TransactWrite => ({
  Put: {
    TableName: table,
    Item: tombstoneOf({ tenant, site }, id, z.int().min(0).safeParse(row.version).data ?? 0, now),
    ConditionExpression: 'attribute_exists(pk)',
  },
});

/** The next state of a site's list, made from the version that was read; nobody is told of it. */
export const filterShelfPut = (table: string, { tenant, site }: Place, from: number): TransactWrite => ({
  Put: {
    TableName: table,
    Item: { pk: filtersPk(tenant, site), sk: filterShelfSk, version: from + 1 },
    ...unchangedSince(from === 0 ? null : from),
  },
});

/** A filter, the version of the tombstone that stands in its place, or a row that cannot be read. */
export type KnownFilter = SavedFilter | { readonly tombstone: number } | UnreadableRow;
const isThere = (one: KnownFilter): one is SavedFilter | UnreadableRow => !('tombstone' in one);

export interface FilterStore {
  /** One that cannot be read is not found. */
  readonly find: (place: Place, filter: string) => Promise<SavedFilter | null>;
  readonly look: (place: Place, filter: string) => Promise<SavedFilter | UnreadableRow | null>;
  /** All of a site by id, with what stands in the place of those deleted lately. */
  readonly known: (place: Place) => Promise<ReadonlyMap<string, KnownFilter>>;
  /** Those that can be read. */
  readonly all: (place: Place) => Promise<readonly SavedFilter[]>;
  readonly listAll: (place: Place) => Promise<{ readonly read: readonly SavedFilter[]; readonly unreadable: readonly UnreadableRow[] }>;
  /** Version of the list; 0 = none was made yet. */
  readonly shelf: (place: Place) => Promise<number>;
  /** Comes with each new filter, in its transaction. */
  readonly shelfWrite: (place: Place, from: number) => TransactWrite;
  readonly put: (place: Place, filter: SavedFilter, from: From) => TransactWrite;
  readonly remove: (place: Place, filter: SavedFilter, now: number) => TransactWrite;
  readonly removeUnreadable: (place: Place, filter: UnreadableRow, now: number) => TransactWrite;
  /** `false`: somebody was faster. */
  readonly commit: (writes: readonly TransactWrite[]) => Promise<boolean>;
}

export const createFilterStore = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): FilterStore => {
  const { client, table } = deps;
  const readKnown = (item: Record<string, unknown>): readonly [string, KnownFilter] => {
    const id = String(item.sk).slice(filterPrefix.length);
    const gone = tombstone.safeParse(item);
    if (gone.success) return [id, { tombstone: gone.data.version }];
    return [id, readRow(item, (row) => filterItem.parse(row), { id, name: item.name })];
  };
  const known: FilterStore['known'] = async (place) =>
    new Map(await queryAll(client, (after) => filterListParams(table, place, after), readKnown));
  const listAll: FilterStore['listAll'] = async (place) => sortOut([...(await known(place)).values()].filter(isThere));
  const look: FilterStore['look'] = async (place, filter) => {
    const { Item } = await client.send(new GetCommand(filterGetParams(table, place, filter)));
    if (Item === undefined) return null;
    const [, found] = readKnown(Item);
    return isThere(found) ? found : null;
  };
  return {
    known,
    look,
    find: async (place, filter) => {
      const found = await look(place, filter);
      return found === null || isUnreadable(found) ? null : found;
    },
    listAll,
    all: async (place) => (await listAll(place)).read,
    shelf: async (place) => {
      const { Item } = await client.send(new GetCommand(filterShelfGetParams(table, place)));
      return Item === undefined ? 0 : z.object({ version: z.number() }).parse(Item).version;
    },
    shelfWrite: (place, from) => filterShelfPut(table, place, from),
    put: (place, filter, from) => filterPut(table, place, filter, from),
    remove: (place, filter, now) => filterDelete(table, place, filter, now),
    removeUnreadable: (place, filter, now) => unreadableDelete(table, place, filter, now),
    commit: (writes) => held(client.send(new TransactWriteCommand({ TransactItems: [...writes] })), wasOvertaken),
  };
};
