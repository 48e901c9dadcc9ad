import { createHash } from 'node:crypto';
import { AwsError, validationError } from '../aws-wire/aws-error.ts';
import { isJson, type Json, listOf, textOf } from '../aws-wire/json.ts';
import type { DynamoContext } from './context.ts';
import { db, runActionNow, toAwsError, validateInput } from './dynalite.ts';
import { itemPrefix } from './dynalite-store.ts';
import type { Item } from './dynalite-types.ts';
import { commitWrites, type PlannedWrite, planWrite, tableOf, type WriteOperation } from './plan-write.ts';
import { createTokenBook, type TokenBook } from './tokens.ts';

/** Limits of one transaction. */
const maxItems = 100;
const maxBytes = 4 * 1024 * 1024;

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

const kinds = { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', ConditionCheck: 'DeleteItem' } as const;
type Kind = keyof typeof kinds;
const isKind = (name: string): name is Kind => Object.hasOwn(kinds, name);

interface Action {
  readonly kind: Kind;
  readonly operation: WriteOperation;
  readonly input: Record<string, unknown>;
  readonly wantsItem: boolean;
}

const actionsOf = (ctx: DynamoContext, items: readonly unknown[]): readonly Action[] =>
  items.map((item) => {
    const entries = isJson(item) ? Object.entries(item).filter(([, v]) => v != null) : [];
    const [kind, raw] = entries[0] ?? ['', undefined];
    if (entries.length !== 1 || !isKind(kind) || !isJson(raw))
      throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
    if (kind === 'ConditionCheck' && typeof raw.ConditionExpression !== 'string')
      throw validationError(
        "Value null at 'transactItems.member.conditionCheck.conditionExpression' failed to satisfy constraint: Member must not be null",
      );
    const wantsItem = raw.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
    const operation = kinds[kind];
    return { kind, operation, wantsItem, input: validateInput(operation, raw, ctx.store) };
  });

/** Every action names another item, in a table that exists, with keys that fit. */
const checkItems = (ctx: DynamoContext, actions: readonly Action[]): void => {
  const seen = new Set<string>();
  for (const { operation, input } of actions) {
    const table = tableOf(ctx, input.TableName);
    const source = (input.Item ?? input.Key) as Item;
    const invalid = operation === 'PutItem' ? db.validateItem(source, table) : db.validateKey(source, table);
    if (invalid != null) throw toAwsError(invalid);
    const id = itemPrefix(table.TableName) + db.createKey(source, table);
    if (seen.has(id)) throw validationError('Transaction request cannot include multiple operations on one item');
    seen.add(id);
  }
};

const reasonOf = (error: unknown): Reason => {
  if (!(error instanceof AwsError)) throw error;
  const code = error.code.split('#').at(-1) ?? '';
  if (code === 'ConditionalCheckFailedException') {
    const item = error.extra.Item;
    return { Code: 'ConditionalCheckFailed', Message: error.message, ...(item === undefined ? {} : { Item: item }) };
  }
  return { Code: 'ValidationError', Message: error.message };
};

const cancelled = (reasons: readonly Reason[]): AwsError => {
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map((r) => r.Code).join(', ')}]`;
  return new AwsError('com.amazonaws.dynamodb.v20120810#TransactionCanceledException', message, 400, {
    Message: message,
    CancellationReasons: reasons,
  });
};

const writeTransaction = async (ctx: DynamoContext, tokens: TokenBook, input: Json): Promise<unknown> => {
  const items = listOf(input, 'TransactItems');
  if (items.length < 1 || items.length > maxItems)
    throw validationError(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to ${maxItems} and greater than or equal to 1`,
    );
  const token = textOf(input, 'ClientRequestToken');
  const hash = createHash('sha256').update(JSON.stringify(items)).digest('hex');
  const actions = actionsOf(ctx, items);
  checkItems(ctx, actions);
  if (token !== undefined) {
    const before = tokens.seen(token);
    if (before !== null && before !== hash)
      throw new AwsError(
        'com.amazonaws.dynamodb.v20120810#IdempotentParameterMismatchException',
        'The request was rejected because its ClientRequestToken was used before with other parameters',
      );
    if (before !== null) {
      await ctx.level.settled();
      return {};
    }
  }
  const plans: PlannedWrite[] = [];
  const reasons: Reason[] = [];
  let bytes = 0;
  for (const { kind, operation, input: checked, wantsItem } of actions) {
    try {
      const plan = planWrite(ctx, operation, checked, wantsItem);
      bytes += Math.max(plan.change.newText?.length ?? 0, plan.change.oldText?.length ?? 0);
      if (kind !== 'ConditionCheck') plans.push(plan);
      reasons.push({ Code: 'None' });
    } catch (error) {
      reasons.push(reasonOf(error));
    }
  }
  if (reasons.some((reason) => reason.Code !== 'None')) {
    await ctx.level.settled();
    throw cancelled(reasons);
  }
  if (bytes > maxBytes) {
    // Stored JSON is somewhat longer than DynamoDB's own count: only here is the exact one worth its price.
    const exact = plans.reduce((sum, p) => sum + (p.change.newText === null ? 0 : db.itemSize(JSON.parse(p.change.newText) as Item)), 0);
    if (exact > maxBytes) throw validationError('Transaction request cannot exceed 4 MB in aggregate item size');
  }
  await commitWrites(ctx, plans, token === undefined ? [] : tokens.remember(token, hash));
  return {};
};

const readTransaction = (ctx: DynamoContext, input: Json): unknown => {
  const items = listOf(input, 'TransactItems');
  if (items.length < 1 || items.length > maxItems) throw validationError(`TransactItems must have 1 to ${maxItems} members`);
  const gets = items.map((item) => {
    const get = isJson(item) ? item.Get : undefined;
    if (!isJson(get)) throw validationError('TransactItems can only contain Get');
    const checked = validateInput('GetItem', get, ctx.store);
    const table = tableOf(ctx, checked.TableName);
    const invalid = db.validateKey(checked.Key as Item, table);
    if (invalid != null) throw toAwsError(invalid);
    return { checked, levelKey: itemPrefix(table.TableName) + db.createKey(checked.Key as Item, table) };
  });
  const texts = ctx.level.readTogether(gets.map((get) => get.levelKey));
  const Responses = gets.map(({ checked }, i) => {
    const text = texts[i];
    if (text === undefined) return {};
    const fixed = { ...ctx.store, getItemDb: (name: string) => ({ ...ctx.store.getItemDb(name), get: answerWith(text) }) };
    return runActionNow('GetItem', fixed, checked);
  });
  return { Responses };
};

/** All items of a transactional read come from one snapshot; dynalite only applies the projection. */
const answerWith =
  (text: string) =>
  (_key: string, callback: (error: unknown, value?: unknown) => void): void =>
    callback(null, JSON.parse(text));

export const createTransactions = async (ctx: DynamoContext) => {
  const tokens = await createTokenBook(ctx.level, ctx.now);
  return {
    write: (input: Json): Promise<unknown> => writeTransaction(ctx, tokens, input),
    read: (input: Json): unknown => readTransaction(ctx, input),
    trimTokens: (): Promise<void> => tokens.trim(),
  };
};
