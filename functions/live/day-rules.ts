import { type SiteConfig, siteConfigSchema } from '../domain/site-config.ts';
import { createStatisticsDay } from '../domain/statistics-day.ts';
import { figureSettingsOf } from '../statistics/catalogue.ts';
import type { DayRules } from './core/live-model.ts';
import { createShare } from './core/totals.ts';

const kept = 500;
const unconfigured = siteConfigSchema.parse({ devices: [] });

/** Rules of a site's configuration; sites with the same settings share them. */
export const createDayRules = (): ((config: SiteConfig | null) => DayRules) => {
  const rules = new Map<string, DayRules>();
  return (config) => {
    const { timeZone, resetTime, settings } = config ?? unconfigured;
    const key = JSON.stringify([timeZone, resetTime, settings]);
    const known = rules.get(key);
    if (known !== undefined) return known;
    const made: DayRules = {
      dayOf: createStatisticsDay(timeZone, resetTime),
      shareOf: createShare(figureSettingsOf(config ?? unconfigured)),
    };
    if (rules.size >= kept) rules.clear();
    rules.set(key, made);
    return made;
  };
};
