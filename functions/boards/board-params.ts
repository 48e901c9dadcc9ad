import type { GetCommandInput, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import type { Notice } from '../domain/board.ts';
import type { SiteScope } from '../identity/types.ts';
import { packJson } from '../runtime/pack.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { UnreadableRow } from '../runtime/read-row.ts';
import { unchangedRow } from '../runtime/unchanged-row.ts';
import {
  boardPrefix,
  boardSk,
  boardsPk,
  boardVersionPrefix,
  boardVersionSk,
  keptVersions,
  largestPackedBoard,
  tombstoneSeconds,
} from './constants.ts';
import { ownerIn } from './core/board-rights.ts';
import type { BoardHead, StoredBoard } from './types.ts';

type Place = Pick<SiteScope, 'tenant' | 'site'>;

/** Everything of a row but what is packed: what lists read. */
const headAttributes = [
  'id',
  'kind',
  'name',
  'owner',
  'shared',
  'version',
  'firstVersion',
  'updatedAt',
  'updatedBy',
  'template',
  'views',
  'filters',
  'deleted',
  'sk',
] as const;
const projected = {
  ProjectionExpression: headAttributes.map((_, i) => `#a${i}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(headAttributes.map((name, i) => [`#a${i}`, name])),
};

export const boardGetParams = (table: string, { tenant, site }: Place, board: string): GetCommandInput => ({
  TableName: table,
  Key: { pk: boardsPk(tenant, site), sk: boardSk(board) },
  ConsistentRead: true,
});

export const boardListParams = (table: string, { tenant, site }: Place, limit: number, after: string | null): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': boardsPk(tenant, site), ':prefix': boardPrefix },
  ...projected,
  ConsistentRead: true,
  Limit: limit,
  ...(after === null ? {} : { ExclusiveStartKey: { pk: boardsPk(tenant, site), sk: after } }),
});

/** Newest first. */
export const boardVersionsParams = (table: string, { tenant, site }: Place, board: string): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': boardsPk(tenant, site), ':prefix': boardVersionPrefix(board) },
  ProjectionExpression: 'sk, #version, #at, #by',
  ExpressionAttributeNames: { '#version': 'version', '#at': 'at', '#by': 'by' },
  ScanIndexForward: false,
  Limit: keptVersions,
});

export const boardVersionGetParams = (table: string, { tenant, site }: Place, board: string, version: number): GetCommandInput => ({
  TableName: table,
  Key: { pk: boardsPk(tenant, site), sk: boardVersionSk(board, version) },
});

const notice = (board: string, version: number | null): Notice => ({ kind: 'board', board, version });
type Owner = { readonly id: string } | null;
/**
 * Who is to hear of it: everybody of the site (absent), or the owner alone (and the screens that may show it), as the id of a board is made
 * of its name. One that was shared until now is told to everybody.
 */
const told = (owner: Owner, shared: boolean): { readonly noticeFor?: string } => (shared ? {} : { noticeFor: owner?.id ?? '' });
const expiresAt = (now: number): number => Math.floor(now / 1_000) + tombstoneSeconds;
const ageing = (table: string, { tenant, site }: Place, board: string, version: number, now: number): TransactWrite => ({
  Update: {
    TableName: table,
    Key: { pk: boardsPk(tenant, site), sk: boardVersionSk(board, version) },
    UpdateExpression: 'SET expiresAt = :at',
    ExpressionAttributeValues: { ':at': expiresAt(now) },
  },
});

/** What a save was made from: the version that is there, the version of the tombstone there, or nothing. */
export type MadeFrom = { readonly version: number; readonly shared: boolean } | { readonly tombstone: number } | null;

const unchangedSince = (from: { readonly version: number } | { readonly tombstone: number } | null) => {
  if (from === null) return { ConditionExpression: 'attribute_not_exists(pk)' };
  const names = { '#version': 'version', '#deleted': 'deleted' };
  return 'version' in from
    ? {
        ConditionExpression: '#version = :from AND attribute_not_exists(#deleted)',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ':from': from.version },
      }
    : {
        // The table may have taken the tombstone away meanwhile.
        ConditionExpression: 'attribute_not_exists(pk) OR (#version = :from AND attribute_exists(#deleted))',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ':from': from.tombstone },
      };
};

/** The board, its version, and the end of the version that is now too old. @throws ProblemError `too-large` */
export const boardSaveWrites = (table: string, place: Place, { content, ...head }: StoredBoard, from: MadeFrom): TransactWrite[] => {
  const { tenant, site } = place;
  const body = packJson(content);
  if (body.length > largestPackedBoard)
    throw new ProblemError('too-large', 'The board is larger than can be kept: divide it into several, or leave tiles out.');
  const pk = boardsPk(tenant, site);
  const tooOld = head.version - keptVersions;
  return [
    {
      Put: {
        TableName: table,
        Item: {
          pk,
          sk: boardSk(head.id),
          ...head,
          body,
          tenant,
          site,
          notice: notice(head.id, head.version),
          ...told(head.owner, head.shared || (from !== null && 'version' in from && from.shared)),
        },
        ...unchangedSince(from),
      },
    },
    {
      Put: {
        TableName: table,
        Item: { pk, sk: boardVersionSk(head.id, head.version), version: head.version, at: head.updatedAt, by: head.updatedBy, body },
      },
    },
    ...(tooOld >= head.firstVersion ? [ageing(table, place, head.id, tooOld, head.updatedAt)] : []),
  ];
};

/** A tombstone, so that everybody hears of it. */
const tombstonePut = (
  table: string,
  { tenant, site }: Place,
  { id, version, owner, shared }: { readonly id: string; readonly version: number; readonly owner: Owner; readonly shared: boolean },
  now: number,
) => ({
  TableName: table,
  Item: {
    pk: boardsPk(tenant, site),
    sk: boardSk(id),
    version,
    deleted: true,
    expiresAt: expiresAt(now),
    tenant,
    site,
    notice: notice(id, null),
    ...told(owner, shared),
  },
});

/** A tombstone, and the end of what can be read of it. */
export const boardDeleteWrites = (
  table: string,
  place: Place,
  board: Pick<BoardHead, 'id' | 'version' | 'firstVersion' | 'owner' | 'shared'>,
  now: number,
): TransactWrite[] => {
  const { id, version, firstVersion } = board;
  const oldest = Math.max(firstVersion, version - keptVersions + 1);
  return [
    { Put: { ...tombstonePut(table, place, board, now), ...unchangedSince({ version }) } },
    ...Array.from({ length: version - oldest + 1 }, (_, i) => ageing(table, place, id, oldest + i, now)),
  ];
};

/**
 * The same of a board that cannot be read. Who is to hear of it goes by what still can be.
 * @param versions those that are kept of it; it goes on counting from the last
 */
export const unreadableDeleteWrites = (
  table: string,
  place: Place,
  { id, row }: UnreadableRow,
  versions: readonly number[],
  now: number,
): TransactWrite[] => {
  const version = Math.max(0, ...versions, ...(Number.isSafeInteger(row.version) ? [Number(row.version)] : []));
  return [
    {
      Put: {
        ...tombstonePut(table, place, { id, version, owner: ownerIn(row), shared: row.shared === true }, now),
        ...unchangedRow(row),
      },
    },
    ...versions.map((one) => ageing(table, place, id, one, now)),
  ];
};
