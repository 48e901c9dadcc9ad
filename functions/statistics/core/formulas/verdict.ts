import type { Fact } from '../types/fact.ts';
import type { Population } from '../types/formula.ts';
import { type ConditionContext, conditionHolds } from './condition-holds.ts';

/** Null = counted; else the words of the first test the row fails. */
export const verdict = (population: Population, fact: Fact, context: ConditionContext): string | null =>
  population.find((test) => !conditionHolds(test.when, fact, context))?.otherwise ?? null;
