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
  /** At least at one place no line has a value. */
  readonly breaks: boolean;
  /** Lines of one unit share a picture; others have their own, since two scales in one picture mislead. */
  readonly pictures: readonly LinePicture[];
}

/**
 * Figures by stretches of time as lines. Where nothing was counted a number is 0 and an average has no value; where something could not be
 * known, was not asked for or is to come there is no value at all, and the line breaks.
 * @param quiet stretches without a row in which nothing was counted
 */
export const linePointsOf = (
  rows: readonly ReportRow[],
  columns: readonly ReportColumn[],
  format: GroupingFormat,
  quiet: readonly string[],
): LinePoints => {
  const nothing = new Set<ReportRow>(
    quiet.map((key) => ({ key, name: null, label: '', gap: null, logicalCallId: null, segmentId: null, values: {} })),
  );
  const { slots, placed } = timeSlots([...rows, ...nothing], format);
  const at = new Map(placed.map((each) => [each.slot, each]));
  const places = Array.from({ length: slots }, (_, slot) => at.get(slot));
  const types = [...new Set(columns.map(({ type }) => type))];
  return {
    labels: places.map((place) => place?.row.label ?? ''),
    ticks: places.map((place) => place?.tick ?? ''),
    breaks: places.some((place) => place === undefined || place.row.gap === 'whole'),
    pictures: types.map((type) => ({
      type,
      series: columns
        .filter((column) => column.type === type)
        .map(({ id, heading }) => ({
          id,
          name: heading,
          values: places.map((place) => {
            if (place === undefined || place.row.gap === 'whole') return null;
            if (nothing.has(place.row)) return type === 'count' ? 0 : null;
            const value = place.row.values[id];
            return typeof value === 'number' ? value : null;
          }),
        })),
    })),
  };
};
