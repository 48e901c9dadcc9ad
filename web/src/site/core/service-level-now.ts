import { statisticsDay, wallOf } from '../../time/core/zone.ts';
import type { Configuration } from './types.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** `YYYY-MM-DD` of the statistics day that is going on at the site. */
export const statisticsDate = ({ timeZone, resetTime }: Pick<Configuration, 'timeZone' | 'resetTime'>, now: number): string => {
  const { year, month, day } = wallOf(timeZone, statisticsDay(timeZone, resetTime, now).from);
  return `${year}-${two(month)}-${two(day)}`;
};

/** The service level that counts today: the first one, or the last of those that have begun. */
export const serviceLevelNow = (
  config: Configuration,
  now: number,
): { readonly formula: string; readonly seconds: number; readonly from: string | null } => {
  const { serviceLevelFormula: formula, serviceLevelSeconds: seconds, serviceLevelChanges } = config.settings;
  const today = statisticsDate(config, now);
  return serviceLevelChanges.findLast(({ from }) => from <= today) ?? { formula, seconds, from: null };
};
