import type { FigureValue } from '../../figures/core/public-types.ts';
import type { FigureReading } from '../../live/core/figures-feed.ts';
import { clockFigure } from './clock.ts';
import type { BoardFeed } from './feed.ts';

/** What a figure says at an instant: exact for times, a tangent for averages. Clocks differ by a little: it never runs backwards. */
export const figureAt = ({ value, perMs, asOf }: FigureReading, now: number): FigureValue =>
  typeof value === 'number' && perMs !== 0 ? value + perMs * Math.max(0, now - asOf) : value;

/** A figure of a view as it is at the feed's moment; clocks go on by themselves once they have been told. Null = not known. */
export const figureOf = (feed: BoardFeed, id: string, statistic: string | null, zone: string): FigureValue => {
  const reading = feed.figures.get(id);
  if (reading === undefined) return null;
  const clock = statistic === null || reading.value === null ? undefined : clockFigure(statistic, feed.now(), zone);
  return clock === undefined ? figureAt(reading, feed.now()) : clock;
};
