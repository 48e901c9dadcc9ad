import { instantOf, wallOf } from '../../time/core/zone.ts';

/** A calendar day of a site. Epoch ms, end exclusive; 23 or 25 hours long twice a year. */
export interface PastDay {
  /** `yyyy-mm-dd` */
  readonly date: string;
  readonly start: number;
  readonly end: number;
}

const two = (n: number): string => String(n).padStart(2, '0');
const midnight = (zone: string, date: Date): number =>
  instantOf(zone, { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: 0, minute: 0, second: 0 });

/** `date` as `yyyy-mm-dd`; null for what is none. */
export const dayOfDate = (zone: string, date: string): PastDay | null => {
  const at = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at)) return null;
  return { date, start: midnight(zone, new Date(at)), end: midnight(zone, new Date(at + 86_400_000)) };
};

export const dayAt = (zone: string, at: number): PastDay => {
  const { year, month, day } = wallOf(zone, at);
  const date = `${year}-${two(month)}-${two(day)}`;
  return dayOfDate(zone, date) ?? { date, start: at, end: at };
};

/** The same time of day on another date. */
export const sameTimeOn = (zone: string, at: number, date: string): number | null => {
  const day = dayOfDate(zone, date);
  if (day === null) return null;
  const { hour, minute, second } = wallOf(zone, at);
  const [year = 0, month = 1, of = 1] = date.split('-').map(Number);
  return Math.min(day.end - 1, instantOf(zone, { year, month, day: of, hour, minute, second }));
};
