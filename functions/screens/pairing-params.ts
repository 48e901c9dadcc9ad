import type { GetCommandInput, PutCommandInput, UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { counterKeptMs, pairingKeptMs, pairingKey } from './constants.ts';
import type { Pairing } from './types.ts';

const seconds = (ms: number): number => Math.floor(ms / 1_000);

/** Refused while another pairing has the code; the table may remove old ones late. */
export const pairingPutParams = (table: string, pairing: Pairing, now: number): PutCommandInput => ({
  TableName: table,
  Item: { ...pairingKey(pairing.codeSha256), ...pairing, expiresAt: seconds(pairing.validUntil + pairingKeptMs) },
  ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
  ExpressionAttributeValues: { ':now': seconds(now) },
});

export const pairingGetParams = (table: string, codeSha256: string): GetCommandInput => ({
  TableName: table,
  Key: pairingKey(codeSha256),
  ConsistentRead: true,
});

/** One more, or one less, of what happened in a minute; answers with how many there are now. */
export const countParams = (
  table: string,
  key: { readonly pk: string; readonly sk: string },
  by: 1 | -1,
  now: number,
): UpdateCommandInput => ({
  TableName: table,
  Key: { ...key },
  UpdateExpression: 'SET expiresAt = :end ADD #count :by',
  ExpressionAttributeNames: { '#count': 'count' },
  ExpressionAttributeValues: { ':by': by, ':end': seconds(now + counterKeptMs) },
  ReturnValues: 'UPDATED_NEW',
});
