import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiveCall } from '../../../domain/live.ts';
import { cutStays } from '../stays/cut-stays.ts';
import type { Fact } from '../types/fact.ts';
import type { FigureValue } from '../types/formula.ts';
import { createAccumulator } from './accumulator.ts';
import { evaluate } from './evaluate.ts';
import { createFigureSet, type FigureSet } from './figure-set.ts';
import { type FigureFormula, isFactFormula } from './kinds.ts';
import { type StayContext, toDayStay } from './stay-terms.ts';
import {
  factArbitrary,
  factFormulaArbitrary,
  liveCallArbitrary,
  liveFormulaArbitrary,
  nine,
  populationArbitrary,
  settings,
  stayArbitrary,
  stayFormulaArbitrary,
} from './testing/arbitraries.ts';
import { verdict } from './verdict.ts';

const timeZone = 'Europe/London';
const from = nine + 1_800_000;
const stayContext: StayContext = { row: 'extension', elapsedMs: (now) => now - from, extensions: () => 3, unlicensedAgents: () => 2 };

/** Each row comes; some go again, or come and go once more, with others in between. */
type Fate = 'stays' | 'goes' | 'goesAndComes';
const withFate = <T>(of: fc.Arbitrary<T>) =>
  fc.array(fc.tuple(of, fc.constantFrom<Fate>('stays', 'goes', 'goesAndComes')), { maxLength: 40 });
const live = <T>(rows: readonly (readonly [T, Fate])[], add: (row: T) => void, remove: (row: T) => void): readonly T[] => {
  for (const [row] of rows) add(row);
  for (const [row, fate] of rows) if (fate !== 'stays') remove(row);
  for (const [row, fate] of rows) if (fate === 'goesAndComes') add(row);
  return rows.flatMap(([row, fate]) => (fate === 'goes' ? [] : [row]));
};
const factRow = fc.tuple(factArbitrary, fc.boolean());
const figureFormula: fc.Arbitrary<FigureFormula> = fc.oneof(
  { arbitrary: factFormulaArbitrary, weight: 3 },
  { arbitrary: stayFormulaArbitrary, weight: 1 },
  { arbitrary: liveFormulaArbitrary, weight: 1 },
);
type FactRow = readonly [Fact, boolean];
const close = (a: FigureValue, b: FigureValue): void => {
  expect(Object.is(a, b) ? null : { kept: a, defined: b }).toBeNull();
};

describe('figures kept as rows come and go', () => {
  it('equal those of their definition, whatever came, went and came again, at any later time, and after a restart', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(figureFormula, fc.option(populationArbitrary, { nil: [] })), { minLength: 1, maxLength: 12 }),
        withFate(factRow),
        withFate(stayArbitrary),
        withFate(liveCallArbitrary),
        fc.array(fc.integer({ min: 0, max: 14_400_000 }), { minLength: 1, maxLength: 4 }),
        (formulas, factRows, stayRows, callRows, ticks) => {
          const definitions = formulas.map(([formula, scope], i) => ({ id: `figure${i}`, formula, scope }));
          const create = (): FigureSet => createFigureSet(definitions, { settings, timeZone, stays: stayContext });
          const set = create();
          // All stays end or go on after the day's start; what was over before it is none of the day's.
          const dayStays = stayRows.flatMap(([stay, fate]) =>
            cutStays([stay], { from, to: Number.MAX_SAFE_INTEGER, now: nine + 7_200_000 })
              .filter((cut) => cut.endedAt === null || cut.endedAt > from)
              .map((cut) => [toDayStay(cut, from), fate] as const),
          );
          const facts: readonly FactRow[] = live(
            factRows,
            ([fact, unreturned]) => set.add(fact, unreturned),
            ([fact, unreturned]) => set.remove(fact, unreturned),
          );
          const stays = live(dayStays, set.addStay, set.removeStay);
          const calls: readonly LiveCall[] = live(callRows, set.addCall, set.removeCall);
          const restarted = create();
          for (const [fact, unreturned] of facts) restarted.add(fact, unreturned);
          for (const stay of stays) restarted.addStay(stay);
          for (const call of calls) restarted.addCall(call);

          let now = nine + 7_200_000;
          for (const tick of [0, ...ticks]) {
            now += tick;
            const unreturned = new Map(facts);
            const context = { settings, unreturned: (fact: Fact) => unreturned.get(fact) ?? false };
            for (const { id, formula, scope } of definitions) {
              const defined = evaluate(formula, {
                ...context,
                facts: facts.map(([fact]) => fact).filter((fact) => verdict(scope, fact, context) === null),
                stays: stays.map((stay) => ({
                  ...stay,
                  ms: (stay.endedAt ?? now) - stay.startedAt,
                  entered: stay.entry,
                  leftAt: stay.exit ? stay.endedAt : null,
                })),
                stayContext,
                calls,
                now,
                timeZone,
              });
              close(set.value(id, now), defined);
              close(restarted.value(id, now), defined);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('tell exactly those whose value changed', () => {
    fc.assert(
      fc.property(
        fc.array(factFormulaArbitrary, { minLength: 1, maxLength: 10 }),
        fc.array(fc.array(fc.tuple(factRow, fc.boolean()), { maxLength: 5 }), { maxLength: 8 }),
        (formulas, steps) => {
          const definitions = formulas.map((formula, i) => ({ id: `figure${i}`, formula }));
          const set = createFigureSet(definitions, { settings, timeZone });
          const shown = new Map(set.changed(nine));
          expect(shown.size).toBe(definitions.length);
          for (const step of steps) {
            for (const [[fact, unreturned], stays] of step) {
              set.add(fact, unreturned);
              if (!stays) set.remove(fact, unreturned);
            }
            const before = new Map(shown);
            for (const [id, value] of set.changed(nine)) {
              expect(Object.is(before.get(id), value)).toBe(false);
              shown.set(id, value);
            }
            for (const { id } of definitions) close(shown.get(id) ?? null, set.value(id, nine));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('begin a new day empty, while rates go on', () => {
    fc.assert(
      fc.property(fc.array(figureFormula, { minLength: 1, maxLength: 8 }), fc.array(factRow, { maxLength: 20 }), (formulas, rows) => {
        for (const formula of formulas) {
          const one = createAccumulator(formula, { settings, timeZone });
          for (const [fact, unreturned] of rows) one.add(fact, unreturned);
          const kept = one.value(nine + 3_600_000);
          one.reset();
          const empty = createAccumulator(formula, { settings, timeZone });
          const expected = isFactFormula(formula) || formula.kind !== 'rate' ? empty.value(nine + 3_600_000) : kept;
          close(one.value(nine + 3_600_000), expected);
        }
      }),
      { numRuns: 100 },
    );
  });
});
