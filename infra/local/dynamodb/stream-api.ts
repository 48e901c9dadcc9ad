import { AwsError, validationError } from '../aws-wire/aws-error.ts';
import { isJson, type Json, numberOf, textOf } from '../aws-wire/json.ts';
import type { DynamoContext } from './context.ts';
import { streamShards } from './stream-log.ts';
import { listTableDescriptions, tableOfStream } from './tables.ts';

/** An iterator is good for 15 minutes. */
const iteratorMs = 15 * 60_000;
const shardId = (shard: number): string => `shardId-00000000000000000000-${String(shard).padStart(8, '0')}`;
const shardOf = (id: string | undefined): number => {
  const shard = Number(/^shardId-0{20}-(\d{8})$/.exec(id ?? '')?.[1] ?? 'NaN');
  if (!(shard < streamShards)) throw new AwsError('ResourceNotFoundException', `Requested resource not found: Shard ${id ?? ''}`);
  return shard;
};

interface Position {
  readonly table: string;
  readonly shard: number;
  /** Records after this sequence number; empty = from the oldest. */
  readonly after: string;
  readonly madeAt: number;
}
const pack = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64');
const unpack = (text: string | undefined): Position => {
  try {
    const value = JSON.parse(Buffer.from(text ?? '', 'base64').toString('utf8')) as Position;
    if (isJson(value) && typeof value.after === 'string' && typeof value.shard === 'number') return value;
  } catch {
    // Falls through: anything that is not one of ours is the caller's mistake.
  }
  throw validationError('Invalid ShardIterator');
};

/** Everything before the number, so that reading starts at it. */
const justBefore = (sequence: string): string => (BigInt(sequence) - 1n).toString().padStart(21, '0');

export const createStreamApi = (ctx: DynamoContext) => ({
  listStreams: async (input: Json): Promise<unknown> => {
    const name = textOf(input, 'TableName');
    const tables = (await listTableDescriptions(ctx)).filter(
      (t) => t.LatestStreamArn !== undefined && (name === undefined || t.TableName === name),
    );
    return { Streams: tables.map((t) => ({ TableName: t.TableName, StreamArn: t.LatestStreamArn, StreamLabel: t.LatestStreamLabel })) };
  },
  describeStream: async (input: Json): Promise<unknown> => {
    const table = await tableOfStream(ctx, textOf(input, 'StreamArn'));
    return {
      StreamDescription: {
        StreamArn: table.LatestStreamArn,
        StreamLabel: table.LatestStreamLabel,
        StreamStatus: 'ENABLED',
        StreamViewType: table.StreamSpecification?.StreamViewType,
        TableName: table.TableName,
        KeySchema: table.KeySchema,
        Shards: Array.from({ length: streamShards }, (_, shard) => ({
          ShardId: shardId(shard),
          SequenceNumberRange: { StartingSequenceNumber: '0'.repeat(21) },
        })),
      },
    };
  },
  getShardIterator: async (input: Json): Promise<unknown> => {
    const table = (await tableOfStream(ctx, textOf(input, 'StreamArn'))).TableName;
    const shard = shardOf(textOf(input, 'ShardId'));
    const sequence = textOf(input, 'SequenceNumber');
    const type = textOf(input, 'ShardIteratorType');
    const need = (): string => {
      if (sequence === undefined || !/^\d{1,40}$/.test(sequence)) throw validationError(`SequenceNumber is required for ${type ?? ''}`);
      return sequence;
    };
    const after = (): string => {
      switch (type) {
        case 'TRIM_HORIZON':
          return '';
        case 'LATEST':
          return ctx.streams.latest();
        case 'AFTER_SEQUENCE_NUMBER':
          return need();
        case 'AT_SEQUENCE_NUMBER':
          return justBefore(need());
        default:
          throw validationError('ShardIteratorType must be TRIM_HORIZON, LATEST, AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER');
      }
    };
    return { ShardIterator: pack({ table, shard, after: after(), madeAt: ctx.now() }) };
  },
  getRecords: async (input: Json): Promise<unknown> => {
    const position = unpack(textOf(input, 'ShardIterator'));
    if (position.madeAt + iteratorMs < ctx.now()) throw new AwsError('ExpiredIteratorException', 'The shard iterator has expired');
    const limit = numberOf(input, 'Limit') ?? 1000;
    if (limit < 1 || limit > 1000) throw validationError('Limit must be between 1 and 1000');
    const records = await ctx.streams.read(position.table, position.shard, position.after, limit);
    const after = records.at(-1)?.sequence ?? position.after;
    return {
      Records: records.map((record) => JSON.parse(record.text) as unknown),
      NextShardIterator: pack({ ...position, after, madeAt: ctx.now() }),
    };
  },
});
