import type { FigureValue } from '../../figures/core/public-types.ts';
import { wallOf } from '../../time/core/zone.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const two = (n: number): string => String(n).padStart(2, '0');

/**
 * What a clock among the statistics says (L18773), by the zone of the site; undefined for a statistic that is none. The server tells a clock once
 * with everything else and never again: between two tellings it is drawn here. Values as functions/statistics/core/formulas/clock-value.ts has them.
 */
export const clockFigure = (statistic: string, now: number, zone: string): FigureValue | undefined => {
  const { year, month, day, hour, minute, second } = wallOf(zone, now);
  switch (statistic) {
    case 'currentDateTime':
      return now - (now % 1_000);
    case 'currentDate':
      return `${year}-${two(month)}-${two(day)}`;
    case 'currentTime':
      return `${two(hour)}:${two(minute)}:${two(second)}`;
    case 'currentYear':
      return year;
    case 'dayOfMonth':
      return day;
    case 'dayOfWeek':
      return weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? null;
    default:
      return undefined;
  }
};
