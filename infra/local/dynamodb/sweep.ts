import type { DynamoContext } from './context.ts';
import { db } from './dynalite.ts';
import { itemPrefix } from './dynalite-store.ts';
import type { Item } from './dynalite-types.ts';
import { commitWrites, keyOf, planWrite } from './plan-write.ts';
import { listTableDescriptions } from './tables.ts';

const everyMs = 1000;
/** Old stream records and tokens are cleared once a minute, and at most this many items a table and round. */
const trimEvery = 60;
const itemsPerRound = 500;

const deleteExpired = async (ctx: DynamoContext, table: string, itemKey: string): Promise<void> => {
  const text = ctx.level.readNewest(itemPrefix(table) + itemKey);
  const description = ctx.tables.get(table);
  if (text === undefined || description === undefined) return;
  const Key = keyOf(description, JSON.parse(text) as Item);
  if (db.createKey(Key, description) !== itemKey) return;
  const plan = planWrite(ctx, 'DeleteItem', { TableName: table, Key }, false);
  await commitWrites(ctx, [{ ...plan, change: { ...plan.change, byTtl: true } }]);
};

/** Deletes what has expired, as the service (TTL deletions are REMOVE records with a user identity). `byItself` = every second, too. */
export const createSweeper = (ctx: DynamoContext, trimTokens: () => Promise<void>, byItself: boolean) => {
  let round = 0;
  let running: Promise<void> | null = null;

  const once = async (): Promise<void> => {
    const trims = round++ % trimEvery === 0;
    for (const { TableName } of await listTableDescriptions(ctx)) {
      if (ctx.ttl.setting(TableName)?.Enabled === true)
        for (const key of await ctx.ttl.expired(TableName, itemsPerRound)) await deleteExpired(ctx, TableName, key);
      if (trims) await ctx.streams.trim(TableName);
    }
    if (trims) await trimTokens();
  };
  const sweep = (): Promise<void> => {
    running ??= once().finally(() => {
      running = null;
    });
    return running;
  };
  const timer = byItself ? setInterval(() => void sweep().catch(() => undefined), everyMs) : undefined;
  timer?.unref();

  return {
    sweep,
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await running?.catch(() => undefined);
    },
  };
};
