import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldEvents, initialEngineState } from '../call-engine/core/fold-events.ts';
import type { CallEvent } from '../domain/call-event.ts';
import { epochMs } from '../domain/ids.ts';
import type { LiveState } from '../domain/live.ts';
import { type AskedFigure, askedFigure } from '../live/site-figures.ts';
import { statistics } from '../statistics/catalogue.ts';
import type { PastMoment, PastSession } from './past-session.ts';
import { createLiveSite, createPastWorld, type Folded, type PastWorld, type Shown } from './testing/past-world.ts';
import { asLink, linkEvent, simulatedEvents, siteConfigs, withOutage } from './testing/site-links.ts';

/** `TRUNKLINE_PAST_RUNS=40 npx vitest run functions/time-machine`: over 1,000 moments. */
const runs = Number(process.env.TRUNKLINE_PAST_RUNS ?? 1);
const minute = 60_000;
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

const lists = ({ calls, agents, extensions, queues, trunks, links }: LiveState) => ({ calls, agents, extensions, queues, trunks, links });
const isSame = (a: unknown, b: unknown): boolean =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)) : Object.is(a, b);

const compare = (moment: PastMoment, at: number, wanted: Shown): void => {
  const reading = moment.figures.read(figures, at);
  expect(lists(moment.live)).toEqual(lists(wanted.live));
  for (const { key } of figures) {
    const [a, b] = [reading.values.get(key), wanted.figures.get(key)];
    if (!isSame(a, b)) expect([at, key, a]).toEqual([at, key, b]);
  }
  expect(reading.gaps).toEqual(wanted.gaps);
};

/** Independent of archive and checkpoints: what was folded, each link up to its first event after the moment. */
const knownAt = (world: PastWorld, folded: readonly Folded[], at: number): Shown => {
  const first = folded[0];
  if (first === undefined) throw new Error('nothing was folded');
  const site = createLiveSite(first.config, figures, world.owner);
  const cut = new Set<string>();
  let state = initialEngineState(world.owner.site);
  let n = 0;
  for (const { events, config } of folded) {
    const known = events.filter((event) => {
      if (event.at > at) cut.add(event.link);
      return !cut.has(event.link);
    });
    if (known.length === 0) continue;
    const result = foldEvents(state, known, config);
    state = result.state;
    n += 1;
    site.apply({ n, at: epochMs(Math.max(...known.map((event) => event.at))), emitted: result.emitted }, config);
  }
  return site.shown(at);
};

interface Plan {
  readonly seed: number;
  readonly sizes: readonly number[];
  /** Where in the time to the next event the moments lie, 0 to 1. */
  readonly moments: readonly number[];
  readonly keeps: readonly boolean[];
}
const planArbitrary = (moments: number) =>
  fc.record<Plan>({
    seed: fc.integer({ min: 1, max: 100_000 }),
    sizes: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 5, maxLength: 20 }),
    moments: fc.array(
      fc.integer({ min: 0, max: 999 }).map((n) => n / 1_000),
      { minLength: moments, maxLength: moments },
    ),
    keeps: fc.array(fc.boolean(), { minLength: 3, maxLength: 40 }),
  });

const newWorld = (resetTime: string, keeps: () => boolean): PastWorld =>
  createPastWorld({ configs: siteConfigs(resetTime), figures, keeps });

/** Delivers all links in the order of time, and captures what is live between deliveries. */
const deliverAll = async (
  world: PastWorld,
  links: readonly (readonly CallEvent[])[],
  plan: Plan,
): Promise<readonly (readonly [number, Shown])[]> => {
  const all = links.flat().sort((a, b) => a.at - b.at || (a.link < b.link ? -1 : 1) || a.seq - b.seq);
  const next = new Map<string, number>();
  const captured: (readonly [number, Shown])[] = [];
  const every = Math.max(1, Math.floor(all.length / 30 / plan.moments.length));
  let newest = 0;
  for (let [from, i] = [0, 0]; from < all.length; i += 1) {
    const some = all.slice(from, from + (plan.sizes[i % plan.sizes.length] ?? 1));
    from += some.length;
    // In order of number, as an agent sends them.
    const frames = links.flatMap((link) => {
      const count = some.filter(({ link: of }) => of === link[0]?.link).length;
      const at = next.get(link[0]?.link ?? '') ?? 0;
      next.set(link[0]?.link ?? '', at + count);
      return count === 0 ? [] : [link.slice(at, at + count)];
    });
    await world.deliver(frames, from > all.length / 2 ? 2 : 1);
    newest = Math.max(newest, ...frames.flat().map(({ at }) => at));
    const following = Math.min(
      ...links.flatMap((link) => link.slice(next.get(link[0]?.link ?? '') ?? 0).map(({ at }) => at)),
      newest + minute,
    );
    if (i % every !== 0 || following <= newest) continue;
    const at = newest + Math.floor((plan.moments[captured.length % plan.moments.length] ?? 0) * (following - newest - 1));
    captured.push([at, structuredClone(world.shown(at))]);
  }
  return captured;
};

const openAt = async (world: PastWorld, at: number): Promise<PastSession> => {
  const opened = await world.openSession(world.owner, at);
  if (opened.kind === 'before') throw new Error('before the site was known');
  return opened.session;
};
const pick = <T>(items: readonly T[], plan: Plan): T[] => {
  const chosen = new Set(plan.moments.map((share) => Math.floor(share * items.length)));
  return items.filter((_, i) => chosen.has(i));
};

const cycle = <T>(items: readonly T[]): (() => T | undefined) => {
  let i = 0;
  return () => items[i++ % items.length];
};
const check = (name: string, moments: number, run: (plan: Plan) => Promise<void>): void =>
  test(
    name,
    () => fc.assert(fc.asyncProperty(planArbitrary(moments), run), { numRuns: runs, endOnFailure: true }),
    60_000 * Math.max(1, runs),
  );

check('over a reset, with checkpoints: as it was live, jumping and going forward', 6, async (plan) => {
  const keep = cycle(plan.keeps);
  const world = newWorld('10:05', () => keep() === true);
  const [config] = siteConfigs('10:05');
  if (config === undefined) return;
  const captured = await deliverAll(world, [asLink(simulatedEvents(config, plan.seed, startAt, 1.3, 60), 'link-a')], plan);
  const picked = pick(captured, plan);
  for (const [at, shown] of picked) compare(await (await openAt(world, at)).to(at, figures), at, shown);
  const forward = picked.toSorted(([a], [b]) => a - b);
  const session = await openAt(world, forward[0]?.[0] ?? 0);
  for (const [at, shown] of forward) compare(await session.to(at, figures), at, shown);
});

check('without checkpoints, over an outage: as it was live', 5, async (plan) => {
  const world = newWorld('02:00', () => false);
  const [config] = siteConfigs('02:00');
  if (config === undefined) return;
  const events = withOutage(simulatedEvents(config, plan.seed, startAt, 1, 70), startAt + 20 * minute, startAt + 27 * minute);
  const captured = await deliverAll(world, [asLink(events, 'link-a')], plan);
  for (const [at, shown] of pick(captured, plan)) compare(await (await openAt(world, at)).to(at, figures), at, shown);
});

check('over a change of the link: as it was live', 5, async (plan) => {
  const keep = cycle(plan.keeps);
  const world = newWorld('09:40', () => keep() === true);
  const [config] = siteConfigs('09:40');
  if (config === undefined) return;
  const events = simulatedEvents(config, plan.seed, startAt, 1, 70);
  const change = startAt + 25 * minute;
  const before = [...events.filter(({ at }) => at < change), linkEvent(change, 'lost')];
  const after = [linkEvent(change + 90_000, 'up'), ...events.filter(({ at }) => at > change + 90_000)];
  const captured = await deliverAll(world, [asLink(before, 'link-a'), asLink(after, 'link-b')], plan);
  for (const [at, shown] of pick(captured, plan)) compare(await (await openAt(world, at)).to(at, figures), at, shown);
});

check('two links, one of which comes late: as it was known once all was in', 4, async (plan) => {
  const keep = cycle(plan.keeps);
  const world = newWorld('02:00', () => keep() === true);
  const [config] = siteConfigs('02:00');
  if (config === undefined) return;
  const a = asLink(simulatedEvents(config, plan.seed, startAt, 0.7, 40), 'link-a');
  const b = asLink(simulatedEvents(config, plan.seed + 1, startAt, 0.7, 40), 'link-b', '8');
  const [cutOff, back] = [startAt + 15 * minute, startAt + 30 * minute];
  await deliverAll(world, [a.filter(({ at }) => at < back), b.filter(({ at }) => at < cutOff)], plan);
  const late = b.filter(({ at }) => at >= cutOff);
  for (let from = 0; from < late.length; from += 200) await world.deliver([late.slice(from, from + 200)], 2);
  await deliverAll(world, [a.filter(({ at }) => at >= back)], plan);
  const instants = plan.moments.map((share) => startAt + Math.floor(share * 42 * minute)).sort((x, y) => x - y);
  const session = await openAt(world, instants[0] ?? 0);
  for (const at of instants) {
    const known = knownAt(world, world.folded, at);
    compare(await session.to(at, figures), at, known);
    compare(await (await openAt(world, at)).to(at, figures), at, known);
  }
});
