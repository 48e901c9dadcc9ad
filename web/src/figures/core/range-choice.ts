import { parseLocalText } from '../../time/core/zone.ts';

export const namedRanges = {
  today: 'Today',
  yesterday: 'Yesterday',
  thisWeek: 'This week',
  lastWeek: 'Last week',
  thisMonth: 'This month',
  lastMonth: 'Last month',
  last15Minutes: 'Last 15 minutes',
  last30Minutes: 'Last 30 minutes',
  last60Minutes: 'Last 60 minutes',
  lastDays: 'Last days…',
  custom: 'From … to …',
} as const;
export type RangeWord = keyof typeof namedRanges;

export const isRangeWord = (value: unknown): value is RangeWord => typeof value === 'string' && Object.hasOwn(namedRanges, value);

/** `from` and `to` are readings of the site's clock, `YYYY-MM-DDTHH:MM`. */
export interface RangeChoice {
  readonly range: RangeWord;
  readonly days: number;
  readonly from: string;
  readonly to: string;
}

export type AskedRange = { readonly named: string; readonly days?: number } | { readonly from: string; readonly to: string };

/** The range as the API takes it; today where a chosen one cannot be read. */
export const askedRange = ({ range, days, from, to }: RangeChoice, zone: string): AskedRange => {
  if (range === 'lastDays') return { named: 'lastDays', days };
  if (range !== 'custom') return { named: range };
  const [start, end] = [parseLocalText(zone, from), parseLocalText(zone, to)];
  if (start === null || end === null || end <= start) return { named: 'today' };
  return { from: new Date(start).toISOString(), to: new Date(end).toISOString() };
};
