import {
  DeleteCommand,
  type DeleteCommandInput,
  type DynamoDBDocumentClient,
  GetCommand,
  type GetCommandInput,
  type QueryCommandInput,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TransactWrite } from '../audit/types.ts';
import type { Notice } from '../domain/board.ts';
import type { SiteScope } from '../identity/types.ts';
import { held, wasOvertaken } from '../runtime/held-write.ts';
import { queryAll } from '../runtime/query-all.ts';
import { callBacksPk, claimPrefix, claimSk } from './constants.ts';
import type { ClaimRow } from './core/types.ts';

type Place = Pick<SiteScope, 'tenant' | 'site'>;

const claimItem: z.ZodType<ClaimRow> = z.object({
  id: z.string(),
  claimedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  claimedAt: z.number().nullable(),
  note: z.string(),
  lostAt: z.number(),
  version: z.number(),
});
/** Names nobody and no number: whoever may see the list asks for it again. */
const notice: Notice = { kind: 'callBacks' };
const versionIs = (from: number) => ({
  ConditionExpression: '#version = :from',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':from': from },
});

const claimListParams = (table: string, { tenant, site }: Place, after: string | null): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': callBacksPk(tenant, site), ':prefix': claimPrefix },
  ConsistentRead: true,
  ...(after === null ? {} : { ExclusiveStartKey: { pk: callBacksPk(tenant, site), sk: after } }),
});
const claimGetParams = (table: string, { tenant, site }: Place, id: string): GetCommandInput => ({
  TableName: table,
  Key: { pk: callBacksPk(tenant, site), sk: claimSk(id) },
  ConsistentRead: true,
});
/** @param from version that is replaced, 0 = there is none. @param expiresAt epoch seconds */
const claimPut = (table: string, { tenant, site }: Place, row: ClaimRow, from: number, expiresAt: number): TransactWrite => ({
  Put: {
    TableName: table,
    Item: { pk: callBacksPk(tenant, site), sk: claimSk(row.id), ...row, expiresAt, tenant, site, notice },
    ...(from === 0 ? { ConditionExpression: 'attribute_not_exists(pk)' } : versionIs(from)),
  },
});
const claimDeleteParams = (table: string, { tenant, site }: Place, { id, version }: ClaimRow): DeleteCommandInput => ({
  TableName: table,
  Key: { pk: callBacksPk(tenant, site), sk: claimSk(id) },
  ...versionIs(version),
});

export interface ClaimStore {
  readonly all: (place: Place) => Promise<readonly ClaimRow[]>;
  readonly find: (place: Place, id: string) => Promise<ClaimRow | undefined>;
  readonly put: (place: Place, row: ClaimRow, from: number, expiresAt: number) => TransactWrite;
  /** `false`: somebody was faster. */
  readonly commit: (writes: readonly TransactWrite[]) => Promise<boolean>;
  /** Does nothing when the row is another one by now. */
  readonly clear: (place: Place, row: ClaimRow) => Promise<void>;
}

export const createClaimStore = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): ClaimStore => {
  const { client, table } = deps;
  return {
    all: (place) =>
      queryAll(
        client,
        (after) => claimListParams(table, place, after),
        (item) => claimItem.parse(item),
      ),
    find: async (place, id) => {
      const { Item } = await client.send(new GetCommand(claimGetParams(table, place, id)));
      return Item === undefined ? undefined : claimItem.parse(Item);
    },
    put: (place, row, from, expiresAt) => claimPut(table, place, row, from, expiresAt),
    commit: (writes) => held(client.send(new TransactWriteCommand({ TransactItems: [...writes] })), wasOvertaken),
    clear: async (place, row) => {
      await held(client.send(new DeleteCommand(claimDeleteParams(table, place, row))));
    },
  };
};
