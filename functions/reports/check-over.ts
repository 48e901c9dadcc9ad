import { counted } from '../runtime/counted.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { Statistic } from '../statistics/catalogue.ts';
import { isFactFormula } from '../statistics/formulas.ts';

/** Figures over stretches of time are those of calls: what an agent was doing is not cut into them. @throws ProblemError `bad-request` */
export const checkOver = (columns: readonly Statistic[]): void => {
  const errors = columns.flatMap(({ id, formula }, i) =>
    isFactFormula(formula)
      ? []
      : [{ pointer: `#/columns/${i}`, detail: `"${id}" is no figure of calls, so it cannot be shown over time.`, in: 'body' as const }],
  );
  if (errors.length > 0)
    throw new ProblemError('bad-request', `${counted(errors.length, 'column', 'columns')} cannot be shown over time.`, { errors });
};
