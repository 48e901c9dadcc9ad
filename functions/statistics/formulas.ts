/**
 * Formulas at work: a statistic's formula is data, and here it gets its meaning: by definition (`evaluate`), kept as rows come and go
 * (figure sets), and as SQL. Tests hold the three to each other.
 */
export { type Accumulator, createAccumulator } from './core/formulas/accumulator.ts';
export {
  type AggregatePlan,
  createAggregatePlan,
  type PlanKey,
  type PlanNewest,
  type PlannedFigure,
  type PlanSource,
} from './core/formulas/aggregate-plan.ts';
export { aggregateSql } from './core/formulas/aggregate-sql.ts';
export { clockValue } from './core/formulas/clock-value.ts';
export { type ConditionContext, conditionHolds } from './core/formulas/condition-holds.ts';
export { conditionSql, populationSql, reasonSql } from './core/formulas/condition-sql.ts';
export { evaluate, type FigureRows } from './core/formulas/evaluate.ts';
export { createFigureSet, type FigureDefinition, type FigureSet, type FigureSetOptions } from './core/formulas/figure-set.ts';
export { type FigureFormula, isFactFormula, isFigureFormula, isLiveFormula, isStayFormula } from './core/formulas/kinds.ts';
export { activeState, timesCounted } from './core/formulas/live-call-terms.ts';
export { createPopulationTable, type PopulationTable } from './core/formulas/population-table.ts';
export { rateInstant } from './core/formulas/rate-instant.ts';
export { roundFigure } from './core/formulas/round-figure.ts';
export { sqlLiteral, sqlName } from './core/formulas/sql-text.ts';
export { countsEntry, type DayStay, type StayContext, toDayStay } from './core/formulas/stay-terms.ts';
export { verdict } from './core/formulas/verdict.ts';
export type * from './core/types/formula.ts';
