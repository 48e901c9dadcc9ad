import type { GetCommandInput, QueryCommandInput, UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import { nextRevision } from '../runtime/next-revision.ts';
import {
  byHandHeadSk,
  byHandMs,
  byHandPrefix,
  byHandSk,
  duePk,
  dueRunSk,
  dueScheduleSk,
  keptDays,
  namePrefix,
  nameSk,
  runSk,
  schedulePrefix,
  scheduleSk,
  schedulesPk,
  triesAnHour,
  triesSk,
} from './constants.ts';
import { headOf } from './records.ts';
import type { Place, ScheduleRun, StoredSchedule } from './types.ts';

const keyOf = ({ tenant, site }: Place, sk: string) => ({ pk: schedulesPk(tenant, site), sk });

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
export const byHandHeadParams = (table: string, place: Place): GetCommandInput => ({
  TableName: table,
  Key: keyOf(place, byHandHeadSk),
  ConsistentRead: true,
});
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
const noMoreByHand = (table: string, place: Place, run: ScheduleRun): TransactWrite[] =>
  isByHand(run) && run.lookAt === null ? [{ Delete: { TableName: table, Key: keyOf(place, byHandSk(run.id)) } }] : [];

type DueSk = (at: number) => string;
const dueOf =
  ({ tenant, site }: Place, schedule: string): DueSk =>
  (at) =>
    dueScheduleSk(at, tenant, site, schedule);
const dueOfRun =
  ({ tenant, site }: Place, run: string): DueSk =>
  (at) =>
    dueRunSk(at, tenant, site, run);

/** Moves a row of the list of what is due; null = it is not in it. */
const moveDue = (table: string, sk: DueSk, job: object, from: number | null, to: number | null): TransactWrite[] => [
  ...(from === null || from === to ? [] : [{ Delete: { TableName: table, Key: { pk: duePk, sk: sk(from) } } }]),
  ...(to === null || from === to ? [] : [{ Put: { TableName: table, Item: { pk: duePk, sk: sk(to), at: to, ...job } } }]),
];
const moveSchedule = (table: string, place: Place, schedule: string, from: number | null, to: number | null): TransactWrite[] =>
  moveDue(table, dueOf(place, schedule), { tenant: place.tenant, site: place.site, schedule }, from, to);
const moveRun = (table: string, place: Place, run: string, from: number | null, to: number | null): TransactWrite[] =>
  moveDue(table, dueOfRun(place, run), { tenant: place.tenant, site: place.site, run }, from, to);

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
export const forgetDueWrites = (table: string, place: Place, schedule: string, at: number): TransactWrite[] =>
  moveSchedule(table, place, schedule, at, null);

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
export const dueListParams = (table: string, before: number, after: string | null): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND sk < :before',
  ExpressionAttributeValues: { ':pk': duePk, ':before': new Date(before).toISOString() },
  ...(after === null ? {} : { ExclusiveStartKey: { pk: duePk, sk: after } }),
});
