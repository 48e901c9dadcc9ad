import type { Fact, FactInstant } from '../types/fact.ts';
import type { Population } from '../types/formula.ts';
import type { PopulationTable } from './population-table.ts';
import { rateInstant } from './rate-instant.ts';
import { createRollingCount, type RollingCount } from './rolling-count.ts';

/** Rolling windows of one call-rate period, one a population (rule set 1 §7). */
export interface RateCells {
  readonly keep: (of: Population, scope: Population) => (now: number) => number;
  readonly change: (fact: Fact, unreturned: boolean, by: 1 | -1) => void;
}

export const createRateCells = (table: PopulationTable, periodMs: number): RateCells => {
  const cells: { readonly population: number; readonly instant: FactInstant; readonly window: RollingCount }[] = [];
  return {
    keep: (of, scope) => {
      const population = table.register([...scope, ...of]);
      const instant = rateInstant(of);
      const known = cells.find((cell) => cell.population === population && cell.instant === instant);
      const window = known?.window ?? createRollingCount(periodMs);
      if (known === undefined) cells.push({ population, instant, window });
      return window.count;
    },
    change: (fact, unreturned, by) => {
      if (cells.length === 0) return;
      table.load(fact, unreturned);
      const inside = table.inside();
      for (const { population, instant, window } of cells) {
        const at = fact[instant];
        if (at === null || inside[population] === 0) continue;
        if (by === 1) window.add(at);
        else window.remove(at);
      }
    },
  };
};
