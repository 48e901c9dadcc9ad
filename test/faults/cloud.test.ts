import type { DynamoDBStreamEvent, KinesisStreamEvent } from 'aws-lambda';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinesisEvent, type TestAgent } from '../../functions/call-engine/testing/frames.ts';
import { handler as historyProject } from '../../functions/call-history/project.lambda.ts';
import type { CallEvent } from '../../functions/domain/call-event.ts';
import { handler as liveProject } from '../../functions/live/project.lambda.ts';
import type { Handler } from '../../infra/local/lambda/invoke.ts';
import { type FaultStack, frameOfEvents, startFaultStack } from './fault-stack.ts';
import { ConsumerDied, createFaultyIngest, type Ingest, noFaults } from './faulty-ingest.ts';
import { between, createDice, seedsOf } from './seeds.ts';
import { eventsOfDay } from './site-day.ts';
import { range, readSite, type StoredSite } from './stored-site.ts';

/**
 * A day of the simulator through Kinesis, ingest, outbox and projections while the cloud side fails in every way it can: what is stored
 * in the end is what an undisturbed run stores.
 */
type Dice = () => number;
type Deliver = (event: unknown) => Promise<unknown>;
/** What the platform does between an event source and the consumer's answer. */
type Way = (dice: Dice, deliver: Deliver, event: unknown) => Promise<unknown>;

const straight: Way = (_dice, deliver, event) => deliver(event);
/** Faults that have happened in the scenario under way. */
let happened = 0;
const happens = (dice: Dice, chance: number): boolean => {
  const does = dice() < chance;
  if (does) happened += 1;
  return does;
};

const diesBeforeTheAnswer: Way = async (dice, deliver, event) => {
  const answer = await deliver(event);
  if (happens(dice, 0.4)) throw new ConsumerDied('before its answer was known');
  return answer;
};
const diesAtOnce: Way = (dice, deliver, event) => {
  if (happens(dice, 0.4)) throw new ConsumerDied('before it did anything');
  return deliver(event);
};
const twice: Way = async (_dice, deliver, event) => {
  happened += 1;
  await deliver(event);
  return deliver(event);
};
const twoAtOnce: Way = async (_dice, deliver, event) => {
  happened += 1;
  const answers = await Promise.allSettled([deliver(event), deliver(event)]);
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])).at(0);
};

interface Fault {
  readonly name: string;
  readonly ingest?: Way;
  readonly projection?: Way;
  readonly afterArchive?: number;
  readonly afterCommit?: number;
  /** A new consumer process for every batch. */
  readonly cold?: boolean;
  /** Batches come again, begin before the last one ended, and are cut at other places. */
  readonly resent?: boolean;
}
const faults: readonly Fault[] = [
  { name: 'consumer dies when the archive has the batch', afterArchive: 0.5 },
  { name: 'consumer dies when the transaction is through', afterCommit: 0.5 },
  { name: 'consumer dies before its answer is known', ingest: diesBeforeTheAnswer },
  { name: 'each batch is delivered twice, to a new process each', ingest: twice, cold: true },
  { name: 'two consumers have the same batch at once', ingest: twoAtOnce, cold: true },
  { name: 'agent sends again from further back, cut otherwise', resent: true },
  {
    name: 'projections die before and after they write',
    projection: (dice, deliver, event) => diesAtOnce(dice, (e) => diesBeforeTheAnswer(dice, deliver, e), event),
  },
  { name: 'projections get everything twice', projection: twice },
  {
    name: 'all of it at once',
    ingest: (dice, deliver, event) => (dice() < 0.5 ? twice : diesBeforeTheAnswer)(dice, deliver, event),
    projection: (dice, deliver, event) => (dice() < 0.5 ? twice : diesBeforeTheAnswer)(dice, deliver, event),
    afterArchive: 0.3,
    afterCommit: 0.3,
    cold: true,
    resent: true,
  },
];

const seeds = seedsOf([1]);
/** Attempts wait for each other in real time; on a machine with too much to do, long. */
const timeout = 180_000;
let world: FaultStack;
let fault: Fault = { name: 'none' };
let dice: Dice = createDice(1);
let newIngest: () => Ingest = () => () => Promise.reject(new Error('not started'));
let warmIngest: Ingest | null = null;

const contextOf = {} as Parameters<typeof historyProject>[1];
const projection =
  (handler: typeof historyProject): Handler =>
  (event) =>
    (fault.projection ?? straight)(dice, (e) => Promise.resolve(handler(e as DynamoDBStreamEvent, contextOf)), event);

beforeAll(async () => {
  world = await startFaultStack({
    ingest: (event) =>
      (fault.ingest ?? straight)(
        dice,
        (e) => {
          const consumer = fault.cold === true ? newIngest() : (warmIngest ?? newIngest());
          warmIngest = consumer;
          return consumer(e as KinesisStreamEvent);
        },
        event,
      ),
    historyProject: projection(historyProject),
    liveProject: projection(liveProject),
  });
  newIngest = createFaultyIngest(world.stack.env, {
    afterArchive: () => happens(dice, fault.afterArchive ?? 0),
    afterCommit: () => happens(dice, fault.afterCommit ?? 0),
  });
});
afterAll(() => world.stop());

const publish = async (site: string, agent: TestAgent, events: readonly CallEvent[], chance: Dice): Promise<void> => {
  for (let at = 0; at < events.length; ) {
    const to = Math.min(events.length, at + between(chance, 1, 60));
    await world.put(site, frameOfEvents(agent, events, at, to));
    // So that consumers run many times, and not once with everything.
    if (chance() < 0.6) await world.stack.idle();
    if (fault.resent === true && happens(chance, 0.4))
      await world.put(site, frameOfEvents(agent, events, Math.max(0, at - between(chance, 0, 90)), to));
    at = to;
  }
};

const calmDays = new Map<number, Promise<{ events: readonly CallEvent[]; stored: StoredSite }>>();
/** The same day through a stack in which nothing goes wrong. */
const calmDay = (seed: number) => {
  const known = calmDays.get(seed);
  if (known !== undefined) return known;
  const made = (async () => {
    fault = { name: 'none' };
    const site = `calm-${seed}-x`;
    const events = eventsOfDay(seed);
    await publish(site, await world.addSite(site), events, createDice(seed + 5_000));
    await world.stack.idle();
    return { events, stored: await readSite(world.stack.env, site) };
  })();
  calmDays.set(seed, made);
  return made;
};

const expectSame = (stored: StoredSite, calm: StoredSite, events: readonly CallEvent[]): void => {
  expect(stored.rows).toEqual(calm.rows);
  expect(stored.live).toEqual(calm.live);
  expect(stored.outbox).toEqual(range(stored.outbox.length));
  expect(stored.projected).toEqual([stored.outbox.length, stored.outbox.length]);
  expect(stored.archived).toEqual({ [events[0]?.link ?? '']: range(events.length) });
};

describe.each(seeds)('seed %i', { timeout }, (seed) => {
  test('undisturbed, for comparison', async () => {
    const { events, stored } = await calmDay(seed);
    expect(stored.calls.length).toBeGreaterThan(25);
    expect(stored.segments.length).toBeGreaterThan(stored.calls.length);
    expect(stored.gaps).toEqual([]);
    expectSame(stored, stored, events);
  });

  test.each(faults)('$name', async (given) => {
    const { events, stored: calm } = await calmDay(seed);
    const site = `fault-${seed}-${faults.indexOf(given)}-x`;
    const agent = await world.addSite(site);
    fault = given;
    dice = createDice(seed * 100 + faults.indexOf(given));
    warmIngest = null;
    happened = 0;
    await publish(site, agent, events, createDice(seed));
    await world.stack.idle();
    expect(happened).toBeGreaterThan(2);
    expectSame(await readSite(world.stack.env, site), calm, events);
    expect(world.stack.failedBatches()).toEqual([]);
  });
});

/** Delivers frames in any order, some of them together, those not taken again and again, until all are taken. */
const deliverInAnyOrder = async (ingest: () => Ingest, frames: readonly Uint8Array[], chance: Dice): Promise<void> => {
  let waiting = [...frames];
  for (let round = 0; waiting.length > 0; round += 1) {
    expect(round).toBeLessThan(frames.length * 50);
    const shuffled = waiting.map((frame) => ({ frame, order: chance() })).sort((a, b) => a.order - b.order);
    const batch = shuffled.slice(0, between(chance, 1, 6)).map(({ frame }) => frame);
    const event = kinesisEvent(batch);
    const { batchItemFailures } = await ingest()(event);
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const first = event.Records.findIndex(({ kinesis }) => failed.has(kinesis.sequenceNumber));
    // What the event source takes as done: everything before the first failure.
    const done = new Set(batch.slice(0, first < 0 ? batch.length : first));
    waiting = waiting.filter((frame) => !done.has(frame) || chance() < 0.1);
  }
};

test('late: batches in any order, early ones come again', { timeout }, async () => {
  const seed = seeds[0] ?? 1;
  const { events, stored: calm } = await calmDay(seed);
  fault = { name: 'none' };
  const site = `late-${seed}-x`;
  const agent = await world.addSite(site);
  const chance = createDice(seed);
  const frames: Uint8Array[] = [];
  for (let at = 0; at < events.length; ) {
    const to = Math.min(events.length, at + between(chance, 20, 80));
    frames.push(frameOfEvents(agent, events, at, to));
    at = to;
  }
  await deliverInAnyOrder(createFaultyIngest(world.stack.env, noFaults), frames, chance);
  await world.stack.idle();
  expectSame(await readSite(world.stack.env, site), calm, events);
});

test('a prefix and the rest, in batches cut anywhere and come again, are the whole', { timeout }, async () => {
  const { events, stored: calm } = await calmDay(seeds[0] ?? 1);
  fault = { name: 'none' };
  const ingest = createFaultyIngest(world.stack.env, noFaults);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: events.length - 1 }), { minLength: 1, maxLength: 12 }),
      fc.array(fc.tuple(fc.nat(events.length - 1), fc.nat(events.length - 1)), { maxLength: 4 }),
      async (cuts, again) => {
        run += 1;
        const site = `property-${run}-x`;
        const agent = await world.addSite(site);
        const consumer = ingest();
        const edges = [0, ...cuts.sort((a, b) => a - b), events.length];
        for (const [i, from] of edges.slice(0, -1).entries()) {
          const to = edges[i + 1] ?? events.length;
          expect((await consumer(kinesisEvent([frameOfEvents(agent, events, from, to)]))).batchItemFailures).toEqual([]);
          const repeat = again[i];
          // Anything that has come already, in any split.
          if (repeat !== undefined) {
            const [low, high] = [Math.min(...repeat), Math.max(...repeat)];
            if (low < to)
              await (i % 2 === 0 ? consumer : ingest())(kinesisEvent([frameOfEvents(agent, events, low, Math.min(to, high + 1))]));
          }
        }
        await world.stack.idle();
        expectSame(await readSite(world.stack.env, site), calm, events);
      },
    ),
    { numRuns: Math.max(4, seeds.length), seed: seeds[0] ?? 1, verbose: 1 },
  );
});
