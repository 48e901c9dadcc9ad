import { templates } from '../templates/templates.ts';
import type { FactFormula, Population } from '../types/formula.ts';
import type { TemplateId } from '../types/template.ts';
import { external, internal } from './tests.ts';

/** The reports anyone can put columns into; a fixed report takes its own (`fixedColumns`). */
const grouped = templates.filter((template) => template.kind === 'grouped' && template.fixedColumns === null);

const populationsOf = (formula: FactFormula): readonly Population[] => {
  switch (formula.kind) {
    case 'ratio':
      return [formula.part.of, formula.whole.of];
    case 'shareOfReport':
      return [formula.of.of];
    case 'count':
    case 'sum':
    case 'average':
    case 'min':
    case 'max':
      return [formula.of];
  }
};

/** Call columns are offered on all grouped reports, internal ones not where only external calls are counted (rule set 1 §8.15). */
export const offeredForCalls = (formula: FactFormula, id: string): readonly TemplateId[] => {
  const internalOnly = populationsOf(formula).some((of) => of.includes(internal));
  const open = grouped.filter((template) => !(internalOnly && template.scope.includes(external)));
  const fixed = templates.filter((template) => template.fixedColumns?.includes(id) === true);
  return [...open, ...fixed].map((template) => template.id);
};

/** Code n as printed (L16855): not by Account Code, not by Agent. */
export const offeredForCodes: readonly TemplateId[] = grouped
  .map((template) => template.id)
  .filter((id) => id !== 'callsByAccountCode' && id !== 'callsByAgent');
export const offeredForAcd: readonly TemplateId[] = ['callsByAgent'];
export const offeredForDnd: readonly TemplateId[] = ['callsByAgent', 'callsByExtension', 'callsByUser'];
