import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldInBatches } from '../../../call-engine/core/testing/fold-in-batches.ts';
import { sampleHour } from '../../../call-engine/core/testing/sample-days.ts';
import type { Gap } from '../../../domain/engine-output.ts';
import { epochMs } from '../../../domain/ids.ts';
import type { StatusRow } from '../../../domain/segment.ts';
import type { Stay } from '../types/stay.ts';
import { cutStays } from './cut-stays.ts';
import { deriveStays } from './derive-stays.ts';
import { acd, clock, gap } from './testing/build-status.ts';

const start = clock('09:00');
const hour = 3_600_000;
const instant = fc.nat({ max: 60 }).map((minute) => epochMs(start + minute * 60_000));
const statuses = ['loggedOn', 'loggedOut', 'free', 'busy', 'wrap', 'dndOn', 'dndOff'] as const;

/** Rows in no sensible order at all, several an instant. */
const anyRow: fc.Arbitrary<StatusRow> = fc
  .record({
    kind: fc.constantFrom('acd' as const, 'dnd' as const),
    status: fc.constantFrom(...statuses),
    at: instant,
    agent: fc.constantFrom('5001', '5002'),
    extension: fc.constantFrom('1001', '1002'),
    huntGroup: fc.constantFrom(null, '2000', '2001'),
    dndNumber: fc.constantFrom(null, 3, 5),
    carriedOver: fc.boolean(),
  })
  .map((more) => ({ ...acd('09:00', 'free'), ...more, statusId: Object.values(more).join('-') }));

const anyGap: fc.Arbitrary<Gap> = fc
  .tuple(instant, fc.option(instant), fc.constantFrom('linkDown' as const, 'nodeDown' as const, 'numbersLost' as const))
  .map(([a, b, cause]) => ({
    ...gap('09:00', null, cause),
    startedAt: b === null ? a : epochMs(Math.min(a, b)),
    endedAt: b === null ? null : epochMs(Math.max(a, b)),
  }));

const rows = fc.array(anyRow, { maxLength: 30 });
const gaps = fc.array(anyGap, { maxLength: 3 });

/** States that must not hold at once. */
const groupOf = (stay: Stay): string => [stay.subject, stay.number, stay.state === 'onDuty'].join(' ');

const expectSound = (stays: readonly Stay[]): void => {
  const end = { from: start - hour, to: start + 5 * hour, now: start + 4 * hour };
  const sums = new Map<string, number>();
  for (const stay of cutStays(stays, end)) {
    const key = `${stay.number} ${stay.state === 'onDuty' ? 'duty' : 'states'}`;
    if (stay.subject === 'agent') sums.set(key, (sums.get(key) ?? 0) + stay.ms);
  }
  for (const number of new Set(stays.filter(({ subject }) => subject === 'agent').map((stay) => stay.number)))
    expect(sums.get(`${number} states`) ?? 0).toBe(sums.get(`${number} duty`) ?? 0);
  const last = new Map<string, Stay>();
  for (const stay of stays) {
    const before = last.get(groupOf(stay));
    if (before !== undefined) expect(before.endedAt ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(stay.startedAt);
    last.set(groupOf(stay), stay);
  }
  expect(new Set(stays.map(({ stayId }) => stayId)).size).toBe(stays.length);
};

describe('stays of any rows', () => {
  test('the four states are the time on duty, and no two hold at once', () => {
    fc.assert(
      fc.property(rows, gaps, (told, outages) => expectSound(deriveStays(told, outages))),
      { numRuns: 500 },
    );
  });

  test('so of a simulated hour', () => {
    const day = sampleHour(3, 120);
    const { status } = foldInBatches(day.events, day.config, [{ size: 500 }]);
    const stays = deriveStays(Object.values(status), []);
    expect(new Set(stays.map(({ state }) => state))).toEqual(new Set(['onDuty', 'free', 'busy', 'wrap', 'dnd']));
    expectSound(stays);
  });

  test('nothing stands inside an outage but the instant of a log-off', () => {
    fc.assert(
      fc.property(rows, gaps, (told, outages) => {
        for (const stay of deriveStays(told, outages))
          for (const { cause, startedAt, endedAt } of outages) {
            if (cause === 'numbersLost' || stay.endedAt === stay.startedAt) continue;
            const overlap =
              Math.min(stay.endedAt ?? Number.POSITIVE_INFINITY, endedAt ?? Number.POSITIVE_INFINITY) - Math.max(stay.startedAt, startedAt);
            expect(overlap).toBeLessThanOrEqual(0);
          }
      }),
    );
  });

  test('the order of rows does not matter', () => {
    fc.assert(
      fc.property(
        rows.chain((told) => fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length }))),
        gaps,
        ([told, shuffled], outages) => {
          expect(deriveStays(shuffled, outages)).toEqual(deriveStays(told, outages));
        },
      ),
    );
  });

  test('adjacent ranges add up', () => {
    fc.assert(
      fc.property(rows, gaps, instant, instant, (told, outages, a, b) => {
        const stays = deriveStays(told, outages);
        const now = start + 50 * 60_000;
        const sumOf = (from: number, to: number) => {
          const cut = cutStays(stays, { from, to, now });
          const keyed = (key: string, value: number): readonly (readonly [string, number])[] => (value === 0 ? [] : [[key, value]]);
          return cut.flatMap((stay) => [
            ...keyed(`${stay.stayId} ms`, stay.ms),
            ...keyed(`${stay.stayId} entered`, Number(stay.entered)),
            ...keyed(`${stay.stayId} left`, stay.leftAt ?? 0),
          ]);
        };
        const total = (pairs: readonly (readonly [string, number])[]) => {
          const sums: Record<string, number> = {};
          for (const [key, value] of pairs) sums[key] = (sums[key] ?? 0) + value;
          return sums;
        };
        const [from, middle, to] = [start, Math.min(a, b), Math.max(a, b) + 1];
        expect(total([...sumOf(from, middle), ...sumOf(middle, to)])).toEqual(total(sumOf(from, to)));
      }),
    );
  });
});
