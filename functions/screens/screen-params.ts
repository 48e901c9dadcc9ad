import type {
  GetCommandInput,
  PutCommandInput,
  QueryCommandInput,
  TransactWriteCommandInput,
  UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import type { Notice } from '../domain/board.ts';
import { pairingKey, screenLookupKey, screenSk, screensPerSite, screensPk, seenKeptMs, seenSk, tombstoneKeptMs } from './constants.ts';
import type { Screen, ScreenCredentials, Seen } from './types.ts';

export type ScreenKey = Pick<Screen, 'tenant' | 'site' | 'screen'>;

const seconds = (ms: number): number => Math.floor(ms / 1_000);
const keyOf = ({ tenant, site, screen }: ScreenKey) => ({ pk: screensPk(tenant, site), sk: screenSk(screen) });
const noticeOf = (screen: string, revoked: boolean): Notice => ({ kind: 'screen', screen, revoked });

/** The code is used up, the screen and what proves it come to be: all or nothing. `also`: the row of the audit. */
export const pairParams = (
  table: string,
  screen: Screen,
  credentials: ScreenCredentials,
  now: number,
  also: readonly TransactWrite[],
): TransactWriteCommandInput => ({
  TransactItems: [
    {
      Update: {
        TableName: table,
        Key: pairingKey(credentials.pairing),
        UpdateExpression: 'SET screen = :screen',
        ConditionExpression: 'screen = :none AND validUntil > :now',
        ExpressionAttributeValues: { ':screen': screen.screen, ':none': null, ':now': now },
      },
    },
    {
      Put: {
        TableName: table,
        Item: { ...keyOf(screen), ...screen, deleted: false, notice: noticeOf(screen.screen, false) },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Put: {
        TableName: table,
        Item: { ...screenLookupKey(screen.screen), ...credentials },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    ...also,
  ],
});

export const screenGetParams = (table: string, key: ScreenKey): GetCommandInput => ({
  TableName: table,
  Key: keyOf(key),
  ConsistentRead: true,
});
export const credentialsGetParams = (table: string, screen: string): GetCommandInput => ({
  TableName: table,
  Key: screenLookupKey(screen),
  ConsistentRead: true,
});

/** All screens of a site, or all that was last heard of them: the prefix says which. A page holds the most a site may have. */
export const screensQueryParams = (table: string, tenant: string, site: string, prefix: string): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': screensPk(tenant, site), ':prefix': prefix },
  ConsistentRead: true,
  // Tombstones of a day beside the living.
  Limit: screensPerSite * 2,
});

export type ScreenChange = Partial<Pick<Screen, 'name' | 'board' | 'boardName' | 'view' | 'cycleSeconds' | 'show'>>;

/** Sets what is named; `reload` counts one up. */
export const changeParams = (
  table: string,
  key: ScreenKey,
  change: ScreenChange,
  reload: boolean,
  also: readonly TransactWrite[],
): TransactWriteCommandInput => {
  const names = Object.keys(change);
  const sets = [...names.map((name) => `#${name} = :${name}`), ...(reload ? ['reload = reload + :one'] : []), 'notice = :notice'];
  return {
    TransactItems: [
      {
        Update: {
          TableName: table,
          Key: keyOf(key),
          UpdateExpression: `SET ${sets.join(', ')}`,
          ConditionExpression: 'attribute_exists(pk) AND deleted = :no',
          ...(names.length === 0 ? {} : { ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])) }),
          ExpressionAttributeValues: {
            ...Object.fromEntries(Object.entries(change).map(([name, value]) => [`:${name}`, value])),
            ...(reload ? { ':one': 1 } : {}),
            ':notice': noticeOf(key.screen, false),
            ':no': false,
          },
        },
      },
      ...also,
    ],
  };
};

/** What proved it is gone at once; its row stays a day as news for the sockets. */
export const revokeParams = (table: string, key: ScreenKey, now: number, also: readonly TransactWrite[]): TransactWriteCommandInput => ({
  TransactItems: [
    {
      Update: {
        TableName: table,
        Key: keyOf(key),
        UpdateExpression: 'SET deleted = :yes, notice = :notice, expiresAt = :end',
        ConditionExpression: 'attribute_exists(pk) AND deleted = :no',
        ExpressionAttributeValues: {
          ':yes': true,
          ':no': false,
          ':notice': noticeOf(key.screen, true),
          ':end': seconds(now + tombstoneKeptMs),
        },
      },
    },
    { Delete: { TableName: table, Key: screenLookupKey(key.screen) } },
    ...also,
  ],
});

/** The same hash any number of times, until the token was used. */
export const firstTokenParams = (table: string, screen: string, pairing: string, tokenSha256: string, now: number): UpdateCommandInput => ({
  TableName: table,
  Key: screenLookupKey(screen),
  UpdateExpression: 'SET tokenSha256 = :hash, tokenMadeAt = :now',
  ConditionExpression: 'attribute_exists(pk) AND pairing = :pairing AND tokenUsedAt = :never',
  ExpressionAttributeValues: { ':hash': tokenSha256, ':now': now, ':pairing': pairing, ':never': null },
});

export const firstUseParams = (table: string, screen: string, tokenSha256: string, now: number): UpdateCommandInput => ({
  TableName: table,
  Key: screenLookupKey(screen),
  UpdateExpression: 'SET tokenUsedAt = :now',
  ConditionExpression: 'tokenSha256 = :hash AND tokenUsedAt = :never',
  ExpressionAttributeValues: { ':now': now, ':hash': tokenSha256, ':never': null },
});

export const nextTokenParams = (table: string, screen: string, nextSha256: string, now: number): UpdateCommandInput => ({
  TableName: table,
  Key: screenLookupKey(screen),
  UpdateExpression: 'SET nextSha256 = :hash, nextMadeAt = :now',
  ConditionExpression: 'attribute_exists(pk)',
  ExpressionAttributeValues: { ':hash': nextSha256, ':now': now },
});

/** The new token takes the place of the old one. */
export const takeNextParams = (table: string, screen: string, nextSha256: string, now: number): UpdateCommandInput => ({
  TableName: table,
  Key: screenLookupKey(screen),
  UpdateExpression: 'SET tokenSha256 = nextSha256, tokenMadeAt = nextMadeAt, tokenUsedAt = :now, nextSha256 = :none, nextMadeAt = :none',
  ConditionExpression: 'nextSha256 = :hash',
  ExpressionAttributeValues: { ':now': now, ':hash': nextSha256, ':none': null },
});

export const seenPutParams = (table: string, key: Pick<ScreenKey, 'tenant' | 'site'>, seen: Seen): PutCommandInput => ({
  TableName: table,
  Item: { pk: screensPk(key.tenant, key.site), sk: seenSk(seen.screen), ...seen, expiresAt: seconds(seen.lastSeenAt + seenKeptMs) },
});
