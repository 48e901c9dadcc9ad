import type { Population, Statistic, Template } from '../../statistics/catalogue.ts';
import type { Formula } from '../../statistics/formulas.ts';

const asks = (population: Population): boolean => JSON.stringify(population).includes('"unreturned":true');
const populationsOf = (formula: Formula): readonly Population[] => {
  switch (formula.kind) {
    case 'count':
    case 'sum':
    case 'average':
    case 'min':
    case 'max':
    case 'rate':
      return [formula.of];
    case 'ratio':
      return [formula.part.of, formula.whole.of];
    case 'shareOfReport':
      return [formula.of.of];
    case 'stayTime':
    case 'stayEntries':
    case 'stayAverage':
    case 'stayLongest':
    case 'stayShare':
    case 'stayInstant':
    case 'unlicensedAgents':
    case 'liveCount':
    case 'liveLongest':
    case 'clock':
    case 'field':
      return [];
  }
};

/** Whether it must be known which lost calls were returned, for which later calls of the whole customer are read. */
export const needsUnreturned = (template: Template, columns: readonly Pick<Statistic, 'formula'>[]): boolean =>
  asks(template.scope) || columns.some(({ formula }) => populationsOf(formula).some(asks));
