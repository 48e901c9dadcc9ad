import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import { duePk, dueRunSk, dueScheduleSk } from './constants.ts';
import type { Place } from './types.ts';

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
export const moveSchedule = (table: string, place: Place, schedule: string, from: number | null, to: number | null): TransactWrite[] =>
  moveDue(table, dueOf(place, schedule), { tenant: place.tenant, site: place.site, schedule }, from, to);
export const moveRun = (table: string, place: Place, run: string, from: number | null, to: number | null): TransactWrite[] =>
  moveDue(table, dueOfRun(place, run), { tenant: place.tenant, site: place.site, run }, from, to);
export const forgetDueWrites = (table: string, place: Place, schedule: string, at: number): TransactWrite[] =>
  moveSchedule(table, place, schedule, at, null);

export const dueListParams = (table: string, before: number, after: string | null): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND sk < :before',
  ExpressionAttributeValues: { ':pk': duePk, ':before': new Date(before).toISOString() },
  ...(after === null ? {} : { ExclusiveStartKey: { pk: duePk, sk: after } }),
});
