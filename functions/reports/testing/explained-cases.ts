import { type Statistic, statistics, type TemplateId, templates } from '../../statistics/catalogue.ts';
import { isFactFormula, isStayFormula } from '../../statistics/formulas.ts';
import type { QueryInput } from './memory-reports.ts';

/** What a report is asked about beside its columns. */
export interface Asking {
  readonly site: 'harbour' | 'strict';
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly dailyWindow?: { readonly from: string; readonly to: string };
  readonly format?: NonNullable<QueryInput['format']>;
}

/** Each question differs from the first in a way of its own; `strict` is a site that ignores abandoned calls. */
export const askings: readonly Asking[] = [
  { site: 'harbour' },
  { site: 'harbour', filter: { extension: '1000-1010,!1004,2%' }, format: 'date' },
  { site: 'strict', dailyWindow: { from: '09:30', to: '13:00' }, format: 'time' },
  { site: 'harbour', filter: { direction: 'in', answered: true }, dailyWindow: { from: '22:00', to: '11:15' }, format: 'week' },
  { site: 'strict', filter: { talk: { from: 10_000, to: null } }, format: 'month' },
];

export interface ExplainedCase {
  readonly template: TemplateId;
  readonly statistic: Statistic;
  readonly asking: Asking;
}

/**
 * Every figure of the catalogue on every report that offers it, each with one of the questions in turn; every `step`th of them from
 * `first` on. The step shares no factor with the number of questions, so that all kinds of figures meet all of them.
 */
export const explainedCases = (step: number, first: number): readonly ExplainedCase[] => {
  const pairs = templates.flatMap(({ id }) =>
    statistics
      .filter(({ templates: offered, formula }) => offered.includes(id) && (isFactFormula(formula) || isStayFormula(formula)))
      .map((statistic) => ({ template: id, statistic })),
  );
  return pairs.flatMap((pair, i) => {
    const asking = askings[i % askings.length];
    return i % step === first % step && asking !== undefined ? [{ ...pair, asking }] : [];
  });
};
