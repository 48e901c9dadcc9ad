import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { computeWrites } from '../../call-history/events.ts';
import { createRebuildSiteWorld, type HistoryItem, openRebuildWorld, type RebuildSiteWorld } from './testing/rebuild-world.ts';
import { type TwoLinkDays, twoLinkDays } from './testing/two-link-days.ts';

let world: Awaited<ReturnType<typeof openRebuildWorld>>;
beforeAll(async () => {
  world = await openRebuildWorld();
});
afterAll(() => world.close());

const hours = 5;
const dayMs = 86_400_000;
/** Around a change to summer time in the simulated site's zone, so that a statistics day of 23 hours is among them. */
const startAt = Date.UTC(2026, 2, 28, 22);
const days = ['2026-03-28', '2026-03-29'];
const whole = { from: '2026-03-27', to: '2026-03-30' };

interface Step {
  readonly link: 0 | 1;
  readonly size: number;
  readonly frames: number;
  readonly version: number;
  readonly again: boolean;
  readonly both: boolean;
  readonly lose: boolean;
  readonly die: boolean;
}
const steps = fc.array(
  fc.record<Step>({
    link: fc.constantFrom(0, 1),
    size: fc.integer({ min: 5, max: 150 }),
    frames: fc.integer({ min: 1, max: 3 }),
    version: fc.constantFrom(1, 1, 1, 2, 3),
    again: fc.boolean(),
    both: fc.boolean(),
    lose: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
    die: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  }),
  { minLength: 4, maxLength: 12 },
);

/** The deliveries of a run: any cut, repeated, links interleaved within one invocation, consumers that die, batches that never come. */
const deliveries = (site: RebuildSiteWorld, { links }: TwoLinkDays, plan: readonly Step[]): (() => Promise<void>)[] => {
  const next = [0, 0];
  const out: (() => Promise<void>)[] = [];
  const take = (link: number, size: number): Uint8Array[] => {
    const from = next[link] ?? 0;
    const events = links[link]?.slice(from, from + size) ?? [];
    next[link] = from + events.length;
    return events.length === 0 ? [] : [site.frame(events)];
  };
  for (let i = 0; next.some((at, link) => at < (links[link]?.length ?? 0)); i += 1) {
    const step = plan[i % plan.length];
    if (step === undefined) break;
    const frames: Uint8Array[] = [];
    for (let k = 0; k < step.frames; k += 1) {
      const taken = [...take(step.link, step.size), ...(step.both ? take(1 - step.link, step.size) : [])];
      frames.push(...(step.lose && k === 0 && i > 0 ? taken.slice(1) : taken));
    }
    if (frames.length === 0) {
      frames.push(...take(1 - step.link, step.size));
      if (frames.length === 0) continue;
    }
    out.push(() => site.deliver(step.again ? [...frames, ...frames] : frames, { version: step.version, die: step.die }));
  }
  return out;
};

let site = 0;
const freshSite = (sample: TwoLinkDays): RebuildSiteWorld => {
  site += 1;
  return createRebuildSiteWorld(world, {
    site: `site-${site}`,
    configs: sample.configs,
    days: { from: startAt - dayMs, to: startAt + 2 * dayMs },
  });
};
const pick = <T>(items: readonly T[], numbers: readonly number[]): T[] =>
  numbers.flatMap((n) => items[n % Math.max(1, items.length)] ?? []);
const rowsOnly = (items: readonly HistoryItem[]): HistoryItem[] => items.filter((item) => item.row !== undefined);

test('incremental history = rebuilt into an empty table = rebuilt over a damaged one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 100_000 }),
      steps,
      fc.array(fc.nat(), { minLength: 3, maxLength: 12 }),
      fc.constantFrom(...days),
      async (seed, plan, damage, day) => {
        const sample = twoLinkDays(seed, startAt, hours, 6);
        const one = freshSite(sample);
        for (const deliver of deliveries(one, sample, plan)) await deliver();
        await one.project();
        const expected = await one.rows();
        expect(expected.length).toBeGreaterThan(50);

        const first = await one.rebuild(whole);
        expect(first.problems).toEqual([]);
        expect(first.changes.map(({ what, id, fields }) => ({ what, id, fields }))).toEqual([]);

        await one.wipe();
        await one.rebuild(whole);
        expect(await one.rows()).toEqual(expected);

        const rows = rowsOnly(await one.items());
        for (const item of pick(rows, damage.slice(0, 4))) await one.put({ ...item, row: '{"altered":true}' });
        for (const item of pick(rows, damage.slice(4, 8))) await one.remove(item);
        for (const item of pick(rows, damage.slice(8))) await one.put({ ...item, sk: `${item.sk}x` });
        const damaged = await one.rows();
        const dry = await one.rebuild({ ...whole, dryRun: true });
        expect(dry.changes.length).toBeGreaterThan(0);
        expect(await one.rows()).toEqual(damaged);

        const part = await one.rebuild({ from: day, to: day });
        const inRange = (text: string): boolean => {
          const at = Date.parse(text.split(' ')[1]?.split('#')[0] ?? '');
          return at >= part.range.from && at < part.range.to;
        };
        const after = await one.rows();
        expect(after.filter(inRange)).toEqual(expected.filter(inRange));
        expect(after.filter((row) => !inRange(row))).toEqual(damaged.filter((row) => !inRange(row)));
        await one.rebuild(whole);
        expect(await one.rows()).toEqual(expected);
      },
    ),
    { numRuns: 3, endOnFailure: true },
  );
}, 180_000);

test('a projection that goes on while the rebuild writes: newer rows win, nothing comes back, nothing is missing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 100_000 }),
      steps,
      fc.array(fc.record({ deliver: fc.boolean(), project: fc.constantFrom(0, 0, 1, 1000) }), { minLength: 3, maxLength: 20 }),
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      async (seed, plan, happens, share) => {
        const sample = twoLinkDays(seed, startAt, 5, 8);
        const one = freshSite(sample);
        const all = deliveries(one, sample, plan);
        const before = Math.ceil(all.length * share);
        for (const deliver of all.slice(0, before)) await deliver();
        await one.project();
        await one.wipe();
        const later = all.slice(before);
        let turn = 0;
        await one.rebuild(whole, async () => {
          const step = happens[turn++ % happens.length];
          if (step?.deliver === true) await later.shift()?.();
          if (step !== undefined && step.project > 0) await one.project(step.project);
        });
        for (const deliver of later) await deliver();
        await one.project();
        const expected = computeWrites(one.owner, await one.published()).filter((write) => write.row !== null);
        expect((await one.rows()).filter((row) => !row.includes('#DAYS ')).map((row) => row.split(' ').slice(0, 2).join(' '))).toEqual(
          expected.map((write) => `${write.pk} ${write.sk}`).toSorted(),
        );
        const again = await one.rebuild({ ...whole, dryRun: true });
        expect(again.changes.map(({ what, id, fields }) => ({ what, id, fields }))).toEqual([]);
      },
    ),
    { numRuns: 3, endOnFailure: true },
  );
}, 180_000);
