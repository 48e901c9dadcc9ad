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

/** Longest text of a record before its images: fixed fields and keys. */
const headLength = 8192;

/** Whether it is worth parsing the record at all: most are the engine's state, large and of no interest to any consumer. */
const mayBeWanted = (text: string, filter: StreamFilter | null): boolean =>
  filter === null || text.slice(0, headLength).includes(`"sk":{"S":${JSON.stringify(filter.sortKeyPrefix).slice(0, -1)}`);

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
        const record: unknown = mayBeWanted(text, filter) ? JSON.parse(text) : null;
        const event = isJson(record) && wanted(record, filter) ? { ...record, eventSourceARN: stream.arn } : null;
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
