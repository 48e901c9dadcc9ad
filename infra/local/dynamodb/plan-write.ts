import { AwsError } from '../aws-wire/aws-error.ts';
import type { DynamoContext } from './context.ts';
import { hasStream } from './context.ts';
import { db, runActionNow, toAwsError } from './dynalite.ts';
import { itemPrefix } from './dynalite-store.ts';
import type { Item, TableDescription } from './dynalite-types.ts';
import type { Op } from './level-store.ts';
import type { ItemChange } from './stream-log.ts';

export type WriteOperation = 'PutItem' | 'UpdateItem' | 'DeleteItem';

/** One item write, worked out but not yet stored. */
export interface PlannedWrite {
  readonly ops: readonly Op[];
  readonly change: ItemChange;
  readonly itemKey: string;
  readonly result: unknown;
}

export const tableOf = (ctx: DynamoContext, name: unknown): TableDescription => {
  let found: TableDescription | undefined;
  let failure: unknown;
  ctx.store.getTable(String(name), true, (error, table) => {
    failure = error;
    found = table;
  });
  if (found === undefined) throw toAwsError(failure);
  return found;
};

export const keyOf = (table: TableDescription, item: Item): Item => {
  const keys: Record<string, Item[string]> = {};
  for (const { AttributeName } of table.KeySchema) {
    const value = item[AttributeName];
    if (value !== undefined) keys[AttributeName] = value;
  }
  return keys;
};

export const isConditionFailure = (error: unknown): error is AwsError =>
  error instanceof AwsError && error.code.endsWith('#ConditionalCheckFailedException');

/** Adds the item to a failed condition when the caller asked for it. */
const withItem = (error: unknown, oldText: string | undefined, wanted: boolean): unknown =>
  isConditionFailure(error) && wanted && oldText !== undefined
    ? new AwsError(error.code, error.message, error.status, { ...error.extra, Item: JSON.parse(oldText) })
    : error;

/**
 * Works out a validated write in one turn: condition, new item, index entries, all from the newest state.
 * @throws AwsError with nothing stored
 */
export const planWrite = (
  ctx: DynamoContext,
  operation: WriteOperation,
  input: Record<string, unknown>,
  wantsItem: boolean,
): PlannedWrite => {
  const table = tableOf(ctx, input.TableName);
  const source = (input.Item ?? input.Key) as Item;
  const invalid = operation === 'PutItem' ? db.validateItem(source, table) : db.validateKey(source, table);
  if (invalid != null) throw toAwsError(invalid);
  const keys = keyOf(table, source);
  const itemKey = db.createKey(source, table);
  const levelKey = itemPrefix(table.TableName) + itemKey;
  const oldText = ctx.level.readNewest(levelKey);
  const ops: Op[] = [];
  let result: unknown;
  try {
    result = runActionNow(operation, ctx.gathering(ops), input);
  } catch (error) {
    throw withItem(error, oldText, wantsItem);
  }
  const own = ops.findLast((op) => op.key === levelKey);
  const change: ItemChange = {
    table,
    keys,
    oldText: oldText ?? null,
    newText: own?.type === 'put' ? own.value : null,
    byTtl: false,
  };
  return { ops, change, itemKey, result };
};

/** Stores planned writes with their stream records and expiry entries as one atomic batch, then wakes the streams' readers. */
export const commitWrites = async (ctx: DynamoContext, plans: readonly PlannedWrite[], extra: readonly Op[] = []): Promise<void> => {
  const changes = plans.map((plan) => plan.change);
  const ops: Op[] = [...extra];
  for (const plan of plans) ops.push(...plan.ops, ...ctx.ttl.opsFor(plan.change.table.TableName, plan.itemKey, plan.change));
  ops.push(...ctx.streams.opsFor(changes));
  await ctx.level.enqueue(ops);
  const touched = new Set(changes.filter((c) => hasStream(c.table)).map((c) => c.table.TableName));
  for (const table of touched) for (const listener of ctx.streamListeners) listener(table);
};
