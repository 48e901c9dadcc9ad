import type { FactFormula, Population } from '../../statistics/formulas.ts';

export interface ExplainPart {
  readonly id: 'figure' | 'part' | 'whole';
  readonly population: Population;
  /** What a counted row adds; null = 1. */
  readonly field: string | null;
  /** False where rows are compared, not added up. */
  readonly added: boolean;
  /** It is about the whole report, not about one row. */
  readonly wholeReport: boolean;
}

const notFinal = (field: 'ringMs' | 'talkMs' | 'holdMs' | 'callMs' | 'startedAt' | 'answeredAt' | 'endedAt'): Population => [
  { when: { present: field }, otherwise: field === 'answeredAt' ? 'never answered' : 'not final yet, as the call goes on' },
];

/** What must be shown of a figure so that a reader can do the sum again: its rows, or those above and below the line. */
export const explainParts = (formula: FactFormula): readonly ExplainPart[] => {
  switch (formula.kind) {
    case 'count':
      return [{ id: 'figure', population: formula.of, field: null, added: true, wholeReport: false }];
    case 'sum':
    case 'average':
    case 'min':
    case 'max': {
      const added = formula.kind === 'sum' || formula.kind === 'average';
      return [{ id: 'figure', population: [...formula.of, ...notFinal(formula.field)], field: formula.field, added, wholeReport: false }];
    }
    case 'ratio':
      return [
        ...explainParts(formula.part).map((part) => ({ ...part, id: 'part' as const })),
        ...explainParts(formula.whole).map((part) => ({ ...part, id: 'whole' as const })),
      ];
    case 'shareOfReport':
      return [
        ...explainParts(formula.of).map((part) => ({ ...part, id: 'part' as const })),
        ...explainParts(formula.of).map((part) => ({ ...part, id: 'whole' as const, wholeReport: true })),
      ];
  }
};
