import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Folded } from '../call-engine/events.ts';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { hourOf } from './core/bulk-holds.ts';
import { createFindArrivals } from './find-arrivals.ts';

const at = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('leeds') };
const minute = 60_000;
const hour = 60 * minute;

/** Calls of an agent by minute of the range, each so many minutes long, and stretches in which it is cut off. */
const agentArb = fc.record({
  calls: fc.uniqueArray(fc.record({ at: fc.integer({ min: 0, max: 900 }), long: fc.integer({ min: 1, max: 200 }) }), {
    maxLength: 12,
    selector: (one) => one.at,
  }),
  cuts: fc.array(fc.record({ at: fc.integer({ min: 0, max: 900 }), long: fc.integer({ min: 1, max: 500 }) }), { maxLength: 3 }),
  /** Minutes from being delivered to being folded. */
  lag: fc.integer({ min: 0, max: 40 }),
});

test('whoever follows `next` gets every call once, with its end, however late an agent delivers it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(agentArb, { minLength: 1, maxLength: 2 }), fc.integer({ min: 20, max: 130 }), async (agents, step) => {
      let now = 0;
      const isCut = (cuts: (typeof agents)[number]['cuts'], m: number) => cuts.some((cut) => m >= cut.at && m < cut.at + cut.long);
      /** Last minute in which it was online, and that of which everything is folded, as of the minute `m`. */
      const onlineBy = (cuts: (typeof agents)[number]['cuts'], m: number): number => {
        let last = m;
        while (last > 0 && isCut(cuts, last)) last -= 1;
        return last;
      };
      const throughOf = ({ cuts, lag }: (typeof agents)[number]) => onlineBy(cuts, Math.max(0, now - lag));
      const rows = () =>
        agents.flatMap((agent, i) =>
          agent.calls.flatMap((call) => {
            const through = throughOf(agent);
            return call.at >= through ? [] : [{ id: `${i}-${call.at}`, at: call.at * minute, ended: call.at + call.long < through }];
          }),
        );
      const folded = (): Folded => ({
        n: 7,
        links: Object.fromEntries(agents.map((agent, i) => [`l${i}`, { through: throughOf(agent) * minute, replaced: false }])),
        callsSince: rows().flatMap((row) => (row.ended ? [] : [row.at])),
      });
      const find = createFindArrivals({
        agentsOf: async () =>
          agents.map(({ cuts }, i) => ({
            name: `a${i}`,
            enrolledAt: 0,
            revoked: false,
            lastSeenAt: onlineBy(cuts, now) * minute,
            oldestWaitingAt: null,
            links: [`l${i}`],
          })),
        foldedOf: async () => folded(),
        positionOf: async () => 7,
        pause: async () => {},
        now: () => now * minute,
      });
      const got: string[] = [];
      for (let next = 0; now < 3_000; now += step) {
        const { holds } = await find(at, 'calls', String);
        const end = Math.max(next, Math.min(hourOf(now * minute - 15 * minute), ...holds.map(({ until }) => hourOf(until))));
        for (const row of rows().filter((one) => one.at >= next && one.at < end)) got.push(`${row.id} ${row.ended}`);
        next = end;
      }
      expect(got.toSorted()).toEqual(agents.flatMap(({ calls }, i) => calls.map((call) => `${i}-${call.at} true`)).toSorted());
    }),
    { numRuns: 25 },
  );
});

test('what is folded and not in history yet is waited for a little, then said', async () => {
  let looks = 0;
  const find = (arrivesAt: number) =>
    createFindArrivals({
      agentsOf: async () => [],
      foldedOf: async () => ({ n: 7, links: {}, callsSince: [] }),
      positionOf: async () => {
        looks += 1;
        return looks >= arrivesAt ? 7 : 6;
      },
      pause: async () => {},
      now: () => hour,
    })(at, 'status', String);
  expect([await find(3), looks]).toEqual([{ holds: [], passed: [] }, 3]);
  looks = 0;
  expect((await find(100)).holds).toEqual([{ until: 0, why: 'What has arrived last is not in the lists yet: ask again in some minutes.' }]);
});
