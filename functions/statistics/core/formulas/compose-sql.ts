import type { FactFormula } from '../types/formula.ts';
import { compositionOf, type Part } from './formula-parts.ts';

/**
 * A figure out of its parts. `over` writes a part of the row, `ofReport` the same part of all printed rows. Everything is DOUBLE, exact for
 * whole numbers up to 2^53, so that no engine divides integers and clients get plain numbers.
 */
export const composeSql = (formula: FactFormula, over: (part: Part) => string, ofReport: (part: Part) => string): string => {
  const composition = compositionOf(formula);
  if (composition.kind === 'part') return `CAST(${over(composition.part)} AS DOUBLE)`;
  const divisor = (composition.ofReport ? ofReport : over)(composition.under);
  return `CAST(${over(composition.over)} AS DOUBLE) / nullif(CAST(${divisor} AS DOUBLE), 0)`;
};
