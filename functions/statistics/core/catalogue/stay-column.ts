import type { StayFormula } from '../types/formula.ts';
import type { Licence, Statistic, StatisticType, StatisticUnit } from '../types/statistic.ts';
import type { TemplateId } from '../types/template.ts';

interface GroupOfStays {
  readonly group: string;
  readonly templates: readonly TemplateId[];
  readonly licence: Licence;
}
type Words = Pick<Statistic, 'id' | 'name' | 'words'> & { readonly formula: StayFormula } & Partial<Statistic>;

const kinds: Readonly<Record<StayFormula['kind'], readonly [StatisticType, StatisticUnit]>> = {
  stayTime: ['duration', 'ms'],
  stayAverage: ['duration', 'ms'],
  stayLongest: ['duration', 'ms'],
  stayEntries: ['count', 'entries'],
  stayShare: ['percentage', 'fraction'],
  stayInstant: ['timeOfDay', 'instant'],
  unlicensedAgents: ['count', 'agents'],
};

/** Columns of one group of the manual that are computed from stays: time in a state, and how often it was entered. */
export const stayColumns =
  ({ group, templates, licence }: GroupOfStays) =>
  (entry: number, line: number, given: Words): Statistic => {
    const [type, unit] = kinds[given.formula.kind];
    return { entry, line, ours: false, group, type, unit, templates, live: true, licence, parameter: null, ruleSet: 1, ...given };
  };
