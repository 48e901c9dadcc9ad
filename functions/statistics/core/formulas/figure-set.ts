import type { LiveCall } from '../../../domain/live.ts';
import type { Fact } from '../types/fact.ts';
import type { FactFormula, FigureSettings, FigureValue, Population } from '../types/formula.ts';
import { createCallCells } from './call-cells.ts';
import { clockValue } from './clock-value.ts';
import { createFactCells } from './fact-cells.ts';
import { compositionOf } from './formula-parts.ts';
import { type FigureFormula, isFactFormula, isStayFormula } from './kinds.ts';
import { createPopulationTable, type PopulationTable } from './population-table.ts';
import { createRateCells } from './rate-cells.ts';
import { createStayCells } from './stay-cells.ts';
import { type DayStay, noStayContext, type StayContext } from './stay-terms.ts';

export interface FigureDefinition {
  readonly id: string;
  readonly formula: FigureFormula;
  /** Rows in scope besides what the formula says: grains and scope of the template, the site's ignored calls. Default: every row. */
  readonly scope?: Population;
}

export interface FigureSetOptions {
  readonly settings: FigureSettings;
  /** IANA; for the clock. */
  readonly timeZone: string;
  readonly stays?: StayContext;
  /** Shared by the sets of one site, which differ in their filter; default: one of its own. Of the same settings. */
  readonly table?: PopulationTable;
}

/**
 * Figures over the rows of one filter, kept as rows come and go: exact under any sequence of `add` and `remove`, where a row is removed
 * as it was added (a row that changed is removed as it was, added as it is). The cost of a row does not grow with how many there are,
 * save for minima and maxima (logarithm). Nothing is filtered here: whoever adds has asked the filter.
 */
export interface FigureSet {
  /** `today` false: the row stands in an earlier statistics day, and only rolling rates look at it. */
  readonly add: (fact: Fact, unreturned?: boolean, today?: boolean) => void;
  readonly remove: (fact: Fact, unreturned?: boolean, today?: boolean) => void;
  readonly addStay: (stay: DayStay) => void;
  readonly removeStay: (stay: DayStay) => void;
  readonly addCall: (call: LiveCall) => void;
  readonly removeCall: (call: LiveCall) => void;
  /** Epoch ms; never goes back. An id that is not in the set is null. */
  readonly value: (id: string, now: number) => FigureValue;
  /** Figures whose value is not what it was when this was last asked; the first time all. */
  readonly changed: (now: number) => ReadonlyMap<string, FigureValue>;
  /** A new statistics day: rows and stays are gone, as if removed one by one; calls in progress and rolling rates go on. */
  readonly reset: () => void;
}

type Reader = (now: number) => FigureValue;

/** A clock shows seconds, and the calendar is slow to ask. */
const everySecond = (read: Reader): Reader => {
  let second: number | null = null;
  let value: FigureValue = null;
  return (now) => {
    const present = Math.floor(now / 1000);
    if (present !== second) value = read(now);
    second = present;
    return value;
  };
};

export const createFigureSet = (definitions: readonly FigureDefinition[], options: FigureSetOptions): FigureSet => {
  const table = options.table ?? createPopulationTable(options.settings);
  const facts = createFactCells(table);
  const rates = createRateCells(table, options.settings.callRatePeriodMs);
  const stays = createStayCells(options.stays ?? noStayContext);
  const calls = createCallCells();

  const readFacts = (formula: FactFormula, scope: Population, figure: number): Reader => {
    const composition = compositionOf(formula);
    if (composition.kind === 'part') return facts.keep(composition.part, scope, figure);
    const over = facts.keep(composition.over, scope, figure);
    const under = facts.keep(composition.under, scope, figure);
    return () => {
      const divisor = under();
      return divisor === null || divisor === 0 ? null : (over() ?? 0) / divisor;
    };
  };
  const readerOf = ({ formula, scope = [] }: FigureDefinition, figure: number): Reader => {
    if (isFactFormula(formula)) return readFacts(formula, scope, figure);
    if (isStayFormula(formula)) return stays.keep(formula);
    if (formula.kind === 'rate') return rates.keep(formula.of, scope);
    if (formula.kind === 'clock') return everySecond((now) => clockValue(formula.show, now, options.timeZone));
    return calls.keep(formula);
  };

  const readers = definitions.map(readerOf);
  const numbers = new Map(definitions.map(({ id }, figure) => [id, figure]));
  /** Figures that may change without a row, by time passing. */
  const timed = definitions.flatMap(({ formula }, figure) => (isFactFormula(formula) ? [] : [figure]));
  const last: (FigureValue | undefined)[] = definitions.map(() => undefined);
  let asked = false;

  const changeFact = (fact: Fact, unreturned: boolean, today: boolean, by: 1 | -1): void => {
    if (today) facts.change(fact, unreturned, by);
    rates.change(fact, unreturned, by);
  };

  return {
    add: (fact, unreturned = false, today = true) => changeFact(fact, unreturned, today, 1),
    remove: (fact, unreturned = false, today = true) => changeFact(fact, unreturned, today, -1),
    addStay: (stay) => stays.change(stay, 1),
    removeStay: (stay) => stays.change(stay, -1),
    addCall: (call) => calls.change(call, 1),
    removeCall: (call) => calls.change(call, -1),
    value: (id, now) => readers[numbers.get(id) ?? -1]?.(now) ?? null,
    changed: (now) => {
      const touched = facts.touched();
      const candidates = asked ? [...touched, ...timed] : definitions.keys();
      asked = true;
      const found = new Map<string, FigureValue>();
      for (const figure of candidates) {
        const value = readers[figure]?.(now) ?? null;
        if (Object.is(value, last[figure])) continue;
        last[figure] = value;
        found.set(definitions[figure]?.id ?? '', value);
      }
      return found;
    },
    reset: () => {
      facts.clear();
      stays.clear();
    },
  };
};
