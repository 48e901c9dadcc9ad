import type { GroupingFormat } from '../../domain/report.ts';
import type { FileCell, FileColumn } from './file-types.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** `00:02:05`, `36:10:05`; cut to whole seconds, as the pages show durations. */
export const clockText = (ms: number): string => {
  const all = Math.floor(Math.abs(ms) / 1_000);
  return `${ms < 0 && all > 0 ? '-' : ''}${two(Math.floor(all / 3_600))}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}`;
};
const thousands = (whole: string): string => whole.replace(/\B(?=(\d{3})+$)/g, ',');
const countText = (n: number): string => {
  const [whole = '0', part] = String(Math.abs(n)).split('.');
  return `${n < 0 ? '-' : ''}${thousands(whole)}${part === undefined ? '' : `.${part}`}`;
};
/** Two decimals, half away from zero (rule set 1 §8.12). Twelve digits heal what binary fractions lose. */
export const percentText = (fraction: number): string => {
  const hundredths = Math.round(Number((Math.abs(fraction) * 10_000).toPrecision(12)));
  return `${fraction < 0 && hundredths > 0 ? '-' : ''}${thousands(String(Math.floor(hundredths / 100)))}.${two(hundredths % 100)} %`;
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const dayMs = 86_400_000;
/** Midnight of the Monday at or before; 1 January 1970 was a Thursday. */
export const mondayOf = (wall: number): number => (Math.floor(wall / dayMs) - ((((Math.floor(wall / dayMs) + 3) % 7) + 7) % 7)) * dayMs;

/** A wall clock reading as reports print it. */
export const wallText = (wall: number, format: GroupingFormat): string => {
  const date = new Date(format === 'week' ? mondayOf(wall) : wall);
  const day = `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  switch (format) {
    case 'dateTime':
      return `${day} ${time}`;
    case 'time':
      return time;
    case 'month':
      return `${months[date.getUTCMonth()] ?? ''}, ${date.getUTCFullYear()}`;
    case 'week':
      return `Mon ${day}`;
    case 'date':
      return day;
  }
};

export const isInstant = (column: FileColumn): boolean => column.unit === 'instant' || column.type === 'timeOfDay';
export const groupingOf = ({ display }: FileColumn): GroupingFormat =>
  display === null || display === 'clock' || display === 'seconds' ? 'dateTime' : display;
/** What a report by time is grouped by: stretches of time as people read them (`16/11/2026 01:00:00`, `Mon 16/11/2026`, `Nov, 2026`). */
export const isTimeKey = ({ type, display }: FileColumn): boolean => type === 'key' && display !== null;
/** Columns of figures stand right, those of words left. */
export const isFigure = ({ type }: FileColumn): boolean => type === 'count' || type === 'duration' || type === 'percentage';

/** A cell for people, on paper and in documents; empty where there is nothing to show. */
export const cellText = (column: FileColumn, cell: FileCell, wallOf: (at: number) => number): string => {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'Yes' : 'No';
  if (typeof cell === 'string') return cell;
  if (isInstant(column)) return wallText(wallOf(cell), groupingOf(column));
  if (column.type === 'duration') return column.display === 'seconds' ? countText(Math.floor(cell / 1_000)) : clockText(cell);
  return column.type === 'percentage' ? percentText(cell) : column.type === 'count' ? countText(cell) : String(cell);
};
