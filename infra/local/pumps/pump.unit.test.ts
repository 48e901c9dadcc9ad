import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCheckpointFile } from './checkpoint-file.ts';
import { openFailedBatches } from './failed-batches.ts';
import { defaultPumpOptions, type PumpOptions, type PumpRecord, type PumpSource, startPump } from './pump.ts';

const createSource = (shards: number) => {
  const records: PumpRecord[][] = Array.from({ length: shards }, () => []);
  const listeners = new Set<(shard: number) => void>();
  const source: PumpSource = {
    arn: 'arn:test',
    shards,
    read: async (shard, after, limit) => (records[shard] ?? []).filter((r) => after === null || r.sequence > after).slice(0, limit),
    onNews: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const put = (shard: number, ...values: string[]): void => {
    for (const value of values) {
      const list = records[shard] ?? [];
      list.push({
        sequence: `${shard}${String(list.length).padStart(4, '0')}`,
        at: 1000,
        bytes: 1,
        event: value.startsWith('-') ? null : value,
      });
    }
    for (const listener of listeners) listener(shard);
  };
  return { source, put };
};

describe('pump', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'trunkline-pump-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const start = (source: PumpSource, invoke: (values: string[]) => unknown, options: Partial<PumpOptions> = {}, now = 1000) => {
    const failures = openFailedBatches(join(dir, 'failed.ndjson'));
    const pump = startPump({
      name: 'test',
      source,
      invoke: async (event) => invoke((event as { Records: string[] }).Records),
      checkpoints: openCheckpointFile(join(dir, 'test.json')),
      failures,
      options: { ...defaultPumpOptions, backOffMs: () => 0, ...options },
      now: () => now,
      log: () => undefined,
    });
    return { pump, failures };
  };

  it('hands over batches in order and leaves out what the filter drops', async () => {
    const { source, put } = createSource(1);
    put(0, 'a', '-x', 'b', 'c');
    const seen: string[][] = [];
    const { pump } = start(source, (values) => void seen.push(values), { batchSize: 3 });
    await pump.idle();
    put(0, 'd');
    await pump.idle();
    await pump.stop();
    expect(seen).toEqual([['a', 'b'], ['c'], ['d']]);
  });

  it('goes on after the last success in the next process', async () => {
    const { source, put } = createSource(2);
    put(0, 'a');
    put(1, 'b');
    const first = start(source, () => undefined);
    await first.pump.idle();
    await first.pump.stop();
    put(0, 'c');
    const seen: string[] = [];
    const second = start(source, (values) => void seen.push(...values));
    await second.pump.idle();
    await second.pump.stop();
    expect(seen).toEqual(['c']);
  });

  it('retries from the lowest reported failure only', async () => {
    const { source, put } = createSource(1);
    put(0, 'a', 'b', 'c', 'd');
    const seen: string[][] = [];
    const { pump } = start(source, (values) => {
      seen.push(values);
      return seen.length === 1
        ? { batchItemFailures: [{ itemIdentifier: '00003' }, { itemIdentifier: '00001' }] }
        : { batchItemFailures: [] };
    });
    await pump.idle();
    await pump.stop();
    expect(seen).toEqual([
      ['a', 'b', 'c', 'd'],
      ['b', 'c', 'd'],
    ]);
  });

  it('takes a failure that names no record of the batch for a failure of all', async () => {
    const { source, put } = createSource(1);
    put(0, 'a', 'b');
    const seen: string[][] = [];
    const { pump } = start(source, (values) => {
      seen.push(values);
      return seen.length === 1 ? { batchItemFailures: [{ itemIdentifier: '' }] } : undefined;
    });
    await pump.idle();
    await pump.stop();
    expect(seen).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('halves a batch that makes the handler throw, sets the bad record aside and delivers the rest in order', async () => {
    const { source, put } = createSource(1);
    put(0, 'a', 'b', 'bad', 'd', 'e');
    const done: string[] = [];
    const { pump, failures } = start(
      source,
      (values) => {
        if (values.includes('bad')) throw new Error('cannot read it');
        done.push(...values);
      },
      { maxAttempts: 3 },
    );
    await pump.idle();
    await pump.stop();
    expect(done).toEqual(['a', 'b', 'd', 'e']);
    expect(failures.list()).toEqual([
      {
        at: '1970-01-01T00:00:01.000Z',
        consumer: 'test',
        condition: 'RetryAttemptsExhausted',
        attempts: 3,
        error: 'Error: cannot read it',
        shard: 0,
        startSequenceNumber: '00002',
        endSequenceNumber: '00002',
        batchSize: 1,
        streamArn: 'arn:test',
      },
    ]);
  });

  it('retries without end until the record is too old', async () => {
    const { source, put } = createSource(1);
    put(0, 'late');
    let tries = 0;
    let now = 1000;
    const failures = openFailedBatches(join(dir, 'failed.ndjson'));
    const pump = startPump({
      name: 'test',
      source,
      invoke: async () => {
        tries++;
        if (tries === 30) now = 1000 + 86_400_001;
        throw new Error('not yet');
      },
      checkpoints: openCheckpointFile(join(dir, 'test.json')),
      failures,
      options: { ...defaultPumpOptions, backOffMs: () => 0 },
      now: () => now,
      log: () => undefined,
    });
    await pump.idle();
    await pump.stop();
    expect([tries, failures.list()[0]?.condition]).toEqual([30, 'RecordAgeExceeded']);
  });

  it('never runs two batches of one shard at a time, and shards side by side', async () => {
    const { source, put } = createSource(2);
    put(0, 'a', 'b', 'c');
    put(1, 'x', 'y', 'z');
    const running = new Map<string, number>();
    let together = 0;
    const { pump } = start(
      source,
      async (values) => {
        const shard = 'abc'.includes(values[0] ?? '') ? 'first' : 'second';
        running.set(shard, (running.get(shard) ?? 0) + 1);
        together = Math.max(together, [...running.values()].filter((n) => n > 0).length);
        expect(running.get(shard)).toBe(1);
        await new Promise((resolve) => setImmediate(resolve));
        running.set(shard, 0);
      },
      { batchSize: 1 },
    );
    await pump.idle();
    await pump.stop();
    expect(together).toBe(2);
  });
});
