import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import { nextRevision } from '../runtime/next-revision.ts';
import { byHandHeadSk, byHandMs, byHandPrefix, byHandSk, schedulesPk, triesAnHour, triesSk } from './constants.ts';
import { keyOf } from './key-of.ts';
import type { Place, ScheduleRun } from './types.ts';

const hourMs = 3_600_000;
/** One more try of a bucket in this hour, unless there were too many. */
export const tryWrites = (table: string, place: Place, now: number): TransactWrite[] => {
  const hour = Math.floor(now / hourMs);
  return [
    {
      Update: {
        TableName: table,
        Key: keyOf(place, triesSk(hour)),
        UpdateExpression: 'SET tries = if_not_exists(tries, :none) + :one, expiresAt = :expires',
        ConditionExpression: 'attribute_not_exists(tries) OR tries < :most',
        ExpressionAttributeValues: { ':none': 0, ':one': 1, ':most': triesAnHour, ':expires': (hour + 2) * (hourMs / 1_000) },
      },
    },
  ];
};

const isByHand = ({ trigger }: ScheduleRun): boolean => trigger === 'byHand' || trigger === 'rerun';
export const byHandListParams = (table: string, place: Place, after: string | null): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': schedulesPk(place.tenant, place.site), ':prefix': byHandPrefix },
  ConsistentRead: true,
  ...(after === null ? {} : { ExclusiveStartKey: keyOf(place, after) }),
});
/** Counts a run by hand; holds only while what was counted before is still so. */
export const byHandWrites = (table: string, place: Place, run: ScheduleRun, rev: number): TransactWrite[] => [
  nextRevision(table, keyOf(place, byHandHeadSk), rev),
  {
    Put: {
      TableName: table,
      Item: { ...keyOf(place, byHandSk(run.id)), at: run.dueAt, expiresAt: Math.ceil((run.dueAt + byHandMs) / 1_000) },
    },
  },
];
export const noMoreByHand = (table: string, place: Place, run: ScheduleRun): TransactWrite[] =>
  isByHand(run) && run.lookAt === null ? [{ Delete: { TableName: table, Key: keyOf(place, byHandSk(run.id)) } }] : [];
