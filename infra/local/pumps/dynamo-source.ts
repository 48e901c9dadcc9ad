import { isJson } from '../aws-wire/json.ts';
import type { DynamoEngine } from '../dynamodb/engine.ts';
import type { PumpSource } from './pump.ts';

/** Which records a consumer wants, as a FilterCriteria would say: inserts of items whose `sk` begins with the text. */
export interface StreamFilter {
  readonly sortKeyPrefix: string;
}

const wanted = (record: unknown, filter: StreamFilter | null): boolean => {
  if (filter === null) return true;
  if (!isJson(record) || record.eventName !== 'INSERT') return false;
  const dynamodb = record.dynamodb;
  const keys = isJson(dynamodb) ? dynamodb.Keys : undefined;
  const sk = isJson(keys) ? keys.sk : undefined;
  return isJson(sk) && typeof sk.S === 'string' && sk.S.startsWith(filter.sortKeyPrefix);
};

/** A table's stream as a pump's source, in process: a commit wakes every consumer at once. */
export const dynamoSource = (engine: DynamoEngine, table: string, filter: StreamFilter | null): PumpSource => {
  const stream = engine.streamOf(table);
  if (stream === null) throw new Error(`table ${table} has no stream`);
  return {
    arn: stream.arn,
    shards: stream.shards,
    read: async (shard, after, limit) => {
      const records = await stream.read(shard, after ?? '', limit);
      return records.map(({ sequence, text }) => {
        const record: unknown = JSON.parse(text);
        const event = wanted(record, filter) && isJson(record) ? { ...record, eventSourceARN: stream.arn } : null;
        return { sequence, at: Number(sequence.slice(0, 13)), bytes: text.length, event };
      });
    },
    onNews: (listener) =>
      engine.onStream((changed) => {
        if (changed !== table) return;
        for (let shard = 0; shard < stream.shards; shard++) listener(shard);
      }),
  };
};
