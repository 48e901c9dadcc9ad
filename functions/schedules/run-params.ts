import type { GetCommandInput, QueryCommandInput, UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import { noMoreByHand } from './by-hand-params.ts';
import { keptDays, runSk, scheduleSk, schedulesPk } from './constants.ts';
import { moveRun } from './due-params.ts';
import { keyOf } from './key-of.ts';
import { headOf } from './records.ts';
import type { Place, ScheduleRun } from './types.ts';

const day = 86_400_000;
/** TTL of what is kept for three months after its moment. */
const expiryOf = (dueAt: number): number => Math.floor((dueAt + keptDays * day) / 1_000);

export const runGetParams = (table: string, place: Place, dueAt: number, schedule: string): GetCommandInput => ({
  TableName: table,
  Key: keyOf(place, runSk(dueAt, schedule)),
  ConsistentRead: true,
});
/** A new run, with its place in the list of what is due. */
export const runCreateWrites = (table: string, place: Place, run: ScheduleRun): TransactWrite[] => [
  {
    Put: {
      TableName: table,
      Item: { ...keyOf(place, runSk(run.dueAt, run.schedule)), ...run, expiresAt: expiryOf(run.dueAt) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  ...moveRun(table, place, run.id, null, run.lookAt),
];
/** The next state of a run, if it still is in the one that was read: two workers cannot both go on with it. */
export const runSaveWrites = (table: string, place: Place, after: ScheduleRun, before: ScheduleRun): TransactWrite[] => [
  {
    Put: {
      TableName: table,
      Item: { ...keyOf(place, runSk(after.dueAt, after.schedule)), ...after, turn: before.turn + 1, expiresAt: expiryOf(after.dueAt) },
      ConditionExpression: 'turn = :turn',
      ExpressionAttributeValues: { ':turn': before.turn },
    },
  },
  ...moveRun(table, place, after.id, before.lookAt, after.lookAt),
  ...noMoreByHand(table, place, after),
];
/** Newest first. */
export const runListParams = (
  table: string,
  { tenant, site }: Place,
  prefix: string,
  schedule: string | null,
  limit: number,
  after: string | null,
): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ...(schedule === null ? {} : { FilterExpression: 'schedule = :schedule' }),
  ExpressionAttributeValues: {
    ':pk': schedulesPk(tenant, site),
    ':prefix': prefix,
    ...(schedule === null ? {} : { ':schedule': schedule }),
  },
  ScanIndexForward: false,
  Limit: limit,
  ...(after === null ? {} : { ExclusiveStartKey: keyOf({ tenant, site }, after) }),
});

const isWell = ({ state, reports, content }: ScheduleRun): boolean =>
  state === 'delivered' && !(content.alarmWhenEmpty && reports.every(({ empty }) => empty));
/** Only the latest run by its moment is the last one. */
export const lastRunParams = (table: string, place: Place, run: ScheduleRun): UpdateCommandInput => ({
  TableName: table,
  Key: keyOf(place, scheduleSk(run.schedule)),
  // Well again: the next time that something is wrong, somebody is told at once.
  UpdateExpression: `SET lastRun = :run${isWell(run) ? ', alarmedAt = :none' : ''}`,
  ConditionExpression: 'attribute_exists(pk) AND (attribute_type(lastRun, :null) OR lastRun.dueAt <= :dueAt)',
  ExpressionAttributeValues: { ':run': headOf(run), ':null': 'NULL', ':dueAt': run.dueAt, ...(isWell(run) ? { ':none': null } : {}) },
});
export const alarmedParams = (table: string, place: Place, schedule: string, now: number): UpdateCommandInput => ({
  TableName: table,
  Key: keyOf(place, scheduleSk(schedule)),
  UpdateExpression: 'SET alarmedAt = :now',
  ConditionExpression: 'attribute_exists(pk)',
  ExpressionAttributeValues: { ':now': now },
});
