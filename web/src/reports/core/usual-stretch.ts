import type { Site } from '../../api/types.ts';
import { type Range, statisticsDay } from '../../time/core/zone.ts';

const days = 30;

/** The last thirty whole statistics days: counted on the calendar, as a day on which clocks change is not 24 hours long. */
export const usualStretch = ({ timeZone, resetTime }: Pick<Site, 'timeZone' | 'resetTime'>, now: number): Range => ({
  from: statisticsDay(timeZone, resetTime, now, days).from,
  to: statisticsDay(timeZone, resetTime, now).from,
});
