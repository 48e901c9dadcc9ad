import type { z } from '@hono/zod-openapi';
import type { SiteConfig } from '../domain/site-config.ts';
import {
  describeFormula,
  describePopulation,
  figureSettingsOf,
  headingOf,
  type Statistic,
  statistics,
  type Template,
} from './catalogue.ts';
import type { StatisticsQuery, statisticSchema, templateSchema } from './public-schemas.ts';

type PublicStatistic = z.output<typeof statisticSchema>;
type PublicTemplate = z.output<typeof templateSchema>;

/** A statistic as the API tells it; with a site's configuration, headings and limits are the site's. */
export const presentStatistic = (statistic: Statistic, config: SiteConfig | null): PublicStatistic => {
  const { id, name, entry, group, type, unit, templates, live, licence, parameter, formula, words, line, ours, ruleSet } = statistic;
  return {
    id,
    name,
    heading: config === null ? name : headingOf(statistic, config),
    entry,
    group,
    type,
    unit,
    templates,
    live,
    licence,
    parameter,
    words,
    formula: describeFormula(formula, config === null ? null : figureSettingsOf(config)),
    line,
    ours,
    ruleSet,
  };
};

const contains = (statistic: PublicStatistic, words: string): boolean => {
  const text = `${statistic.id} ${statistic.name} ${statistic.heading} ${statistic.words}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

export const listStatistics = ({ template, live, group, q }: Omit<StatisticsQuery, 'site'>, config: SiteConfig | null): PublicStatistic[] =>
  statistics
    .filter((one) => template === undefined || one.templates.includes(template))
    .filter((one) => live === undefined || one.live === (live === 'true'))
    .filter((one) => group === undefined || one.group.toLowerCase() === group.toLowerCase())
    .map((one) => presentStatistic(one, config))
    .filter((one) => q === undefined || contains(one, q.trim()));

export const presentTemplate = (template: Template): PublicTemplate => {
  const { id, name, kind, counts, scope, key, licence, words, line, fixedColumns } = template;
  return {
    id,
    name,
    kind,
    counts,
    scope: describePopulation(scope, null),
    key: key.by === 'none' ? null : key.by,
    emptyKey: 'emptyLabel' in key ? key.emptyLabel : null,
    columns: fixedColumns ?? statistics.filter((one) => one.templates.includes(id)).map((one) => one.id),
    fixed: fixedColumns !== null,
    licence,
    words,
    line,
    ours: line === null,
  };
};
