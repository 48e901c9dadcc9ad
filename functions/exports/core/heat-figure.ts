import type { StatisticUnit } from '../../statistics/catalogue.ts';

/** A figure in the few letters that a cell of a heat map has room for: `94%`, `45s`, `12m`, `1.5h`. */
export const heatFigure = (unit: StatisticUnit, value: number): string => {
  if (unit === 'fraction') return `${Math.round(value * 100)}%`;
  if (unit !== 'ms') return String(Math.round(value * 10) / 10);
  const seconds = Math.round(value / 1_000);
  if (seconds < 60) return `${seconds}s`;
  return seconds < 6_000 ? `${Math.round(seconds / 60)}m` : `${Math.round(seconds / 360) / 10}h`;
};
