import type { QueryCommandInput, TransactWriteCommandInput, UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { marksPk } from './constants.ts';
import type { HourMark } from './core/hour-marks.ts';
import type { SiteOf } from './core/keys-of-rows.ts';

export type HistoryTransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Counts are added to, so that any writer, in any order, leaves a number nobody has seen before. `restatedAt` = now, for late data and rebuilds. */
const dayUpdate = (
  table: string,
  owner: SiteOf,
  day: string,
  marks: readonly HourMark[],
  restatedAt: number | null,
): UpdateCommandInput => {
  const hourOf = (mark: HourMark): string => mark.hour.slice(11);
  const added = marks.flatMap((mark) => [`n${hourOf(mark)} :one`, ...(mark.left ? [`m${hourOf(mark)} :one`] : [])]);
  const set = restatedAt === null ? '' : `SET ${marks.map((mark) => `r${hourOf(mark)} = :at`).join(', ')} `;
  return {
    TableName: table,
    Key: { pk: marksPk(owner.tenant, owner.site), sk: day },
    UpdateExpression: `${set}ADD ${added.join(', ')}`,
    ExpressionAttributeValues: { ':one': 1, ...(restatedAt === null ? {} : { ':at': restatedAt }) },
  };
};

/** One update a UTC day, for the transaction of the rows that changed. */
export const markItems = (
  table: string,
  owner: SiteOf,
  marks: readonly HourMark[],
  restatedAt: number | null,
): readonly HistoryTransactItem[] => {
  const days = [...new Set(marks.map((mark) => mark.hour.slice(0, 10)))];
  return days.map((day) => {
    const { UpdateExpression, ...update } = dayUpdate(
      table,
      owner,
      day,
      marks.filter((mark) => mark.hour.startsWith(day)),
      restatedAt,
    );
    return { Update: { ...update, UpdateExpression: UpdateExpression ?? '' } };
  });
};

/** Marks of the UTC days `from` to `to`, both inclusive. */
export const marksParams = (table: string, owner: SiteOf, from: string, to: string): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
  ExpressionAttributeValues: { ':pk': marksPk(owner.tenant, owner.site), ':from': from, ':to': to },
  ConsistentRead: true,
});
