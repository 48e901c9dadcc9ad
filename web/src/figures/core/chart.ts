import type { ReportRow } from './public-types.ts';
import type { GroupingFormat } from './question.ts';

export interface ChartBar {
  /** Place from the left, from 0. */
  readonly slot: number;
  /** 0 for a row without a value, as in a gap. */
  readonly value: number;
  readonly gap: ReportRow['gap'];
  readonly label: string;
  /** Short, for the axis. */
  readonly tick: string;
}
export interface Chart {
  readonly slots: number;
  readonly max: number;
  readonly bars: readonly ChartBar[];
}

/** More slots than this would be thinner than a line; empty ones are then left out. */
const mostSlots = 400;

const placeOf = (key: string, format: GroupingFormat): number => {
  switch (format) {
    case 'dateTime':
      return Date.parse(`${key}:00Z`);
    case 'date':
    case 'week':
      return Date.parse(`${key}T00:00:00Z`);
    case 'time':
      return Date.parse(`1970-01-01T${key}:00Z`);
    case 'month':
      return Number(key.slice(0, 4)) * 12 + Number(key.slice(5, 7));
  }
};

const tickOf = (key: string, format: GroupingFormat, oneDay: boolean): string => {
  if (format === 'dateTime' && oneDay) return key.slice(11, 16);
  if (format === 'time' || format === 'month') return key;
  return `${key.slice(8, 10)}/${key.slice(5, 7)}`;
};

export interface TimeSlot {
  /** Place from the left, from 0. */
  readonly slot: number;
  readonly row: ReportRow;
  readonly tick: string;
}

/** Rows of stretches of time in the order of time, each at its place; where nothing was counted there is room. */
export const timeSlots = (
  rows: readonly ReportRow[],
  format: GroupingFormat,
): { readonly slots: number; readonly placed: readonly TimeSlot[] } => {
  const sorted = rows.flatMap((row) => (row.key === null ? [] : [{ row, key: row.key }])).sort((a, b) => (a.key < b.key ? -1 : 1));
  const oneDay = new Set(sorted.map(({ key }) => key.slice(0, 10))).size <= 1;
  const places = sorted.map(({ key }) => placeOf(key, format));
  const first = places[0] ?? 0;
  const steps = places.slice(1).map((place, i) => place - (places[i] ?? 0));
  const step = Math.min(...steps);
  const even = places.every((place) => Number.isFinite(place)) && (steps.length === 0 || (step > 0 && Number.isFinite(step)));
  const slotOf = (place: number): number => (steps.length === 0 ? 0 : Math.round((place - first) / step));
  const last = slotOf(places.at(-1) ?? first);
  const spread = even && last < mostSlots;
  const placed = sorted.map(({ row, key }, i) => ({
    slot: spread ? slotOf(places[i] ?? first) : i,
    row,
    tick: tickOf(key, format, oneDay),
  }));
  return { slots: spread ? last + 1 : placed.length, placed };
};

/** Rows of a report by start time as bars in the order of time. */
export const chartOf = (rows: readonly ReportRow[], column: string, format: GroupingFormat): Chart => {
  const { slots, placed } = timeSlots(rows, format);
  const bars = placed.map(({ slot, row, tick }): ChartBar => {
    const value = row.values[column];
    return { slot, value: typeof value === 'number' ? value : 0, gap: row.gap, label: row.label, tick };
  });
  return { slots, max: Math.max(0, ...bars.map(({ value }) => value)), bars };
};
