import type { GetCommandInput, QueryCommandInput, UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import { leaseMs, placePrefix, placeSk, placesPk } from './constants.ts';
import { exportKey } from './export-params.ts';
import type { Place, TakenPlace } from './types.ts';

/** It waits, or its worker has died. */
const free = '#state = :waiting OR (#state = :running AND (attribute_not_exists(leaseUntil) OR leaseUntil <= :now))';
const states = { ':running': 'running', ':waiting': 'waiting' } as const;

/** Who took which place of a customer last. */
export const placesParams = (table: string, tenant: string): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': placesPk(tenant), ':prefix': placePrefix },
  ConsistentRead: true,
});
/** Whether who took a place has it still. */
export const holderParams = (table: string, { tenant, site, id }: TakenPlace): GetCommandInput => ({
  TableName: table,
  Key: exportKey({ tenant, site }, id),
  ProjectionExpression: '#state, attempt, leaseUntil',
  ExpressionAttributeNames: { '#state': 'state' },
  ConsistentRead: true,
});

/**
 * A worker takes an export, also from one that stopped half way, not from one whose lease goes on; and with it a place, if nobody took that since
 * it was found free.
 *
 * @param before attempt that had the place last; null = none that can be read
 */
export const claimWrites = (table: string, taken: TakenPlace, before: string | null): TransactWrite[] => [
  {
    Update: {
      TableName: table,
      Key: exportKey(taken, taken.id),
      UpdateExpression:
        'SET #state = :running, attempt = :attempt, tries = tries + :one, rowsDone = :none, detail = :null, touchedAt = :now, leaseUntil = :lease',
      ConditionExpression: free,
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ...states,
        ':attempt': taken.attempt,
        ':one': 1,
        ':none': 0,
        ':null': null,
        ':now': taken.since,
        ':lease': taken.since + leaseMs,
      },
    },
  },
  {
    Put: {
      TableName: table,
      Item: { pk: placesPk(taken.tenant), sk: placeSk(taken.n), ...taken },
      ConditionExpression: before === null ? 'attribute_not_exists(attempt)' : 'attempt = :before',
      ...(before === null ? {} : { ExpressionAttributeValues: { ':before': before } }),
    },
  },
];

/** It goes on waiting, and says what for; one whose worker died waits again. */
export const waitParams = (table: string, at: Place, id: string, detail: string, now: number): UpdateCommandInput => ({
  TableName: table,
  Key: exportKey(at, id),
  UpdateExpression: 'SET #state = :waiting, detail = :detail, touchedAt = :now, leaseUntil = :none',
  ConditionExpression: free,
  ExpressionAttributeNames: { '#state': 'state' },
  ExpressionAttributeValues: { ...states, ':detail': detail, ':now': now, ':none': 0 },
});
