/** Door of the catalogue: every figure and every template as data, and the settings they depend on. */
export { describePopulation } from './core/catalogue/describe-condition.ts';
export { describeFormula } from './core/catalogue/describe-formula.ts';
export { headingOf } from './core/catalogue/heading.ts';
export { populations } from './core/catalogue/populations.ts';
export { baseScope, figureSettingsOf } from './core/catalogue/settings.ts';
export { findStatistic, statistics } from './core/catalogue/statistics.ts';
export { type ExplainOf, explainPath } from './core/explain-path.ts';
export { findTemplate, templates } from './core/templates/templates.ts';
export type { FigureSettings, Formula, Population, Test } from './core/types/formula.ts';
export type { Licence, Statistic, StatisticType, StatisticUnit } from './core/types/statistic.ts';
export type { Template, TemplateId, TemplateKey } from './core/types/template.ts';
