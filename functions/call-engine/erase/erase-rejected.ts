import {
  type DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { rejectedPrefix, sitePk } from '../constants.ts';
import type { EventNumberEraser } from '../core/number-eraser.ts';
import type { Owner } from '../ports.ts';

const itemSchema = z.object({ pk: z.string(), sk: z.string(), detail: z.string(), raw: z.string().nullable() });
type RejectedItem = z.output<typeof itemSchema>;

export const rejectedQueryParams = (table: string, owner: Owner): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :rejected)',
  ExpressionAttributeValues: { ':pk': sitePk(owner.tenant, owner.site), ':rejected': rejectedPrefix },
  ConsistentRead: true,
});
/** An item that expired meanwhile must not come back as half an item. */
export const rejectedEraseParams = (table: string, { pk, sk, detail, raw }: RejectedItem): UpdateCommandInput => ({
  TableName: table,
  Key: { pk, sk },
  UpdateExpression: 'SET detail = :detail, #raw = :raw',
  ConditionExpression: 'attribute_exists(pk)',
  ExpressionAttributeNames: { '#raw': 'raw' },
  ExpressionAttributeValues: { ':detail': detail, ':raw': raw },
});

const isGone = (error: unknown): boolean => error instanceof Error && error.name === 'ConditionalCheckFailedException';

/** Takes a number out of the list of what a site's agents sent and was not taken in. @returns items that held it */
export const createEraseRejected =
  (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }) =>
  async (owner: Owner, eraser: EventNumberEraser, dryRun: boolean): Promise<number> => {
    let found = 0;
    let after: Record<string, unknown> | undefined;
    do {
      const start = after === undefined ? {} : { ExclusiveStartKey: after };
      const page = await deps.client.send(new QueryCommand({ ...rejectedQueryParams(deps.table, owner), ...start }));
      for (const one of page.Items ?? []) {
        const item = itemSchema.parse(one);
        const left = { ...item, detail: eraser.erase(item.detail), raw: item.raw === null ? null : eraser.erase(item.raw) };
        if (left.detail === item.detail && left.raw === item.raw) continue;
        found += 1;
        if (dryRun) continue;
        try {
          await deps.client.send(new UpdateCommand(rejectedEraseParams(deps.table, left)));
        } catch (error) {
          if (!isGone(error)) throw error;
        }
      }
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    return found;
  };
