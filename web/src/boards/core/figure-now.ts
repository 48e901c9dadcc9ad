import type { FigureValue } from '../../figures/core/public-types.ts';
import type { FigureReading } from '../../live/core/figures-feed.ts';

/** What a figure says at an instant: exact for times, a tangent for averages. Clocks differ by a little: it never runs backwards. */
export const figureAt = ({ value, perMs, asOf }: FigureReading, now: number): FigureValue =>
  typeof value === 'number' && perMs !== 0 ? value + perMs * Math.max(0, now - asOf) : value;
