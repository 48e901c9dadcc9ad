import type { FieldFormula } from '../types/formula.ts';
import type { Licence, Statistic, StatisticType } from '../types/statistic.ts';
import type { TemplateId } from '../types/template.ts';

interface GroupOfFields {
  readonly group: string;
  readonly templates: readonly TemplateId[];
  readonly licence: Licence;
}
type More = Partial<Omit<FieldFormula, 'kind' | 'field'>> & Partial<Pick<Statistic, 'templates' | 'parameter' | 'unit'>>;

const units = {
  duration: 'ms',
  timeOfDay: 'instant',
  count: 'segments',
  percentage: 'fraction',
  text: 'none',
  yesNo: 'none',
  id: 'none',
} as const;

/** Columns of one group of the manual that show a field of the listed row. */
export const listColumns =
  ({ group, templates, licence }: GroupOfFields) =>
  (
    place: readonly [number, number] | null,
    id: string,
    name: string,
    type: StatisticType,
    field: string,
    words: string,
    more: More = {},
  ): Statistic => {
    const { templates: only, parameter, unit, ...formula } = more;
    return {
      id,
      name,
      entry: place?.[0] ?? null,
      line: place?.[1] ?? null,
      ours: place === null,
      group,
      type,
      unit: unit ?? units[type],
      templates: only ?? templates,
      live: false,
      licence,
      parameter: parameter ?? null,
      formula: { kind: 'field', field, ...formula },
      words,
      ruleSet: 1,
    };
  };

export const callLists = {
  all: ['callList', 'callListSegmented', 'unreturnedLostCalls'],
  segmented: ['callListSegmented'],
  whole: ['callList', 'unreturnedLostCalls'],
} as const satisfies Readonly<Record<string, readonly TemplateId[]>>;
