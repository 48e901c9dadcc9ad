import { formatFigure } from '../../figures/core/format-figure.ts';
import { isFigureType } from '../../figures/core/public-types.ts';
import { formatMinute } from '../../time/core/format.ts';
import type { TileSeries } from './feed.ts';

export interface GraphPoint {
  /** Epoch ms: the beginning of the period. */
  readonly at: number;
  readonly from: string;
  readonly value: number | null;
  readonly text: string;
}

export const seriesText = (type: string, value: number | null, zone: string): string =>
  formatFigure(isFigureType(type) ? type : 'count', value, zone);

export const graphPoints = ({ from, periodMs, values }: TileSeries, type: string, zone: string): readonly GraphPoint[] =>
  values.map((value, index) => {
    const at = from + index * periodMs;
    return { at, from: formatMinute(zone, at), value, text: seriesText(type, value, zone) };
  });

const extreme = (points: readonly GraphPoint[], better: (a: number, b: number) => boolean): GraphPoint | null =>
  points.reduce<GraphPoint | null>(
    (best, point) => (point.value !== null && (best === null || best.value === null || better(point.value, best.value)) ? point : best),
    null,
  );

/** Its course in a sentence: between what it moved, and where it is now. */
export const graphSummary = (points: readonly GraphPoint[]): string => {
  const low = extreme(points, (a, b) => a < b);
  const high = extreme(points, (a, b) => a > b);
  const last = points.findLast(({ value }) => value !== null);
  if (low === null || high === null || last === undefined) return 'Nothing has been counted today yet.';
  return `Lowest ${low.text} at ${low.from}, highest ${high.text} at ${high.from}, last ${last.text} at ${last.from}.`;
};
