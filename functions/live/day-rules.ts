import type { SiteConfig } from '../domain/site-config.ts';
import { createStatisticsDay } from '../domain/statistics-day.ts';
import type { DayRules } from './core/live-model.ts';

/** Rules of a site's configuration; the statistics day with its cache is kept per zone and reset time. */
export const createDayRules = (): ((config: SiteConfig | null) => DayRules) => {
  const days = new Map<string, DayRules['dayOf']>();
  return (config) => {
    const timeZone = config?.timeZone ?? 'UTC';
    const resetTime = config?.resetTime ?? '02:00';
    const key = `${timeZone} ${resetTime}`;
    const dayOf = days.get(key) ?? createStatisticsDay(timeZone, resetTime);
    days.set(key, dayOf);
    return { dayOf, targetMs: (config?.settings.serviceLevelSeconds ?? 10) * 1_000 };
  };
};
