import { Temporal } from 'temporal-polyfill';
import type { FigureValue, LiveFormula } from '../types/formula.ts';

type ClockShow = Extract<LiveFormula, { readonly kind: 'clock' }>['show'];
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The site's clock (L18773; the manual's server clock is the site's zone here), local: `2026-11-21`, `09:05:00`. `dateTime` is the instant, to the second. */
export const clockValue = (show: ClockShow, now: number, timeZone: string): FigureValue => {
  if (show === 'dateTime') return now - (now % 1000);
  const local = Temporal.Instant.fromEpochMilliseconds(Math.trunc(now)).toZonedDateTimeISO(timeZone);
  switch (show) {
    case 'date':
      return local.toPlainDate().toString();
    case 'time':
      return local.toPlainTime().toString({ smallestUnit: 'second' });
    case 'year':
      return local.year;
    case 'dayOfMonth':
      return local.day;
    case 'dayOfWeek':
      return weekdays[local.dayOfWeek - 1] ?? null;
  }
};
