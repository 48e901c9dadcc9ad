import type { Condition, FigureSettings, Population } from '../types/formula.ts';
import type { Leaf } from './compile-leaf.ts';
import { limitMs } from './limit-ms.ts';
import { sqlLiteral, sqlName } from './sql-text.ts';

const column = (name: string): string => `f.${sqlName(name)}`;
const below = (sql: string, op: string, ms: number): string => (Number.isFinite(ms) ? `${sql} ${op} ${ms}` : 'false');

const leafSql = (leaf: Leaf, settings: FigureSettings): string => {
  if ('is' in leaf) return column(leaf.is);
  if ('in' in leaf) return leaf.in.length === 0 ? 'false' : `${column(leaf.field)} IN (${leaf.in.map(sqlLiteral).join(', ')})`;
  if ('accountCode' in leaf) {
    const code = settings.accountCodes[leaf.accountCode - 1]?.code;
    return code === undefined ? 'false' : `${column('accountCode')} = ${sqlLiteral(code)}`;
  }
  if ('present' in leaf) return `${column(leaf.present)} IS NOT NULL`;
  if ('duration' in leaf) return below(column(leaf.duration), leaf.op, limitMs(leaf.limit, settings));
  if ('conversation' in leaf) return below(`${column('talkMs')} + ${column('holdMs')}`, '<', limitMs(leaf.limit, settings));
  if ('unreturned' in leaf) return column('unreturned');
  return String(leaf.serviceLevelFormula.includes(settings.serviceLevelFormula));
};

/** How a statement without others inside is written: over the columns of the facts, unless something stands in for it. */
export type LeafWriter = (leaf: Leaf) => string;

/**
 * SQL has a third truth value, null, and ours have two. Where it comes out of a comparison it stands for false; `and` and `or` leave it at
 * that, so it is only before a `not` that it must be made false.
 */
export const writeCondition = (condition: Condition, leaf: LeafWriter): string => {
  if ('not' in condition) return `NOT coalesce(${writeCondition(condition.not, leaf)}, false)`;
  if ('any' in condition)
    return condition.any.length === 0 ? 'false' : `(${condition.any.map((c) => writeCondition(c, leaf)).join(' OR ')})`;
  if ('all' in condition)
    return condition.all.length === 0 ? 'true' : `(${condition.all.map((c) => writeCondition(c, leaf)).join(' AND ')})`;
  return leaf(condition);
};

export const writePopulation = (population: Population, leaf: LeafWriter): string =>
  population.length === 0 ? 'true' : population.map((test) => writeCondition(test.when, leaf)).join(' AND ');

export const writeLeaf =
  (settings: FigureSettings): LeafWriter =>
  (leaf) =>
    leafSql(leaf, settings);

/** Over alias `f`, whose columns are those of facts and `unreturned`. Null means false, as in any WHERE. */
export const conditionSql = (condition: Condition, settings: FigureSettings): string => writeCondition(condition, writeLeaf(settings));

/** Rows of `f` that are counted; null means false. */
export const populationSql = (population: Population, settings: FigureSettings): string => writePopulation(population, writeLeaf(settings));

/** Why a row of `f` is not counted: the words of the first test it fails; null when it is counted. */
export const reasonSql = (population: Population, settings: FigureSettings): string => {
  const steps = population.map(
    (test) => `WHEN NOT coalesce(${conditionSql(test.when, settings)}, false) THEN ${sqlLiteral(test.otherwise)}`,
  );
  return steps.length === 0 ? 'CAST(NULL AS VARCHAR)' : `CASE ${steps.join(' ')} END`;
};
