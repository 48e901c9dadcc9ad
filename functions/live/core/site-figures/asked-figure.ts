import type { FigureSettings, Population, Statistic, Template } from '../../../statistics/catalogue.ts';
import { baseScope, findStatistic, findTemplate } from '../../../statistics/catalogue.ts';
import { emptyFilter, type Filter, parseFilter } from '../../../statistics/filters.ts';
import { type FigureFormula, isFigureFormula } from '../../../statistics/formulas.ts';

/** A figure as boards ask for it. */
export interface FigureSpec {
  readonly statistic: string;
  /** Default `site`. */
  readonly template?: string | undefined;
  readonly filter?: unknown;
}
export interface AskedFigure {
  /** The same for everybody who asks for the same: what is kept once. */
  readonly key: string;
  readonly statistic: Statistic;
  readonly formula: FigureFormula;
  readonly template: Template;
  readonly filter: Filter;
  readonly filterKey: string;
  /** As it was asked, for Explain; null = none. */
  readonly filterSpec: unknown;
}
/** Where in the specification it is wrong (`statistic`, `template`, `filter/extension`), and what. */
export interface FigureFault {
  readonly field: string;
  readonly detail: string;
}

const offeredIn = (statistic: Statistic): string => statistic.templates.join(', ');

/** Reads a figure; faults name everything that is wrong with it. */
export const askedFigure = (spec: FigureSpec): AskedFigure | { readonly faults: readonly FigureFault[] } => {
  const faults: FigureFault[] = [];
  const statistic = findStatistic(spec.statistic);
  const template = findTemplate(spec.template ?? 'site');
  if (statistic === null)
    faults.push({ field: 'statistic', detail: `There is no statistic "${spec.statistic}"; GET /v1/statistics?live=true lists them.` });
  else if (!statistic.live || !isFigureFormula(statistic.formula))
    faults.push({
      field: 'statistic',
      detail: `"${statistic.id}" cannot be shown live; GET /v1/statistics?live=true lists those that can.`,
    });
  if (template === null || template.kind !== 'grouped')
    faults.push({ field: 'template', detail: `There is no grouped report "${spec.template}"; GET /v1/templates names them.` });
  else if (statistic !== null && statistic.templates.length > 0 && !statistic.templates.includes(template.id))
    faults.push({
      field: 'template',
      detail: `"${statistic.id}" is not offered by ${template.name}; give one of ${offeredIn(statistic)} as the template.`,
    });
  const given = spec.filter ?? null;
  const parsed = given === null ? { filter: emptyFilter } : parseFilter(given);
  if ('errors' in parsed)
    for (const { field, at, message } of parsed.errors)
      faults.push({
        field: field === '' ? 'filter' : `filter/${field}`,
        detail: at > 0 ? `At character ${at + 1}: ${message}` : message,
      });
  if (statistic === null || template === null || 'errors' in parsed || faults.length > 0 || !isFigureFormula(statistic.formula))
    return { faults };
  const { tests } = parsed.filter;
  const filterKey = tests.length === 0 ? '' : JSON.stringify(tests);
  return {
    key: `${template.id} ${statistic.id} ${filterKey}`,
    statistic,
    formula: statistic.formula,
    template,
    filter: parsed.filter,
    filterKey,
    filterSpec: tests.length === 0 ? null : given,
  };
};

/**
 * Rows of the template that a figure looks at, as the report's line of totals does: its grains and scope, those with a key where a row
 * without one is left out, and without the calls that the site ignores.
 */
export const scopeOf = ({ grains, scope, key }: Template, settings: FigureSettings): Population => [
  { when: { field: 'grain', in: grains }, otherwise: 'it counts as another row' },
  ...baseScope(settings),
  ...scope,
  ...(key.by === 'none' || key.by === 'time' || key.emptyLabel !== null ? [] : [{ when: { present: key.by }, otherwise: `no ${key.by}` }]),
];
