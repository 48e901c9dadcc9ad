import type { DurationFormat, GroupingFormat } from '../../../../functions/domain/report.ts';
import { wallOf } from '../../time/core/zone.ts';
import { formatFigure } from './format-figure.ts';
import type { FigureType, FigureValue } from './public-types.ts';

export type Display = GroupingFormat | DurationFormat;

/** How a table shows a column where it is not as usual. */
export interface ColumnLook {
  readonly header: string | null;
  /** In characters. */
  readonly width: number | null;
  readonly display: Display | null;
}
export interface TableLook {
  /** How many columns stand before the one that names the rows. */
  readonly keyPlace: number;
  readonly key: ColumnLook;
  readonly columns: Readonly<Record<string, ColumnLook>>;
}

const usual: ColumnLook = { header: null, width: null, display: null };
export const usualLook: TableLook = { keyPlace: 0, key: usual, columns: {} };
export const lookOf = (look: TableLook, column: string): ColumnLook => look.columns[column] ?? usual;

const two = (n: number): string => String(n).padStart(2, '0');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const dayMs = 86_400_000;

/** An instant in one of the five forms of the manual (L4193-4201). */
export const formatInstantAs = (display: GroupingFormat, zone: string, at: number): string => {
  const { year, month, day, hour, minute, second } = wallOf(zone, at);
  const date = `${two(day)}/${two(month)}/${year}`;
  const time = `${two(hour)}:${two(minute)}:${two(second)}`;
  switch (display) {
    case 'dateTime':
      return `${date} ${time}`;
    case 'date':
      return date;
    case 'time':
      return time;
    case 'week': {
      // Of the calendar alone: no clock that changes can move a date.
      const local = new Date(Date.UTC(year, month - 1, day));
      const monday = new Date(local.getTime() - ((local.getUTCDay() + 6) % 7) * dayMs);
      return `Mon ${two(monday.getUTCDate())}/${two(monday.getUTCMonth() + 1)}/${monday.getUTCFullYear()}`;
    }
    case 'month':
      return `${months[month - 1] ?? month}, ${year}`;
  }
};

/** A figure as its column shows it. */
export const formatCell = (type: FigureType, value: FigureValue | undefined, zone: string, display: Display | null): string => {
  if (display !== null && type === 'duration' && display === 'seconds' && typeof value === 'number')
    return Math.trunc(value / 1_000).toLocaleString('en-GB');
  if (display !== null && type === 'timeOfDay' && display !== 'seconds' && display !== 'clock') {
    const at = typeof value === 'number' ? value : Date.parse(String(value ?? ''));
    if (!Number.isNaN(at) && display !== 'dateTime') return formatInstantAs(display, zone, at);
  }
  return formatFigure(type, value, zone);
};
