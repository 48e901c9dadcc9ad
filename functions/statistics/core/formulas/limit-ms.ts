import type { FigureSettings, Limit } from '../types/formula.ts';

/** A limit in milliseconds. A ring category that the site does not have is no limit at all: nothing is within it. */
export const limitMs = (limit: Limit, settings: FigureSettings): number => {
  if ('ms' in limit) return limit.ms;
  if ('setting' in limit) return settings[limit.setting];
  return settings.ringCategoriesMs[limit.ringCategory - 1] ?? Number.NaN;
};
