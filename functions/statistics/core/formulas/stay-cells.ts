import type { FigureValue, StayFormula, StayPopulation } from '../types/formula.ts';
import { createStayTally, type StayTally } from './stay-tally.ts';
import { countsEntry, type DayStay, isStateOnly, type StayContext, stayMatches, subjectOf } from './stay-terms.ts';

/** Times in states that go on growing while a stay is open; `now` is not before any start. */
export interface StayCells {
  readonly keep: (formula: StayFormula) => (now: number) => FigureValue;
  readonly change: (stay: DayStay, by: 1 | -1) => void;
  readonly clear: () => void;
}

const divided = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export const createStayCells = (context: StayContext): StayCells => {
  const cells = new Map<string, { readonly of: StayPopulation; readonly tally: StayTally }>();

  const tallyOf = (of: StayPopulation): StayTally => {
    const key = `${subjectOf(of, context.row)} ${of.state} ${of.dndNumber} ${isStateOnly(of)}`;
    const known = cells.get(key);
    if (known !== undefined) return known.tally;
    const tally = createStayTally();
    cells.set(key, { of, tally });
    return tally;
  };

  return {
    keep: (formula) => {
      if (formula.kind === 'unlicensedAgents') return context.unlicensedAgents;
      const tally = tallyOf(formula.of);
      switch (formula.kind) {
        case 'stayTime':
          return tally.time;
        case 'stayEntries':
          return tally.entries;
        case 'stayAverage':
          return (now) => divided(tally.time(now), tally.entries() + tally.openAtStart());
        case 'stayLongest':
          return tally.longest;
        case 'stayShare': {
          if (formula.of.subject === 'row' && context.row === 'extension')
            return (now) => divided(tally.time(now), context.elapsedMs(now) * context.extensions());
          const duty = tallyOf({ state: 'onDuty', dndNumber: null, subject: 'agent' });
          return (now) => divided(tally.time(now), duty.time(now));
        }
        case 'stayInstant':
          return tally.instant(formula.which);
      }
    },
    change: (stay, by) => {
      for (const { of, tally } of cells.values()) {
        if (!stayMatches(of, stay, context.row)) continue;
        tally.change(countsEntry(of, stay) ? stay : { ...stay, entry: false }, by);
      }
    },
    clear: () => {
      for (const { tally } of cells.values()) tally.clear();
    },
  };
};
