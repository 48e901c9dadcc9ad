import { formatDayMinute } from '../../time/core/format.ts';
import { parseLocalText, type Range, statisticsDay } from '../../time/core/zone.ts';

export type RangeName = 'today' | 'yesterday' | 'week' | 'custom';

/** What the address bar holds; `from` and `to` are readings of the site's clock, `YYYY-MM-DDTHH:MM`. */
export interface RangeChoice {
  readonly range?: RangeName;
  readonly from?: string;
  readonly to?: string;
}

export const rangeNames: Readonly<Record<RangeName, string>> = {
  today: 'Today',
  yesterday: 'Yesterday',
  week: 'Last 7 days',
  custom: 'Custom',
};

const isRangeName = (value: unknown): value is RangeName => typeof value === 'string' && value in rangeNames;
const localText = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

export const parseRangeSearch = (search: Record<string, unknown>): RangeChoice => {
  const range = isRangeName(search.range) ? { range: search.range } : {};
  const { from, to } = search;
  const valid = typeof from === 'string' && typeof to === 'string' && localText.test(from) && localText.test(to);
  return valid ? { ...range, from, to } : range;
};

export interface ChosenRange extends Range {
  readonly name: RangeName;
  /** The range has not ended yet: newer calls will come. */
  readonly open: boolean;
}

/** Days are statistics days, from reset time to reset time on the site's clock. A range that runs on ends at `now`. */
export const rangeOf = (choice: RangeChoice, zone: string, resetTime: string, now: number): ChosenRange => {
  const today = statisticsDay(zone, resetTime, now);
  const open = (name: RangeName, from: number, to: number): ChosenRange => ({ name, from, to: Math.min(to, now), open: to > now });
  switch (choice.range ?? 'today') {
    case 'today':
      return open('today', today.from, today.to);
    case 'yesterday': {
      const day = statisticsDay(zone, resetTime, now, 1);
      return { name: 'yesterday', from: day.from, to: day.to, open: false };
    }
    case 'week':
      return open('week', statisticsDay(zone, resetTime, now, 6).from, today.to);
    case 'custom': {
      const from = parseLocalText(zone, choice.from ?? '');
      const to = parseLocalText(zone, choice.to ?? '');
      return from === null || to === null || to <= from || from >= now ? open('custom', today.from, today.to) : open('custom', from, to);
    }
  }
};

/** `Mon 2 Mar 02:00 to now` */
export const rangeText = (range: ChosenRange, zone: string): string =>
  `${formatDayMinute(zone, range.from)} to ${range.open ? 'now' : formatDayMinute(zone, range.to)}`;
