import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameOf, kinesisEvent, makeAgent } from './testing/frames.ts';
import { createWorld } from './testing/memory-ports.ts';

const agent = makeAgent();
const total = 12;

/** A way in which batches of numbers 1 … 12 may arrive: any cut, any repetition, any grouping into invocations, consumers that die or are replaced. */
const deliveries = fc.array(
  fc.record({
    from: fc.integer({ min: 1, max: total }),
    length: fc.integer({ min: 1, max: 5 }),
    newConsumer: fc.boolean(),
    dies: fc.boolean(),
  }),
  { maxLength: 12 },
);

test('whatever the split, repetition or death of consumers: every number is folded once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, async (plan) => {
      const world = createWorld([agent]);
      let consume = world.startConsumer();
      for (const step of plan) {
        const event = kinesisEvent([frameOf(agent, step.from, Math.min(total, step.from + step.length - 1))]);
        if (step.newConsumer) consume = world.startConsumer();
        if (step.dies)
          await world.startConsumer({ states: { ...world.deps.states, commit: () => Promise.reject(new Error('killed')) } })(event);
        else await consume(event);
      }
      await consume(kinesisEvent([frameOf(agent, 1, total)]));
      expect(world.folded().map((label) => Number(label.split(':')[1]))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect(world.outbox.map((batch) => batch.n)).toEqual(world.outbox.map((_, i) => i + 1));
      const published = world.outbox.flatMap((batch) =>
        batch.emitted.map((emitted) => (emitted.type === 'anomaly' ? emitted.anomaly.anomalyId : emitted.type)),
      );
      expect(published).toEqual([
        'link-1-1',
        'link-1-2',
        'link-1-3',
        'link-1-4',
        'link-1-5',
        'link-1-6',
        'link-1-7',
        'link-1-8',
        'link-1-9',
        'link-1-10',
        'link-1-11',
        'link-1-12',
      ]);
    }),
    { numRuns: 60 },
  );
});
