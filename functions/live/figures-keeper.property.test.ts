import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHourReader, createReadGaps, createReadPosition } from '../call-history/events.ts';
import { createHistoryProjection } from '../call-history/project.ts';
import { createHistoryReader } from '../call-history/read-history.ts';
import { epochMs } from '../domain/ids.ts';
import { createMemoryDynamo } from '../lake/testing/memory-dynamo.ts';
import { silentLog } from '../runtime/log.ts';
import { statistics } from '../statistics/catalogue.ts';
import { emptyModel, evolveModel } from './core/live-model.ts';
import { type AskedFigure, askedFigure } from './core/site-figures/asked-figure.ts';
import { createSiteFigures } from './core/site-figures/site-figures.ts';
import { createDayRules } from './day-rules.ts';
import { createFiguresKeeper } from './figures-keeper.ts';
import { sampleSite } from './testing/sample-batches.ts';

const startAt = Date.UTC(2026, 2, 2, 9);
const figures: readonly AskedFigure[] = [
  { template: 'site', filter: {} },
  { template: 'callsByHuntGroup', filter: { huntGroup: '2%' } },
  { template: 'callsByAgent', filter: {} },
  { template: 'callsByExtension', filter: { extension: '1001-1010' } },
].flatMap(({ template, filter }) =>
  statistics.flatMap(({ id }) => {
    const figure = askedFigure({ statistic: id, template, filter });
    return 'key' in figure ? [figure] : [];
  }),
);

/** What happens next: the engine publishes, history or the live state follow, the process dies, figures are asked for. */
const stepArbitrary = fc.record({
  publish: fc.integer({ min: 0, max: 60 }),
  history: fc.integer({ min: 0, max: 60 }),
  live: fc.integer({ min: 0, max: 60 }),
  /** History goes on while rows are read, after so many reads. */
  meanwhile: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 12 }),
  killed: fc.boolean(),
  by: fc.constantFrom('stream', 'all', 'streamWithHole'),
});

test('killed and begun again at any moment, with history ahead or behind, figures are those of a process that never stopped', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), fc.array(stepArbitrary, { minLength: 6, maxLength: 14 }), async (seed, steps) => {
      const { config, batches } = sampleSite({ seed, callsPerHour: 60, hours: 0.8, startAt, resetTime: '09:35', size: () => 8 });
      const owner = { tenant: 'bakery', site: config.id };
      let meanwhile: number[] = [];
      let inHistory = 0;
      let published = 0;
      let model = emptyModel;
      let moving = false;
      const { client } = createMemoryDynamo(async () => {
        const some = moving ? 0 : (meanwhile.shift() ?? 0);
        if (some > 0) await follow(Math.min(published, inHistory + some));
      }, 40);
      const history = createHistoryProjection({ client, table: 'history', now: () => startAt });
      const follow = async (to: number): Promise<void> => {
        moving = true;
        const some = batches.slice(inHistory, to);
        inHistory = Math.max(inHistory, to);
        await history.position(owner.tenant, owner.site, false);
        if (some.length > 0) await history.apply(owner, some);
        moving = false;
      };
      const rules = createDayRules()(config);
      const now = (): number => batches[published - 1]?.at ?? startAt;
      const newKeeper = () =>
        createFiguresKeeper({
          historyPosition: createReadPosition({ client, table: 'history' }),
          hours: createHourReader({ client, table: 'history' }),
          gapsOf: createReadGaps(createHistoryReader({ client, table: 'history', consistent: true })),
          store: { read: async () => (model.n === 0 ? null : { model, parts: 1 }) },
          readOutbox: async (_tenant, _site, from, to) => batches.slice(0, published).filter(({ n }) => n >= from && n <= to),
          findConfig: async () => ({ version: 1, at: epochMs(0), author: 'seed', config }),
          now,
          log: silentLog,
        });
      let keeper = newKeeper();
      let streamed = 0;
      const reference = createSiteFigures(config, { calls: [], status: [], gaps: [], live: [] }, startAt);
      reference.keep(figures);
      let referenceN = 0;
      for (const step of steps) {
        published = Math.min(batches.length, published + step.publish);
        await follow(Math.min(published, inHistory + step.history));
        for (const batch of batches.slice(model.n, Math.min(published, model.n + step.live)))
          model = evolveModel(model, batch, rules).model;
        if (step.killed) keeper = newKeeper();
        meanwhile = [...step.meanwhile];
        const from = step.by === 'streamWithHole' ? Math.max(streamed, published - 3) : streamed;
        const kept = await keeper.bring(owner, figures, step.by === 'all' ? 'all' : batches.slice(from, published));
        meanwhile = [];
        streamed = published;
        for (const batch of batches.slice(referenceN, kept.n)) reference.apply(batch);
        referenceN = kept.n;
        const [got, wanted] = [kept.figures.read(figures, 0), reference.read(figures, 0)];
        if (kept.n === 0) continue;
        expect(kept.n).toBe(published);
        for (const { key } of figures) {
          const [a, b] = [got.values.get(key), wanted.values.get(key)];
          const same =
            typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)) : Object.is(a, b);
          if (!same) expect([key, a]).toEqual([key, b]);
        }
        expect([got.asOf, got.day, got.gaps]).toEqual([wanted.asOf, wanted.day, wanted.gaps]);
      }
    }),
    { numRuns: 4, endOnFailure: true },
  );
}, 180_000);
