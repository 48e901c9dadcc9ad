import type { FactFormula } from '../types/formula.ts';
import type { Statistic, StatisticType, StatisticUnit } from '../types/statistic.ts';
import { offeredForCalls } from './offered.ts';
import { unreturned } from './tests.ts';

type Words = Pick<Statistic, 'id' | 'name' | 'words'> & { readonly formula: FactFormula } & Partial<Statistic>;
/** Where the manual has it; null = ours. */
export type Place = readonly [entry: number, line: number] | null;

/** Shares of a report need all its rows; unreturned calls are looked up over the whole customer, as at an instant (rule set 1 §8.10). */
const reportOnly = (formula: FactFormula): boolean => {
  if (formula.kind === 'shareOfReport') return true;
  return (formula.kind === 'ratio' ? formula.part.of : formula.of).includes(unreturned);
};

const unitOf: Readonly<Record<StatisticType, StatisticUnit>> = {
  count: 'calls',
  duration: 'ms',
  percentage: 'fraction',
  timeOfDay: 'instant',
  text: 'none',
  yesNo: 'none',
  id: 'none',
};

/** Columns of one group of the manual that are computed from calls. */
export const callColumns =
  (group: string, type: StatisticType) =>
  (place: Place, given: Words): Statistic => ({
    entry: place?.[0] ?? null,
    line: place?.[1] ?? null,
    ours: place === null,
    group,
    type,
    unit: unitOf[given.type ?? type],
    templates: offeredForCalls(given.formula, given.id),
    live: !reportOnly(given.formula),
    licence: 'callReporting',
    parameter: null,
    ruleSet: 1,
    ...given,
  });
