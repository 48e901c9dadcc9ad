import { formatClock } from '../../time/core/format.ts';
import { wallOf } from '../../time/core/zone.ts';
import type { FigureType, FigureValue } from './public-types.ts';

const dash = '–';
const two = (n: number): string => String(n).padStart(2, '0');

/** `00:02:05`, `130:00:00`; cut to whole seconds, as everywhere on these pages. */
export const formatHms = (ms: number): string => {
  const all = Math.floor(Math.abs(ms) / 1_000);
  return `${ms < 0 ? '-' : ''}${two(Math.floor(all / 3_600))}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}`;
};

/** A fraction as a percentage of two decimals, half away from zero (rule set 1 §8.12). Twelve digits heal what binary fractions lose. */
export const formatPercent = (fraction: number): string => {
  const hundredths = Math.round(Number((Math.abs(fraction) * 10_000).toPrecision(12)));
  const text = (hundredths / 100).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `${fraction < 0 && hundredths > 0 ? '-' : ''}${text} %`;
};

const instantOf = (value: number | string): number | null => {
  const at = typeof value === 'number' ? value : Date.parse(value);
  return Number.isNaN(at) ? null : at;
};

/** `02/03/2026 14:03:07`, as reports print instants. */
export const formatInstant = (zone: string, at: number): string => {
  const { year, month, day } = wallOf(zone, at);
  return `${two(day)}/${two(month)}/${year} ${formatClock(zone, at)}`;
};

/** A figure as a cell shows it; a dash where there was nothing to divide by or nothing to show. */
export const formatFigure = (type: FigureType, value: FigureValue | undefined, zone: string): string => {
  if (value === null || value === undefined || value === '') return dash;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  switch (type) {
    case 'duration':
      return typeof value === 'number' ? formatHms(value) : value;
    case 'percentage':
      return typeof value === 'number' ? formatPercent(value) : value;
    case 'timeOfDay': {
      const at = instantOf(value);
      return at === null ? String(value) : formatInstant(zone, at);
    }
    case 'count':
      return typeof value === 'number' ? value.toLocaleString('en-GB') : value;
    case 'text':
    case 'yesNo':
    case 'id':
      return String(value);
  }
};

/** Columns of figures stand right, those of words left. */
export const isNumeric = (type: FigureType): boolean => type === 'count' || type === 'duration' || type === 'percentage';
