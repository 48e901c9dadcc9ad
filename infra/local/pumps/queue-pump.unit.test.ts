import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LevelStore, openLevelStore } from '../dynamodb/level-store.ts';
import { parseQueueFacts } from '../sqs/queue-model.ts';
import { openQueues, type Queues } from '../sqs/queues.ts';
import { openFailedBatches } from './failed-batches.ts';
import type { Pump } from './pump.ts';
import { startQueuePump } from './queue-pump.ts';

let dir = '';
let level: LevelStore;
let queues: Queues;
let pumps: Pump[] = [];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'trunkline-queue-pump-'));
  level = await openLevelStore(join(dir, 'messages'), false);
  queues = await openQueues(level, Date.now);
  await queues.create(parseQueueFacts('dead', {}, 0));
  const RedrivePolicy = '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-2:000000000000:dead","maxReceiveCount":3}';
  await queues.create(parseQueueFacts('work', { RedrivePolicy }, 0));
});
afterEach(async () => {
  await Promise.all(pumps.map((pump) => pump.stop()));
  pumps = [];
  await level.close();
  rmSync(dir, { recursive: true });
});

const bodyOf = (event: unknown): string => (event as { Records: { body: string }[] }).Records[0]?.body ?? '';
const idOf = (event: unknown): string => (event as { Records: { messageId: string }[] }).Records[0]?.messageId ?? '';
const failures = () => openFailedBatches(join(dir, 'failed.ndjson'));
const start = (invoke: (event: unknown) => Promise<unknown>, more: { graceMs?: number; visibilityMs?: number } = {}): Pump => {
  const pump = startQueuePump({
    name: 'work',
    queues,
    queue: 'work',
    invoke,
    failures: failures(),
    concurrency: 2,
    visibilityMs: 30_000,
    backOffMs: () => 1,
    graceMs: 5_000,
    now: Date.now,
    log: () => undefined,
    ...more,
  });
  pumps.push(pump);
  return pump;
};

test('two messages are worked on at once, and each is deleted when it is done', async () => {
  let together = 0;
  let most = 0;
  const seen: string[] = [];
  let meet = (): void => undefined;
  const met = new Promise<void>((resolve) => {
    meet = resolve;
  });
  const pump = start(async (event) => {
    most = Math.max(most, ++together);
    if (together === 2) meet();
    await met;
    seen.push(bodyOf(event));
    together--;
  });
  for (const body of ['a', 'b', 'c', 'd', 'e']) await queues.send('work', body);
  await pump.idle();
  expect(seen.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(most).toBe(2);
  expect(queues.counts('work')).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});

test('one that fails, by an error or by its name in the answer, is tried three times and lies with the dead letters; the others go on', async () => {
  const tries: Record<string, number> = {};
  for (const body of ['throws', 'named', 'good']) await queues.send('work', body);
  const pump = start(async (event) => {
    const body = bodyOf(event);
    tries[body] = (tries[body] ?? 0) + 1;
    if (body === 'throws') throw new Error('no');
    return { batchItemFailures: body === 'named' ? [{ itemIdentifier: idOf(event) }] : [] };
  });
  await pump.idle();
  expect(tries).toEqual({ throws: 3, named: 3, good: 1 });
  expect(queues.counts('dead').visible).toBe(2);
  expect(
    failures()
      .list()
      .map(({ error, attempts }) => [error, attempts])
      .sort(),
  ).toEqual([
    ['Error: no', 3],
    ['the handler reported failed items', 3],
  ]);
});

test('a message stays hidden for as long as it is worked on', async () => {
  let calls = 0;
  let hidings = 0;
  let end = (): void => undefined;
  // Four thirds of its time: unless it were hidden anew, it would have been given out again.
  const longEnough = new Promise<void>((resolve) => {
    end = resolve;
  });
  const plain = queues;
  queues = {
    ...plain,
    changeVisibility: async (...given) => {
      await plain.changeVisibility(...given);
      if (++hidings === 4) end();
    },
  };
  const pump = start(
    async () => {
      calls++;
      await longEnough;
    },
    // So long that a busy machine does not miss two thirds of it.
    { visibilityMs: 1_500 },
  );
  await queues.send('work', 'long');
  await pump.idle();
  expect(calls).toBe(1);
});

test('what is under way when the stack stops comes again with the next', async () => {
  await queues.send('work', 'cut off');
  let begun = (): void => undefined;
  const working = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const first = start(
    () => {
      begun();
      return new Promise(() => undefined);
    },
    { graceMs: 0, visibilityMs: 50 },
  );
  await working;
  await first.stop();
  pumps = [];
  const seen: string[] = [];
  const second = start(async (event) => void seen.push(bodyOf(event)));
  await second.idle();
  expect(seen).toEqual(['cut off']);
});
