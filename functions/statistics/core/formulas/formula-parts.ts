import type { FactDuration, FactInstant } from '../types/fact.ts';
import type { Countable, FactFormula, Population } from '../types/formula.ts';

export type FactNumber = FactDuration | FactInstant;
/**
 * What can be kept or summed by itself, and of which several figures are made. `rows` = how many; `known` = how many where the field is
 * final; the others of the field, null where nothing is known.
 */
export type Part =
  | { readonly kind: 'rows'; readonly of: Population }
  | { readonly kind: 'known' | 'sum' | 'min' | 'max'; readonly field: FactNumber; readonly of: Population };

const partOf = (formula: Countable): Part =>
  formula.kind === 'count' ? { kind: 'rows', of: formula.of } : { kind: 'sum', field: formula.field, of: formula.of };

/** How a figure is put together from parts: a part itself, or one over another; `report` = that of all printed rows. */
export type Composition =
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'quotient'; readonly over: Part; readonly under: Part; readonly ofReport: boolean };

export const compositionOf = (formula: FactFormula): Composition => {
  switch (formula.kind) {
    case 'count':
    case 'sum':
      return { kind: 'part', part: partOf(formula) };
    case 'min':
    case 'max':
      return { kind: 'part', part: { kind: formula.kind, field: formula.field, of: formula.of } };
    case 'average': {
      const { field, of } = formula;
      return { kind: 'quotient', over: { kind: 'sum', field, of }, under: { kind: 'known', field, of }, ofReport: false };
    }
    case 'ratio':
      return { kind: 'quotient', over: partOf(formula.part), under: partOf(formula.whole), ofReport: false };
    case 'shareOfReport':
      return { kind: 'quotient', over: partOf(formula.of), under: partOf(formula.of), ofReport: true };
  }
};
