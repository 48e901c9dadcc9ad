import type { FigureValue } from '../types/formula.ts';
import type { StatisticUnit } from '../types/statistic.ts';

/** What leaves the house: lengths of time in whole ms (rule set 1 §8.12); fractions as they are, they are rounded when shown. */
export const roundFigure = (unit: StatisticUnit, value: FigureValue): FigureValue =>
  unit === 'ms' && typeof value === 'number' ? Math.round(value) : value;
