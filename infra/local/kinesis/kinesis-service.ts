import { AwsError } from '../aws-wire/aws-error.ts';
import type { Session } from '../aws-wire/credentials.ts';
import { isJson, type Json, listOf, numberOf, textOf } from '../aws-wire/json.ts';
import { createJsonService, type HttpHandler, type JsonServiceParams } from '../aws-wire/json-service.ts';
import { policyAllows } from '../sts/session-policy.ts';
import { sequenceOf, shardId } from './sequence.ts';
import { createShardReads } from './shard-reads.ts';
import { hashRangeOf, type Stream, type Streams, shardOfKey } from './streams.ts';

/** Limits of PutRecords (2025: 10 MiB a request). */
const maxRecords = 500;
const maxRecordBytes = 1_048_576;
const maxRequestBytes = 10 * 1_048_576;

const invalid = (message: string): AwsError => new AwsError('InvalidArgumentException', message);

interface PutEntry {
  readonly shard: number;
  readonly partitionKey: string;
  readonly data: Buffer;
}

const entryOf = (raw: unknown, shards: number): PutEntry => {
  if (!isJson(raw)) throw invalid('a record must be an object');
  const partitionKey = textOf(raw, 'PartitionKey') ?? '';
  if (partitionKey.length < 1 || partitionKey.length > 256) throw invalid('PartitionKey must have 1 to 256 characters');
  const hash = textOf(raw, 'ExplicitHashKey');
  if (hash !== undefined && !/^(0|[1-9]\d{0,38})$/.test(hash)) throw invalid('ExplicitHashKey must be a decimal number of 128 bits');
  const data = Buffer.from(textOf(raw, 'Data') ?? '', 'base64');
  const size = data.length + Buffer.byteLength(partitionKey);
  if (size > maxRecordBytes) throw invalid(`record of ${size} bytes, limit ${maxRecordBytes}`);
  return { shard: shardOfKey(partitionKey, hash, shards), partitionKey, data };
};

const summaryOf = ({ facts }: Stream): Json => ({
  StreamName: facts.name,
  StreamARN: facts.arn,
  StreamStatus: 'ACTIVE',
  StreamModeDetails: { StreamMode: facts.onDemand ? 'ON_DEMAND' : 'PROVISIONED' },
  RetentionPeriodHours: 24,
  StreamCreationTimestamp: facts.createdAt / 1000,
  EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
  EncryptionType: 'NONE',
});

const shardsOf = ({ facts, shards }: Stream): readonly Json[] =>
  shards.map((log, i) => {
    const [from, to] = hashRangeOf(i, facts.shards);
    return {
      ShardId: shardId(i),
      HashKeyRange: { StartingHashKey: from.toString(), EndingHashKey: to.toString() },
      SequenceNumberRange: { StartingSequenceNumber: sequenceOf(i, log.oldestNo()) },
    };
  });

const checkPolicy = (session: Session | null, operation: string, arn: string): void => {
  if (session?.policy == null || policyAllows(session.policy, `kinesis:${operation}`, arn)) return;
  throw new AwsError('AccessDeniedException', `${session.roleArn} is not authorized to perform: kinesis:${operation} on resource: ${arn}`);
};

export interface KinesisServiceParams extends Pick<JsonServiceParams, 'verify' | 'log'> {
  readonly streams: Streams;
  readonly now: () => number;
}

/** Kinesis Data Streams over HTTP/1.1 JSON. */
export const createKinesisService = (params: KinesisServiceParams): HttpHandler => {
  const { streams } = params;
  const reads = createShardReads(params.now);

  const put = async (
    stream: Stream,
    raws: readonly unknown[],
  ): Promise<readonly { readonly ShardId: string; readonly SequenceNumber: string }[]> => {
    const entries = raws.map((raw) => entryOf(raw, stream.facts.shards));
    const total = entries.reduce((sum, e) => sum + e.data.length + Buffer.byteLength(e.partitionKey), 0);
    if (total > maxRequestBytes) throw invalid(`records of ${total} bytes, limit ${maxRequestBytes}`);
    const answers: { ShardId: string; SequenceNumber: string }[] = new Array(entries.length);
    const touched = [...new Set(entries.map((e) => e.shard))];
    await Promise.all(
      touched.map(async (shard) => {
        const places = entries.flatMap((e, i) => (e.shard === shard ? [i] : []));
        const numbers = await streams.append(
          stream,
          shard,
          places.flatMap((i) => entries[i] ?? []),
        );
        places.forEach((place, i) => {
          answers[place] = { ShardId: shardId(shard), SequenceNumber: sequenceOf(shard, numbers[i] ?? 0) };
        });
      }),
    );
    return answers;
  };

  const operations: Record<string, (input: Json, stream: () => Stream) => unknown> = {
    CreateStream: async (input) => {
      const name = textOf(input, 'StreamName') ?? '';
      if (!/^[a-zA-Z0-9_.-]{1,128}$/.test(name)) throw invalid('StreamName must have 1 to 128 characters a-z A-Z 0-9 _ . -');
      const mode = input.StreamModeDetails;
      const onDemand = isJson(mode) && mode.StreamMode === 'ON_DEMAND';
      const shards = numberOf(input, 'ShardCount') ?? 4;
      if (!Number.isInteger(shards) || shards < 1 || shards > 64) throw invalid('ShardCount must be 1 to 64');
      await streams.create(name, shards, onDemand);
      return {};
    },
    DeleteStream: async (_input, stream) => {
      await streams.remove(stream().facts.name);
      return {};
    },
    ListStreams: () => ({ StreamNames: streams.names(), HasMoreStreams: false }),
    DescribeStream: (_input, stream) => ({
      StreamDescription: { ...summaryOf(stream()), Shards: shardsOf(stream()), HasMoreShards: false },
    }),
    DescribeStreamSummary: (_input, stream) => ({
      StreamDescriptionSummary: { ...summaryOf(stream()), OpenShardCount: stream().facts.shards, ConsumerCount: 0 },
    }),
    ListShards: (_input, stream) => ({ Shards: shardsOf(stream()) }),
    PutRecord: async (input, stream) => (await put(stream(), [input]))[0],
    PutRecords: async (input, stream) => {
      const records = listOf(input, 'Records');
      if (records.length < 1 || records.length > maxRecords) throw invalid(`Records must have 1 to ${maxRecords} members`);
      return { FailedRecordCount: 0, Records: await put(stream(), records) };
    },
    GetShardIterator: (input, stream) => reads.iterator(stream(), input),
    GetRecords: (input) => reads.records((name) => streams.get(name), input),
  };

  return createJsonService({
    contentType: 'application/x-amz-json-1.1',
    maxBody: 16 * 1_048_576,
    verify: params.verify,
    log: params.log,
    call: (operation, input, session) => {
      const handler = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
      if (handler === undefined)
        throw new AwsError('UnknownOperationException', `Kinesis operation ${operation} is not part of the local stack`);
      const named = textOf(input, 'StreamARN') ?? textOf(input, 'StreamName') ?? '';
      checkPolicy(session, operation, named === '' ? '*' : `arn:aws:kinesis:*:*:stream/${named.split('stream/').at(-1) ?? ''}`);
      return handler(input, () => streams.get(named));
    },
  });
};
