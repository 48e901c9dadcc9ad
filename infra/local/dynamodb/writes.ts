import { validationError } from '../aws-wire/aws-error.ts';
import { isJson, type Json } from '../aws-wire/json.ts';
import type { DynamoContext } from './context.ts';
import { db, toAwsError, validateInput } from './dynalite.ts';
import type { Item } from './dynalite-types.ts';
import { commitWrites, isConditionFailure, type PlannedWrite, planWrite, tableOf, type WriteOperation } from './plan-write.ts';

/** PutItem, UpdateItem, DeleteItem. A failed condition is answered only when what it was judged against is on disk. */
export const writeItem = async (ctx: DynamoContext, operation: WriteOperation, input: Json): Promise<unknown> => {
  const wantsItem = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
  const checked = validateInput(operation, input, ctx.store);
  let plan: PlannedWrite;
  try {
    plan = planWrite(ctx, operation, checked, wantsItem);
  } catch (error) {
    if (isConditionFailure(error)) await ctx.level.settled();
    throw error;
  }
  await commitWrites(ctx, [plan]);
  return plan.result;
};

interface BatchRequest {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

/** BatchWriteItem: up to 25 independent writes, none of them conditional. Nothing is ever left unprocessed here. */
export const batchWrite = async (ctx: DynamoContext, input: Json): Promise<unknown> => {
  const checked = validateInput('BatchWriteItem', input, ctx.store);
  const requestItems = checked.RequestItems;
  if (!isJson(requestItems)) throw validationError('RequestItems is required');
  const writes: { readonly operation: WriteOperation; readonly input: Record<string, unknown> }[] = [];
  for (const [TableName, requests] of Object.entries(requestItems)) {
    const table = tableOf(ctx, TableName);
    const seen = new Set<string>();
    for (const request of requests as readonly BatchRequest[]) {
      const source = request.PutRequest?.Item ?? request.DeleteRequest?.Key ?? {};
      const invalid = request.PutRequest === undefined ? db.validateKey(source, table) : db.validateItem(source, table);
      if (invalid != null) throw toAwsError(invalid);
      const key = db.createKey(source, table);
      if (seen.has(key)) throw validationError('Provided list of item keys contains duplicates');
      seen.add(key);
      writes.push(
        request.PutRequest === undefined
          ? { operation: 'DeleteItem', input: { TableName, Key: source } }
          : { operation: 'PutItem', input: { TableName, Item: source } },
      );
    }
  }
  if (writes.length > 25) throw validationError('Too many items requested for the BatchWriteItem call');
  await Promise.all(writes.map((write) => commitWrites(ctx, [planWrite(ctx, write.operation, write.input, false)])));
  return { UnprocessedItems: {} };
};
