import { AwsError } from '../aws-wire/aws-error.ts';
import type { Json } from '../aws-wire/json.ts';
import { createDynamoContext, type DynamoContext, hasStream } from './context.ts';
import { isDynaliteOperation, runAction, validateInput } from './dynalite.ts';
import { openLevelStore } from './level-store.ts';
import { createStreamApi } from './stream-api.ts';
import { streamShards } from './stream-log.ts';
import { createSweeper } from './sweep.ts';
import { createTable, deleteTable, describeTimeToLive, settleTables, updateTimeToLive } from './tables.ts';
import { createTransactions } from './transactions.ts';
import { batchWrite, writeItem } from './writes.ts';

export interface DynamoEngineParams {
  readonly path: string;
  readonly region: string;
  /** Sync each batch to disk before answering. */
  readonly sync: boolean;
  readonly now: () => number;
  /** What has expired is deleted every second, not only when somebody asks for it; yes unless told. */
  readonly sweeps?: boolean;
}

/** What a pump needs of a table's stream. */
export interface StreamSource {
  readonly shards: number;
  read(shard: number, after: string, limit: number): Promise<readonly { readonly sequence: string; readonly text: string }[]>;
  latest(): string;
  readonly arn: string;
}

export interface DynamoEngine {
  call(operation: string, input: Json): Promise<unknown> | unknown;
  /** The stream of a table, for in-process consumers; null when it has none. */
  streamOf(table: string): StreamSource | null;
  /** Resolves when the table is ACTIVE. */
  tableReady(table: string): Promise<void>;
  /** Calls `listener` with a table's name after new records of its stream are on disk. @returns the way to stop */
  onStream(listener: (table: string) => void): () => void;
  /** Deletes expired items, old stream records and old tokens. Runs by itself every second; for tests with a clock of their own. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

const streamSource = (ctx: DynamoContext, name: string): StreamSource | null => {
  const table = ctx.tables.get(name);
  if (table === undefined || !hasStream(table)) return null;
  return {
    shards: streamShards,
    arn: table.LatestStreamArn ?? '',
    latest: () => ctx.streams.latest(),
    read: (shard, after, limit) => ctx.streams.read(name, shard, after, limit),
  };
};

/** DynamoDB on one LevelDB: dynalite's actions and validation, with transactions, streams and TTL of our own. */
export const openDynamoEngine = async (params: DynamoEngineParams): Promise<DynamoEngine> => {
  const level = await openLevelStore(params.path, params.sync);
  const ctx = createDynamoContext(level, params.region, params.now);
  await settleTables(ctx);
  const transactions = await createTransactions(ctx);
  const streams = createStreamApi(ctx);
  const sweeper = createSweeper(ctx, transactions.trimTokens, params.sweeps ?? true);

  const own: Record<string, (input: Json) => Promise<unknown> | unknown> = {
    CreateTable: (input) => createTable(ctx, input),
    DeleteTable: (input) => deleteTable(ctx, input),
    UpdateTimeToLive: (input) => updateTimeToLive(ctx, input),
    DescribeTimeToLive: (input) => describeTimeToLive(ctx, input),
    PutItem: (input) => writeItem(ctx, 'PutItem', input),
    UpdateItem: (input) => writeItem(ctx, 'UpdateItem', input),
    DeleteItem: (input) => writeItem(ctx, 'DeleteItem', input),
    BatchWriteItem: (input) => batchWrite(ctx, input),
    TransactWriteItems: transactions.write,
    TransactGetItems: transactions.read,
    ListStreams: streams.listStreams,
    DescribeStream: streams.describeStream,
    GetShardIterator: streams.getShardIterator,
    GetRecords: streams.getRecords,
  };

  return {
    call: (operation, input) => {
      const handler = Object.hasOwn(own, operation) ? own[operation] : undefined;
      if (handler !== undefined) return handler(input);
      if (isDynaliteOperation(operation)) return runAction(operation, ctx.store, validateInput(operation, input, ctx.store));
      throw new AwsError(
        'com.amazon.coral.service#UnknownOperationException',
        `DynamoDB operation ${operation} is not part of the local stack`,
      );
    },
    streamOf: (table) => streamSource(ctx, table),
    tableReady: async (table) => {
      while (ctx.tables.get(table)?.TableStatus !== 'ACTIVE') await new Promise((resolve) => setImmediate(resolve));
    },
    onStream: (listener) => {
      ctx.streamListeners.add(listener);
      return () => ctx.streamListeners.delete(listener);
    },
    sweep: sweeper.sweep,
    close: async () => {
      await sweeper.stop();
      await level.close();
    },
  };
};
