import { baseScope, figureSettingsOf, findStatistic, findTemplate } from '../../../functions/statistics/catalogue.ts';
import { factColumns } from '../../../functions/statistics/facts.ts';
import { aggregateSql, isFactFormula, populationSql, sqlLiteral, sqlName } from '../../../functions/statistics/formulas.ts';
import { mainQuestion } from './questions.ts';
import { config, scope, year } from './site.ts';

const types = { VARCHAR: 'text', BIGINT: 'bigint', INTEGER: 'integer', BOOLEAN: 'boolean' } as const;
export const createTable = `CREATE UNLOGGED TABLE facts (${factColumns.map(({ name, type }) => `${sqlName(name)} ${types[type]}`).join(', ')});`;
/** What a report picks rows by. */
export const createIndex = `CREATE INDEX facts_by_start ON facts ("siteId", grain, "callStartedAt");`;

/** The two dialects differ in one word. */
const inItsWords = (sql: string): string => sql.replaceAll(' AS DOUBLE)', ' AS DOUBLE PRECISION)');

/** The question as one would put it to PostgreSQL: one statement, an aggregate with FILTER a column. It need not find the newest name. */
export const question = (): string => {
  const template = findTemplate(mainQuestion.template);
  if (template === null) throw new Error(`no template ${mainQuestion.template}`);
  const settings = figureSettingsOf(config);
  const figures = mainQuestion.columns.map((id) => {
    const formula = findStatistic(id)?.formula;
    if (formula === undefined || !isFactFormula(formula)) throw new Error(`${id} is no figure over facts`);
    return `${inItsWords(aggregateSql(formula, settings))} AS ${sqlName(id)}`;
  });
  const tests = [...baseScope(settings), ...template.scope];
  return `SELECT f.extension AS key, max(f."extensionName") AS name, ${figures.join(', ')} FROM facts f
    WHERE f."siteId" = ${sqlLiteral(scope.site)} AND f.grain IN (${template.grains.map(sqlLiteral).join(', ')})
    AND f."callStartedAt" >= ${year.from} AND f."callStartedAt" < ${year.to} AND f.extension IS NOT NULL
    ${tests.length === 0 ? '' : `AND ${inItsWords(populationSql(tests, settings))}`}
    GROUP BY f.extension ORDER BY f.extension`;
};
