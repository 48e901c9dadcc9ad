import type { LiveCall } from '../../../domain/live.ts';
import type { FigureSettings, Template } from '../../../statistics/catalogue.ts';
import type { Fact } from '../../../statistics/facts.ts';
import { type Filter, type FilterContext, filterPopulation } from '../../../statistics/filters.ts';
import {
  createFigureSet,
  type DayStay,
  type FigureSet,
  type FigureValue,
  isStayFormula,
  type PopulationTable,
} from '../../../statistics/formulas.ts';
import { createMatchStays } from '../../../statistics/stays.ts';
import { type AskedFigure, scopeOf } from './asked-figure.ts';
import { createKeyCount } from './key-count.ts';
import { createMatchFacts, type Matches, type MatchFacts } from './match-facts.ts';

/** What figures need of their site, besides rows. */
export interface LensContext {
  readonly settings: FigureSettings;
  readonly timeZone: string;
  readonly dialPlan: FilterContext['dialPlan'];
  /** Shared by all lenses of the site: a row is judged once. */
  readonly table: PopulationTable;
  /** Today's reporting time of one extension, without outages. */
  readonly elapsedMs: (now: number) => number;
  /** Extensions that a user has today. */
  readonly extensionsOf: (userId: string) => number;
}

/** All figures of one filter. */
export interface Lens {
  readonly filter: Filter;
  readonly figures: readonly AskedFigure[];
  readonly match: MatchFacts;
  /** Of one call, as `match` gave it. */
  readonly changeCall: (matches: Matches, today: boolean, live: LiveCall | null, by: 1 | -1) => void;
  readonly changeStay: (stay: DayStay, by: 1 | -1) => void;
  readonly value: (figure: AskedFigure, now: number) => FigureValue;
}

/** Figures whose rows are about the same kind of subject: they share what a share of time is divided by. */
interface Panel {
  readonly set: FigureSet;
  readonly changeFact: (fact: Fact, today: boolean, by: 1 | -1) => void;
  readonly changeStay: (stay: DayStay, by: 1 | -1) => void;
}
type Rows = Template['stays'];

const keyOfStay = (rows: Rows, stay: DayStay): string | null => {
  if (rows === 'agent') return stay.subject === 'agent' ? stay.number : null;
  if (stay.subject !== 'extension') return null;
  return rows === 'extension' ? stay.number : rows === 'user' ? stay.userId : null;
};

const createPanel = (rows: Rows, figures: readonly AskedFigure[], filter: Filter, context: LensContext): Panel => {
  const ofFilter = filterPopulation(filter);
  const { settings, timeZone, table } = context;
  const keys = createKeyCount();
  const extensions = (): number => {
    if (rows !== 'user') return keys.size();
    let sum = 0;
    for (const user of keys.keys()) sum += context.extensionsOf(user);
    return sum;
  };
  const set = createFigureSet(
    figures.map(({ key, formula, template }) => ({ id: key, formula, scope: [...scopeOf(template, settings), ...ofFilter] })),
    {
      settings,
      timeZone,
      table,
      stays: { row: rows === 'agent' ? 'agent' : 'extension', elapsedMs: context.elapsedMs, extensions, unlicensedAgents: () => 0 },
    },
  );
  const template = figures.find(({ formula }) => isStayFormula(formula))?.template;
  const keyField = template === undefined || template.key.by === 'none' || template.key.by === 'time' ? null : template.key.by;
  const population = template === undefined ? null : table.register([...scopeOf(template, settings), ...ofFilter]);
  return {
    set,
    changeFact: (fact, today, by) => {
      if (by === 1) set.add(fact, false, today);
      else set.remove(fact, false, today);
      if (!today || keyField === null || population === null) return;
      table.load(fact, false);
      if (table.inside()[population] === 1) keys.change(fact[keyField], by);
    },
    changeStay: (stay, by) => {
      const key = keyOfStay(rows, stay);
      if (key === null) return;
      if (by === 1) set.addStay(stay);
      else set.removeStay(stay);
      keys.change(key, by);
    },
  };
};

/** Figures of one filter, all empty. */
export const createLens = (filter: Filter, figures: readonly AskedFigure[], context: LensContext): Lens => {
  const panels = new Map<Rows, Panel>();
  for (const rows of new Set(figures.map(({ template }) => template.stays)))
    panels.set(
      rows,
      createPanel(
        rows,
        figures.filter(({ template }) => template.stays === rows),
        filter,
        context,
      ),
    );
  const all = [...panels.values()];
  const matchStay = createMatchStays(filter);
  // A call in progress is no short call yet.
  const asksEnded = filter.tests.some((test) => test.kind === 'row' && test.value);
  return {
    filter,
    figures,
    match: createMatchFacts(filter, context),
    changeCall: (matches, today, live, by) => {
      // Fact by fact, so that a fact is judged once for all panels.
      for (const fact of matches.facts) for (const panel of all) panel.changeFact(fact, today, by);
      if (live === null || !matches.call || asksEnded) return;
      for (const { set } of all)
        if (by === 1) set.addCall(live);
        else set.removeCall(live);
    },
    changeStay: (stay, by) => {
      if (matchStay(stay)) for (const panel of all) panel.changeStay(stay, by);
    },
    value: ({ key, template }, now) => panels.get(template.stays)?.set.value(key, now) ?? null,
  };
};
