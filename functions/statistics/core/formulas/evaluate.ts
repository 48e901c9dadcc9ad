import type { LiveCall } from '../../../domain/live.ts';
import type { Fact } from '../types/fact.ts';
import type { Countable, FactFormula, FigureValue, LiveFormula, Population, StayFormula } from '../types/formula.ts';
import type { CutStay } from '../types/stay.ts';
import { clockValue } from './clock-value.ts';
import type { ConditionContext } from './condition-holds.ts';
import { type FigureFormula, isFactFormula, isStayFormula } from './kinds.ts';
import { longestTerm, timesCounted } from './live-call-terms.ts';
import { rateInstant } from './rate-instant.ts';
import { countsEntry, noStayContext, type StayContext, stayMatches } from './stay-terms.ts';
import { verdict } from './verdict.ts';

/** What one figure is computed from. What its formula does not look at may be left out. */
export interface FigureRows extends ConditionContext {
  /** Rows in scope of the template and under the row's key. */
  readonly facts?: readonly Fact[];
  /** The same of all printed rows together, for shares of the report; left out = the row is the whole report. */
  readonly report?: readonly Fact[];
  readonly stays?: readonly CutStay[];
  readonly stayContext?: StayContext;
  readonly calls?: readonly LiveCall[];
  /** Epoch ms; the end of the range for what is over. */
  readonly now: number;
  /** IANA. */
  readonly timeZone: string;
}

const counted = (of: Population, facts: readonly Fact[], context: ConditionContext): readonly Fact[] =>
  facts.filter((fact) => verdict(of, fact, context) === null);
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const known = (values: readonly (number | null)[]): readonly number[] => values.filter((value) => value !== null);
const smallest = (values: readonly number[]): number | null => values.reduce<number | null>((a, b) => (a === null || b < a ? b : a), null);
const largest = (values: readonly number[]): number | null => values.reduce<number | null>((a, b) => (a === null || b > a ? b : a), null);
const divided = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const countable = (formula: Countable, facts: readonly Fact[], context: ConditionContext): number => {
  const rows = counted(formula.of, facts, context);
  return formula.kind === 'count' ? rows.length : total(known(rows.map((fact) => fact[formula.field])));
};

const ofFacts = (formula: FactFormula, rows: FigureRows): FigureValue => {
  const facts = rows.facts ?? [];
  switch (formula.kind) {
    case 'count':
    case 'sum':
      return countable(formula, facts, rows);
    case 'ratio':
      return divided(countable(formula.part, facts, rows), countable(formula.whole, facts, rows));
    case 'shareOfReport':
      return divided(countable(formula.of, facts, rows), countable(formula.of, rows.report ?? facts, rows));
    case 'average':
    case 'min':
    case 'max': {
      const { field } = formula;
      const values = known(counted(formula.of, facts, rows).map((fact) => fact[field]));
      if (formula.kind === 'average') return divided(total(values), values.length);
      return formula.kind === 'min' ? smallest(values) : largest(values);
    }
  }
};

const ofStays = (formula: StayFormula, rows: FigureRows): FigureValue => {
  const context = rows.stayContext ?? noStayContext;
  if (formula.kind === 'unlicensedAgents') return context.unlicensedAgents();
  const all = rows.stays ?? [];
  const stays = all.filter((stay) => stayMatches(formula.of, stay, context.row));
  const time = total(stays.map((stay) => stay.ms));
  const entered = stays.filter((stay) => stay.entered && countsEntry(formula.of, stay));
  switch (formula.kind) {
    case 'stayTime':
      return time;
    case 'stayEntries':
      return entered.length;
    case 'stayAverage':
      return divided(time, entered.length + stays.filter((stay) => stay.openAtStart).length);
    case 'stayLongest':
      return largest(stays.map((stay) => stay.ms));
    case 'stayShare': {
      if (formula.of.subject === 'row' && context.row === 'extension')
        return divided(time, context.elapsedMs(rows.now) * context.extensions());
      const duty = all.filter((stay) => stayMatches({ state: 'onDuty', dndNumber: null, subject: 'agent' }, stay, context.row));
      return divided(time, total(duty.map((stay) => stay.ms)));
    }
    case 'stayInstant':
      switch (formula.which) {
        case 'firstEntry':
          return smallest(entered.map((stay) => stay.startedAt));
        case 'lastEntry':
          return largest(entered.map((stay) => stay.startedAt));
        case 'lastExit':
          return largest(known(stays.map((stay) => stay.leftAt)));
      }
  }
};

const ofNow = (formula: LiveFormula, rows: FigureRows): FigureValue => {
  switch (formula.kind) {
    case 'clock':
      return clockValue(formula.show, rows.now, rows.timeZone);
    case 'liveCount':
      return total((rows.calls ?? []).map((call) => timesCounted(formula, call)));
    case 'liveLongest': {
      const lengths = (rows.calls ?? []).map((call) => {
        const term = longestTerm(formula.of, call);
        if (term === null) return null;
        return 'fixed' in term ? term.fixed : Math.max(0, rows.now - term.since);
      });
      return largest(known(lengths));
    }
    case 'rate': {
      const instant = rateInstant(formula.of);
      return counted(formula.of, rows.facts ?? [], rows).filter((fact) => {
        const at = fact[instant];
        return at !== null && at <= rows.now && at > rows.now - rows.settings.callRatePeriodMs;
      }).length;
    }
  }
};

/**
 * The plain definition of a figure: over arrays, all at once. What keeps figures live and what asks a database must yield the same, and
 * tests hold them to it. Counts, whole ms, instants in epoch ms, fractions; null = cannot be computed (nothing to divide by, nothing to
 * take a minimum of). Averages are not rounded (`roundFigure` does at output).
 */
export const evaluate = (formula: FigureFormula, rows: FigureRows): FigureValue => {
  if (isFactFormula(formula)) return ofFacts(formula, rows);
  return isStayFormula(formula) ? ofStays(formula, rows) : ofNow(formula, rows);
};
