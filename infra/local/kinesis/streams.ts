import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AwsError } from '../aws-wire/aws-error.ts';
import { writeFileAtomic } from '../files/write-file-atomic.ts';
import { type NewRecord, openShardLog, type ShardLog } from './shard-log.ts';

/** 24 hours, the only retention of the local stack. */
export const retentionMs = 24 * 3_600_000;

export interface StreamFacts {
  readonly name: string;
  readonly arn: string;
  readonly shards: number;
  readonly onDemand: boolean;
  readonly createdAt: number;
}

export interface Stream {
  readonly facts: StreamFacts;
  readonly shards: readonly ShardLog[];
}

export interface StreamsParams {
  readonly dir: string;
  readonly region: string;
  readonly sync: boolean;
  readonly now: () => number;
}

/** All streams of the emulator; which there are is kept in one file, the records in one log a shard. */
export interface Streams {
  create(name: string, shards: number, onDemand: boolean): Promise<void>;
  remove(name: string): Promise<void>;
  /** By name or ARN. @throws AwsError ResourceNotFoundException */
  get(nameOrArn: string): Stream;
  names(): readonly string[];
  /** Appends and wakes listeners. @returns record numbers */
  append(stream: Stream, shard: number, records: readonly NewRecord[]): Promise<readonly number[]>;
  onAppend(listener: (stream: string, shard: number) => void): () => void;
  trim(): Promise<void>;
  close(): Promise<void>;
}

const keySpace = 1n << 128n;

/** First hash key of a shard when the space is cut into `count` equal parts. */
export const hashRangeOf = (shard: number, count: number): readonly [from: bigint, to: bigint] => {
  const step = keySpace / BigInt(count);
  const from = step * BigInt(shard);
  return [from, shard === count - 1 ? keySpace - 1n : from + step - 1n];
};

export const shardOfKey = (partitionKey: string, explicitHash: string | undefined, count: number): number => {
  const hash = explicitHash === undefined ? BigInt(`0x${createHash('md5').update(partitionKey).digest('hex')}`) : BigInt(explicitHash);
  const shard = Number(hash / (keySpace / BigInt(count)));
  return Math.min(shard, count - 1);
};

export const openStreams = async (params: StreamsParams): Promise<Streams> => {
  const { dir, now } = params;
  const listFile = join(dir, 'streams.json');
  await mkdir(dir, { recursive: true });
  const streams = new Map<string, Stream>();
  const listeners = new Set<(stream: string, shard: number) => void>();

  const open = async (facts: StreamFacts): Promise<void> => {
    const shards = await Promise.all(
      Array.from({ length: facts.shards }, (_, i) =>
        openShardLog({ dir: join(dir, facts.name, `shard-${String(i).padStart(3, '0')}`), sync: params.sync, now }),
      ),
    );
    streams.set(facts.name, { facts, shards });
  };
  const save = (): Promise<void> => writeFileAtomic(listFile, JSON.stringify([...streams.values()].map((s) => s.facts)), 0o600);

  if (existsSync(listFile)) for (const facts of JSON.parse(readFileSync(listFile, 'utf8')) as StreamFacts[]) await open(facts);

  return {
    create: async (name, shards, onDemand) => {
      if (streams.has(name)) throw new AwsError('ResourceInUseException', `Stream ${name} already exists`);
      const arn = `arn:aws:kinesis:${params.region}:000000000000:stream/${name}`;
      await open({ name, arn, shards, onDemand, createdAt: now() });
      await save();
    },
    remove: async (name) => {
      const stream = streams.get(name);
      if (stream === undefined) throw new AwsError('ResourceNotFoundException', `Stream ${name} not found`);
      streams.delete(name);
      await save();
      await Promise.all(stream.shards.map((shard) => shard.close()));
      await rm(join(dir, name), { recursive: true, force: true });
    },
    get: (nameOrArn) => {
      const stream = streams.get(nameOrArn.split('stream/').at(-1) ?? '');
      if (stream === undefined)
        throw new AwsError('ResourceNotFoundException', `Stream ${nameOrArn} under account 000000000000 not found.`);
      return stream;
    },
    names: () => [...streams.keys()].sort(),
    append: async (stream, shard, records) => {
      const log = stream.shards[shard];
      if (log === undefined) throw new AwsError('ResourceNotFoundException', `shard ${shard} of ${stream.facts.name}`);
      const numbers = await log.append(records);
      for (const listener of listeners) listener(stream.facts.name, shard);
      return numbers;
    },
    onAppend: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    trim: async () => {
      for (const { shards } of streams.values()) for (const shard of shards) await shard.trim(now() - retentionMs);
    },
    close: async () => {
      for (const { shards } of streams.values()) await Promise.all(shards.map((shard) => shard.close()));
    },
  };
};
