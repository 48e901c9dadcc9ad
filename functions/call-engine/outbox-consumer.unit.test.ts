import type { DynamoDBStreamEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { OutboxBatch } from '../domain/engine-output.ts';
import { epochMs } from '../domain/ids.ts';
import { silentLog } from '../runtime/log.ts';
import { silentMetrics } from '../runtime/metrics.ts';
import { packJson } from '../runtime/pack.ts';
import { createOutboxConsumer, type OutboxConsumerDeps } from './outbox-consumer.ts';

const batch = (n: number, site = 'harbour'): OutboxBatch => ({ v: 1, tenant: 'bakery', site, n, at: epochMs(n), emitted: [] });
interface Stored {
  readonly batch: OutboxBatch;
  readonly part?: number;
  readonly parts?: number;
}
const streamEvent = (stored: readonly Stored[]): DynamoDBStreamEvent => ({
  Records: stored.map(({ batch: one, part = 0, parts = 1 }, i) => ({
    eventID: `e${i}`,
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-west-2',
    eventSourceARN: 'arn:aws:dynamodb:eu-west-2:123456789012:table/engine/stream/2026-03-02T00:00:00.000',
    dynamodb: {
      SequenceNumber: `${100 + i}`,
      StreamViewType: 'NEW_IMAGE',
      NewImage: {
        pk: { S: `T#bakery#S#${one.site}` },
        sk: { S: `OUTBOX#${String(one.n).padStart(12, '0')}#${String(part).padStart(3, '0')}` },
        tenant: { S: one.tenant },
        site: { S: one.site },
        n: { N: String(one.n) },
        part: { N: String(part) },
        parts: { N: String(parts) },
        body: { B: Buffer.from(packJson(one)).toString('base64') },
      },
    },
  })),
});

const makeConsumer = (positions: Record<string, number>, overrides: Partial<OutboxConsumerDeps> = {}) => {
  const applied: string[] = [];
  const consume = createOutboxConsumer({
    readOutbox: async () => [],
    position: async (_tenant, site) => positions[site] ?? 0,
    apply: async ({ site }, batches) => {
      applied.push(`${site}:${batches.map((one) => one.n).join(',')}`);
      positions[site] = batches.at(-1)?.n ?? positions[site] ?? 0;
    },
    log: silentLog,
    metrics: silentMetrics,
    ...overrides,
  });
  return { consume, applied };
};

describe('an outbox consumer', () => {
  test('applies what is new, in order of n, site by site', async () => {
    const { consume, applied } = makeConsumer({ harbour: 1 });
    await consume(streamEvent([{ batch: batch(3) }, { batch: batch(1, 'market') }, { batch: batch(2) }]));
    expect(applied.sort()).toEqual(['harbour:2,3', 'market:1']);
  });

  test('passes replays over', async () => {
    const { consume, applied } = makeConsumer({ harbour: 5 });
    await consume(streamEvent([{ batch: batch(4) }, { batch: batch(5) }, { batch: batch(6) }]));
    expect(applied).toEqual(['harbour:6']);
  });

  test('fetches what the stream did not bring from the outbox itself', async () => {
    const asked: unknown[] = [];
    const { consume, applied } = makeConsumer(
      { harbour: 1 },
      {
        readOutbox: async (...args) => {
          asked.push(args);
          return [batch(2), batch(3)];
        },
      },
    );
    await consume(streamEvent([{ batch: batch(4) }]));
    expect(asked).toEqual([['bakery', 'harbour', 2, 3]]);
    expect(applied).toEqual(['harbour:2,3,4']);
  });

  test('a cached position is not believed when something seems missing', async () => {
    const { consume, applied } = makeConsumer({}, { position: async (_tenant, _site, fresh) => (fresh ? 7 : 2) });
    await consume(streamEvent([{ batch: batch(8) }]));
    expect(applied).toEqual(['harbour:8']);
  });

  test('a batch with a part missing is fetched whole', async () => {
    const { consume, applied } = makeConsumer({ harbour: 1 }, { readOutbox: async () => [batch(2)] });
    await consume(streamEvent([{ batch: batch(2), part: 1, parts: 2 }]));
    expect(applied).toEqual(['harbour:2']);
  });

  test('what is gone from the outbox does not stop the rest', async () => {
    const { consume, applied } = makeConsumer({ harbour: 1 });
    await consume(streamEvent([{ batch: batch(9) }]));
    expect(applied).toEqual(['harbour:9']);
  });

  test('a failing site comes again from its first record, the others are done', async () => {
    const { consume, applied } = makeConsumer({}, {});
    const failing = createOutboxConsumer({
      readOutbox: async () => [],
      position: async () => 0,
      apply: async ({ site }) => {
        if (site === 'harbour') throw new Error('throttled');
        applied.push(site);
      },
      log: silentLog,
      metrics: silentMetrics,
    });
    const event = streamEvent([{ batch: batch(1, 'market') }, { batch: batch(1) }, { batch: batch(2) }]);
    expect(await failing(event)).toEqual({ batchItemFailures: [{ itemIdentifier: '101' }] });
    expect(applied).toEqual(['market']);
    expect(await consume(event)).toEqual({ batchItemFailures: [] });
  });

  test('other items of the table and unreadable ones are passed over', async () => {
    const { consume, applied } = makeConsumer({});
    const event = streamEvent([{ batch: batch(1) }, { batch: batch(2) }]);
    const [first, second] = event.Records;
    if (first?.dynamodb?.NewImage === undefined || second?.dynamodb?.NewImage === undefined) throw new Error('fixture');
    first.dynamodb.NewImage.sk = { S: 'STATE#000' };
    second.dynamodb.NewImage.body = { B: 'bm8gZ3ppcA==' };
    expect(await consume(event)).toEqual({ batchItemFailures: [] });
    expect(applied).toEqual([]);
  });
});
