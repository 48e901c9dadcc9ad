import type { ReportRange } from '../../../../functions/domain/report.ts';
import { parseLocalText, toLocalText } from '../../time/core/zone.ts';

export const namedRanges = {
  today: 'Today',
  yesterday: 'Yesterday',
  thisWeek: 'This week',
  lastWeek: 'Last week',
  thisMonth: 'This month',
  lastMonth: 'Last month',
  last12Weeks: 'Last 12 weeks, this one included',
  last12Months: 'Last 12 months, this one included',
  last15Minutes: 'Last 15 minutes',
  last30Minutes: 'Last 30 minutes',
  last60Minutes: 'Last 60 minutes',
  lastDays: 'Last days…',
  lastWorkingDays: 'Last working days…',
  custom: 'From … to …',
} as const;
export type RangeWord = keyof typeof namedRanges;

export const isRangeWord = (value: unknown): value is RangeWord => typeof value === 'string' && Object.hasOwn(namedRanges, value);

/** Whether the range needs a number of days with it. */
export const hasDays = (range: RangeWord): range is 'lastDays' | 'lastWorkingDays' => range === 'lastDays' || range === 'lastWorkingDays';
export const usualDays = 7;

/** `from` and `to` are readings of the site's clock, `YYYY-MM-DDTHH:MM`. */
export interface RangeChoice {
  readonly range: RangeWord;
  readonly days: number;
  readonly from: string;
  readonly to: string;
}

/** The range as the API takes it; today where a chosen one cannot be read. */
export const askedRange = ({ range, days, from, to }: RangeChoice, zone: string): ReportRange => {
  if (hasDays(range)) return { named: range, days };
  if (range !== 'custom') return { named: range };
  const [start, end] = [parseLocalText(zone, from), parseLocalText(zone, to)];
  if (start === null || end === null || end <= start) return { named: 'today' };
  return { from: new Date(start).toISOString(), to: new Date(end).toISOString() };
};

/** What a form shows of a range. */
export const choiceOfRange = (range: ReportRange, zone: string): RangeChoice =>
  'named' in range
    ? { range: range.named, days: range.days ?? usualDays, from: '', to: '' }
    : { range: 'custom', days: usualDays, from: toLocalText(zone, Date.parse(range.from)), to: toLocalText(zone, Date.parse(range.to)) };

/** What is wrong with a chosen range; null = nothing. */
export const rangeFault = ({ range, days, from, to }: RangeChoice): string | null => {
  if (hasDays(range)) return Number.isSafeInteger(days) && days >= 1 && days <= 3_700 ? null : 'Give a number of days from 1 to 3,700.';
  if (range !== 'custom') return null;
  if (from === '' || to === '') return 'Give both a beginning and an end.';
  return to <= from ? 'The end must come after the beginning.' : null;
};
