import type { FactFormula, FigureSettings } from '../types/formula.ts';
import { composeSql } from './compose-sql.ts';
import { populationSql } from './condition-sql.ts';
import type { Part } from './formula-parts.ts';
import { sqlName } from './sql-text.ts';

const partSql = (part: Part, settings: FigureSettings): string => {
  const filter = `FILTER (WHERE ${populationSql(part.of, settings)})`;
  if (part.kind === 'rows') return `count(*) ${filter}`;
  const field = `f.${sqlName(part.field)}`;
  if (part.kind === 'known') return `count(${field}) ${filter}`;
  if (part.kind === 'sum') return `coalesce(sum(${field}) ${filter}, 0)`;
  return `${part.kind}(${field}) ${filter}`;
};

/**
 * One figure as an aggregate expression over relation `f`, DOUBLE or null. A share of the report divides by the sum over all groups of the
 * query. For many columns over many rows `createAggregatePlan` is several times faster.
 */
export const aggregateSql = (formula: FactFormula, settings: FigureSettings): string =>
  composeSql(
    formula,
    (part) => partSql(part, settings),
    (part) => `sum(${partSql(part, settings)}) OVER ()`,
  );
