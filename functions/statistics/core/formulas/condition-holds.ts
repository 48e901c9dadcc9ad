import type { Fact } from '../types/fact.ts';
import type { Condition, FigureSettings } from '../types/formula.ts';
import { limitMs } from './limit-ms.ts';

/** What a statement about a row is judged by, besides the row itself. */
export interface ConditionContext {
  readonly settings: FigureSettings;
  /** Whether this lost call is still unreturned, as at now (rule set 1 §8.10): it depends on other calls, so whoever has those says it. */
  readonly unreturned: (fact: Fact) => boolean;
}

const compared = (value: number | null, op: '<' | '<=' | '>' | '>=', limit: number): boolean => {
  if (value === null) return false;
  switch (op) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
  }
};

/** True or false, never unknown: a comparison with null is false, and `not` of it true. */
export const conditionHolds = (condition: Condition, fact: Fact, context: ConditionContext): boolean => {
  if ('is' in condition) return fact[condition.is];
  if ('in' in condition) {
    const value = fact[condition.field];
    return value !== null && condition.in.includes(value);
  }
  if ('accountCode' in condition) {
    const slot = context.settings.accountCodes[condition.accountCode - 1];
    return slot !== undefined && fact.accountCode === slot.code;
  }
  if ('present' in condition) return fact[condition.present] !== null;
  if ('duration' in condition) return compared(fact[condition.duration], condition.op, limitMs(condition.limit, context.settings));
  if ('conversation' in condition) {
    if (fact.talkMs === null || fact.holdMs === null) return false;
    return fact.talkMs + fact.holdMs < limitMs(condition.limit, context.settings);
  }
  if ('unreturned' in condition) return context.unreturned(fact);
  if ('serviceLevelFormula' in condition) return condition.serviceLevelFormula.includes(context.settings.serviceLevelFormula);
  if ('not' in condition) return !conditionHolds(condition.not, fact, context);
  if ('any' in condition) return condition.any.some((c) => conditionHolds(c, fact, context));
  return condition.all.every((c) => conditionHolds(c, fact, context));
};
