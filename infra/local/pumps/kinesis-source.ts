import { numberOfSequence, sequenceOf, shardId } from '../kinesis/sequence.ts';
import type { Streams } from '../kinesis/streams.ts';
import type { PumpSource } from './pump.ts';

const maxBytes = 4 * 1024 * 1024;

/** A Kinesis stream as a pump's source, in process: a put wakes the pump at once, as an enhanced fan-out consumer would be. */
export const kinesisSource = (streams: Streams, name: string, region: string): PumpSource => {
  const { facts, shards } = streams.get(name);
  return {
    arn: facts.arn,
    shards: facts.shards,
    read: async (shard, after, limit) => {
      const log = shards[shard];
      if (log === undefined) return [];
      const records = await log.read(after === null ? 0 : numberOfSequence(after) + 1, limit, maxBytes);
      return records.map((record) => {
        const sequence = sequenceOf(shard, record.no);
        return {
          sequence,
          at: record.at,
          bytes: record.data.length,
          event: {
            kinesis: {
              kinesisSchemaVersion: '1.0',
              partitionKey: record.partitionKey,
              sequenceNumber: sequence,
              data: record.data.toString('base64'),
              approximateArrivalTimestamp: record.at / 1000,
            },
            eventSource: 'aws:kinesis',
            eventVersion: '1.0',
            eventID: `${shardId(shard)}:${sequence}`,
            eventName: 'aws:kinesis:record',
            invokeIdentityArn: 'arn:aws:iam::000000000000:role/local',
            awsRegion: region,
            eventSourceARN: facts.arn,
          },
        };
      });
    },
    onNews: (listener) =>
      streams.onAppend((stream, shard) => {
        if (stream === name) listener(shard);
      }),
  };
};
