import type { Fact, FactInstant } from '../types/fact.ts';
import type { Condition, Population } from '../types/formula.ts';

const onlyLost = (condition: Condition): boolean => {
  if ('in' in condition)
    return (condition.field === 'outcome' || condition.field === 'callOutcome') && condition.in.every((value) => value === 'lost');
  return 'all' in condition && condition.all.some(onlyLost);
};

/** Where a row stands in a rate's rolling window: at its start, or, when the rate takes lost calls only, at the end that made it lost. */
export const rateInstant = (population: Population): FactInstant & keyof Fact =>
  population.some((test) => onlyLost(test.when)) ? 'endedAt' : 'startedAt';
