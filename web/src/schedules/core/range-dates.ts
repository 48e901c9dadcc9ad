import type { ReportRange } from '../../../../functions/domain/report.ts';
import type { Site } from '../../api/types.ts';
import { usualDays } from '../../figures/core/range-choice.ts';
import { statisticsDay, toLocalText } from '../../time/core/zone.ts';

const dayMs = 86_400_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `27 Mar 2026`, as mails write it, of midnight in UTC on that date. */
const dateOf = (midnight: number): string => {
  const date = new Date(midnight);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
};
/** Of a reading `YYYY-MM-DDTHH:MM`. */
const readingOf = (local: string): { readonly midnight: number; readonly time: string } => ({
  midnight: Date.parse(`${local.slice(0, 10)}T00:00:00Z`),
  time: local.slice(11, 16),
});
const monthOf = (midnight: number, ahead: number): number => {
  const date = new Date(midnight);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead, 1);
};
/** @param last inclusive */
const between = (first: number, last: number): string => (first === last ? dateOf(first) : `${dateOf(first)} to ${dateOf(last)}`);
/** @param back 1 = the last one before that day */
const workingDayBefore = (midnight: number, back: number): number => {
  let day = midnight;
  for (let left = back; left > 0; left -= new Date(day).getUTCDay() % 6 === 0 ? 0 : 1) day -= dayMs;
  return day;
};

/** A range between two readings of a clock, the end exclusive: whole days by their dates, everything else with its times. */
export const fixedDates = (from: string, to: string): string => {
  const [first, end] = [readingOf(from), readingOf(to)];
  if (first.time === end.time && end.midnight > first.midnight) return between(first.midnight, end.midnight - dayMs);
  const date = first.midnight === end.midnight ? '' : `${dateOf(end.midnight)} `;
  return `${dateOf(first.midnight)} ${first.time} to ${date}${end.time}`;
};

/** Of several reports, as subjects of mails have them: each once, three at most. */
export const severalRanges = (ranges: readonly string[]): string => {
  const each = [...new Set(ranges)];
  return each.length > 3 ? `${each.slice(0, 3).join(', ')} and others` : each.join(', ');
};

/** `27 Mar 2026` on the clock of a zone. @param at epoch ms */
export const localDate = (zone: string, at: number): string => dateOf(readingOf(toLocalText(zone, at)).midnight);

/** What a mail of a run at that moment calls the range: `23 Mar 2026 to 29 Mar 2026`. Days are the site's statistics days. @param at epoch ms */
export const rangeDates = (range: ReportRange, { timeZone, resetTime }: Pick<Site, 'timeZone' | 'resetTime'>, at: number): string => {
  const reading = (ms: number): string => toLocalText(timeZone, ms);
  if (!('named' in range)) return fixedDates(reading(Date.parse(range.from)), reading(Date.parse(range.to)));
  const minutes = (count: number): string => fixedDates(reading(at - count * 60_000), reading(at));
  const today = readingOf(reading(statisticsDay(timeZone, resetTime, at).from)).midnight;
  const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * dayMs;
  const { days = usualDays } = range;
  switch (range.named) {
    case 'today':
      return dateOf(today);
    case 'yesterday':
      return dateOf(today - dayMs);
    case 'thisWeek':
      return between(monday, monday + 6 * dayMs);
    case 'lastWeek':
      return between(monday - 7 * dayMs, monday - dayMs);
    case 'thisMonth':
      return between(monthOf(today, 0), monthOf(today, 1) - dayMs);
    case 'lastMonth':
      return between(monthOf(today, -1), monthOf(today, 0) - dayMs);
    case 'last12Weeks':
      return between(monday - 77 * dayMs, monday + 6 * dayMs);
    case 'last12Months':
      return between(monthOf(today, -11), monthOf(today, 1) - dayMs);
    case 'last15Minutes':
      return minutes(15);
    case 'last30Minutes':
      return minutes(30);
    case 'last60Minutes':
      return minutes(60);
    case 'lastDays':
      return between(today - (days - 1) * dayMs, today);
    case 'lastWorkingDays':
      return between(workingDayBefore(today, days), workingDayBefore(today, 1));
  }
};
