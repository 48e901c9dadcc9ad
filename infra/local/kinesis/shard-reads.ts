import { AwsError } from '../aws-wire/aws-error.ts';
import { type Json, numberOf, textOf } from '../aws-wire/json.ts';
import { numberOfSequence, sequenceOf, shardOfId } from './sequence.ts';
import type { Stream } from './streams.ts';

/** An iterator is good for five minutes. */
const iteratorMs = 5 * 60_000;
const maxRecords = 10_000;
const maxBytes = 10 * 1024 * 1024;

interface Position {
  readonly stream: string;
  readonly shard: number;
  readonly no: number;
  readonly madeAt: number;
}

const invalid = (message: string): AwsError => new AwsError('InvalidArgumentException', message);
const pack = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64');
const unpack = (text: string | undefined): Position => {
  try {
    const value = JSON.parse(Buffer.from(text ?? '', 'base64').toString('utf8')) as Position;
    if (typeof value.stream === 'string' && Number.isInteger(value.shard) && Number.isInteger(value.no)) return value;
  } catch {
    // Falls through: anything that is not one of ours is the caller's mistake.
  }
  throw invalid('ShardIterator is not one of this service');
};

/** GetShardIterator and GetRecords. */
export const createShardReads = (now: () => number) => {
  const start = async (stream: Stream, shard: number, input: Json): Promise<number> => {
    const log = stream.shards[shard];
    if (log === undefined) throw invalid('no such shard');
    const sequence = (): number => numberOfSequence(textOf(input, 'StartingSequenceNumber') ?? '');
    const type = textOf(input, 'ShardIteratorType');
    switch (type) {
      case 'TRIM_HORIZON':
        return log.oldestNo();
      case 'LATEST':
        return log.nextNo();
      case 'AT_SEQUENCE_NUMBER':
        return sequence();
      case 'AFTER_SEQUENCE_NUMBER':
        return sequence() + 1;
      case 'AT_TIMESTAMP': {
        const seconds = numberOf(input, 'Timestamp');
        if (seconds === undefined) throw invalid('AT_TIMESTAMP needs Timestamp');
        return log.numberAt(seconds * 1000);
      }
      default:
        throw invalid(
          `ShardIteratorType ${type ?? '(none)'} is not one of TRIM_HORIZON, LATEST, AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER, AT_TIMESTAMP`,
        );
    }
  };

  return {
    iterator: async (stream: Stream, input: Json): Promise<unknown> => {
      const shard = shardOfId(textOf(input, 'ShardId') ?? '', stream.facts.shards);
      return { ShardIterator: pack({ stream: stream.facts.name, shard, no: await start(stream, shard, input), madeAt: now() }) };
    },
    records: async (streamOf: (name: string) => Stream, input: Json): Promise<unknown> => {
      const position = unpack(textOf(input, 'ShardIterator'));
      if (position.madeAt + iteratorMs < now())
        throw new AwsError('ExpiredIteratorException', 'Iterator expired: it is older than 5 minutes');
      const limit = numberOf(input, 'Limit') ?? maxRecords;
      if (limit < 1 || limit > maxRecords) throw invalid(`Limit must be 1 to ${maxRecords}`);
      const log = streamOf(position.stream).shards[position.shard];
      if (log === undefined) throw invalid('no such shard');
      const records = await log.read(position.no, limit, maxBytes);
      const last = records.at(-1);
      const next = last === undefined ? position.no : last.no + 1;
      return {
        Records: records.map((r) => ({
          SequenceNumber: sequenceOf(position.shard, r.no),
          ApproximateArrivalTimestamp: r.at / 1000,
          Data: r.data.toString('base64'),
          PartitionKey: r.partitionKey,
        })),
        NextShardIterator: pack({ ...position, no: next, madeAt: now() }),
        MillisBehindLatest: last === undefined || next >= log.nextNo() ? 0 : Math.max(0, now() - last.at),
      };
    },
  };
};
