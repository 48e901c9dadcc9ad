import type { ReportRange } from '../../../../functions/domain/report.ts';
import { hasDays, namedRanges, usualDays } from '../../figures/core/range-choice.ts';
import { plural } from '../../time/core/format.ts';
import { toLocalText } from '../../time/core/zone.ts';
import { fixedDates } from './range-dates.ts';

/** The time that a report tells of: `Yesterday`, `Last 7 days`, `1 Mar 2026 09:00 to 12:00, every time the same` */
export const rangeWords = (range: ReportRange, zone: string): string => {
  if (!('named' in range)) {
    const [from, to] = [range.from, range.to].map((at) => toLocalText(zone, Date.parse(at)));
    return `${fixedDates(from ?? '', to ?? '')}, every time the same`;
  }
  const { named, days = usualDays } = range;
  if (!hasDays(named)) return namedRanges[named];
  return `Last ${named === 'lastDays' ? plural(days, 'day') : plural(days, 'working day')}`;
};
