import type { GetCommandInput, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import { namePrefix, nameSk, schedulePrefix, scheduleSk, schedulesPk } from './constants.ts';
import { moveSchedule } from './due-params.ts';
import { keyOf } from './key-of.ts';
import type { Place, StoredSchedule } from './types.ts';

export const scheduleGetParams = (table: string, place: Place, schedule: string): GetCommandInput => ({
  TableName: table,
  Key: keyOf(place, scheduleSk(schedule)),
  ConsistentRead: true,
});
export const scheduleListParams = (table: string, { tenant, site }: Place, after: string | null): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': schedulesPk(tenant, site), ':prefix': schedulePrefix },
  ConsistentRead: true,
  ...(after === null ? {} : { ExclusiveStartKey: keyOf({ tenant, site }, after) }),
});

const takeName = (table: string, place: Place, name: string, schedule: string): TransactWrite => ({
  Put: {
    TableName: table,
    Item: { ...keyOf(place, nameSk(name)), schedule },
    ConditionExpression: 'attribute_not_exists(pk) OR schedule = :schedule',
    ExpressionAttributeValues: { ':schedule': schedule },
  },
});

/** Nobody saved it meanwhile, and it did not run. */
const asRead = ({ version, nextAt }: StoredSchedule) => ({
  ConditionExpression: '#version = :readVersion AND nextAt = :readNext',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':readVersion': version, ':readNext': nextAt },
});

export const scheduleCreateWrites = (table: string, place: Place, schedule: StoredSchedule): TransactWrite[] => [
  {
    Put: {
      TableName: table,
      Item: { ...keyOf(place, scheduleSk(schedule.id)), ...schedule },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  takeName(table, place, schedule.content.name, schedule.id),
  ...moveSchedule(table, place, schedule.id, null, schedule.nextAt),
];

export const scheduleSaveWrites = (table: string, place: Place, after: StoredSchedule, before: StoredSchedule): TransactWrite[] => {
  const guard = asRead(before);
  const [was, is] = [nameSk(before.content.name), nameSk(after.content.name)];
  return [
    {
      Update: {
        TableName: table,
        Key: keyOf(place, scheduleSk(after.id)),
        // Its last run is left alone: one may finish at this moment.
        UpdateExpression: 'SET content = :content, #owner = :owner, #version = :version, updatedAt = :updatedAt, nextAt = :nextAt',
        ...guard,
        ExpressionAttributeNames: { ...guard.ExpressionAttributeNames, '#owner': 'owner' },
        ExpressionAttributeValues: {
          ...guard.ExpressionAttributeValues,
          ':content': after.content,
          ':owner': after.owner,
          ':version': after.version,
          ':updatedAt': after.updatedAt,
          ':nextAt': after.nextAt,
        },
      },
    },
    ...(was === is ? [] : [{ Delete: { TableName: table, Key: keyOf(place, was) } }, takeName(table, place, after.content.name, after.id)]),
    ...moveSchedule(table, place, after.id, before.nextAt, after.nextAt),
  ];
};

export const scheduleDeleteWrites = (table: string, place: Place, schedule: StoredSchedule): TransactWrite[] => [
  { Delete: { TableName: table, Key: keyOf(place, scheduleSk(schedule.id)), ...asRead(schedule) } },
  { Delete: { TableName: table, Key: keyOf(place, nameSk(schedule.content.name)) } },
  ...moveSchedule(table, place, schedule.id, schedule.nextAt, null),
];

/** It goes on to its next moment, in one with the run that was due. */
export const scheduleGoOnWrites = (table: string, place: Place, schedule: StoredSchedule, nextAt: number | null): TransactWrite[] => [
  {
    Update: {
      TableName: table,
      Key: keyOf(place, scheduleSk(schedule.id)),
      UpdateExpression: 'SET nextAt = :nextAt',
      ConditionExpression: 'nextAt = :readNext',
      ExpressionAttributeValues: { ':nextAt': nextAt, ':readNext': schedule.nextAt },
    },
  },
  ...moveSchedule(table, place, schedule.id, schedule.nextAt, nextAt),
];

/** Names that are kept for a schedule, whatever it says itself. */
export const nameListParams = (table: string, place: Place, schedule: string, after: string | null): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  FilterExpression: 'schedule = :schedule',
  ExpressionAttributeValues: { ':pk': schedulesPk(place.tenant, place.site), ':prefix': namePrefix, ':schedule': schedule },
  ConsistentRead: true,
  ...(after === null ? {} : { ExclusiveStartKey: keyOf(place, after) }),
});
/** @param of sort keys of its names, and when it is due as far as that can be read */
export const unreadableDeleteWrites = (
  table: string,
  place: Place,
  schedule: string,
  { names, nextAt }: { readonly names: readonly string[]; readonly nextAt: number | null },
): TransactWrite[] => [
  { Delete: { TableName: table, Key: keyOf(place, scheduleSk(schedule)), ConditionExpression: 'attribute_exists(pk)' } },
  ...names.map((sk) => ({ Delete: { TableName: table, Key: keyOf(place, sk) } })),
  ...moveSchedule(table, place, schedule, nextAt, null),
];
