import { timeSlots } from '../../figures/core/chart.ts';
import type { FigureType, ReportColumn, ReportRow } from '../../figures/core/public-types.ts';
import type { GroupingFormat } from '../../figures/core/question.ts';

export interface LineSeries {
  readonly id: string;
  readonly name: string;
  readonly values: readonly (number | null)[];
}
export interface LinePicture {
  readonly type: FigureType;
  readonly series: readonly LineSeries[];
}
export interface LinePoints {
  readonly labels: readonly string[];
  readonly ticks: readonly string[];
  /** Lines of one unit share a picture; others have their own, since two scales in one picture mislead. */
  readonly pictures: readonly LinePicture[];
}

/**
 * Figures by stretches of time as lines. Where nothing was counted a number is 0 and an average has no value; where something could not be
 * known there is no value at all.
 */
export const linePointsOf = (rows: readonly ReportRow[], columns: readonly ReportColumn[], format: GroupingFormat): LinePoints => {
  const { slots, placed } = timeSlots(rows, format);
  const at = new Map(placed.map((each) => [each.slot, each]));
  const places = Array.from({ length: slots }, (_, slot) => at.get(slot));
  const types = [...new Set(columns.map(({ type }) => type))];
  return {
    labels: places.map((place) => place?.row.label ?? ''),
    ticks: places.map((place) => place?.tick ?? ''),
    pictures: types.map((type) => ({
      type,
      series: columns
        .filter((column) => column.type === type)
        .map(({ id, heading }) => ({
          id,
          name: heading,
          values: places.map((place) => {
            if (place === undefined) return type === 'count' ? 0 : null;
            if (place.row.gap === 'whole') return null;
            const value = place.row.values[id];
            return typeof value === 'number' ? value : null;
          }),
        })),
    })),
  };
};
