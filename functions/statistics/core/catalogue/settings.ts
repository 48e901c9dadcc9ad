import { type ServiceLevelVersion, serviceLevelAt } from '../../../domain/service-level-versions.ts';
import type { SiteConfig } from '../../../domain/site-config.ts';
import type { FigureSettings, Population } from '../types/formula.ts';

const ms = (seconds: number): number => Math.round(seconds * 1_000);
const msPerDay = 86_400_000;

/**
 * What formulas need of a site's configuration, in milliseconds. The service level is told as it was at `at` (epoch ms), or as a version says;
 * left out: as since ever, for what asks for none.
 */
export const figureSettingsOf = (config: SiteConfig, at: number | ServiceLevelVersion = Number.NEGATIVE_INFINITY): FigureSettings => {
  const { settings } = config;
  const level = typeof at === 'number' ? serviceLevelAt(config, at) : at;
  const [first = 5, second = 15, third = 30, fourth = 60, fifth = 120, sixth = 240] = settings.ringCategories;
  return {
    shortCallMs: ms(settings.shortCallSeconds),
    serviceLevelMs: ms(level.seconds),
    serviceLevelFormula: level.formula,
    abandonedMs: ms(settings.abandonedSeconds),
    ignoreAbandoned: settings.ignoreAbandoned,
    ringCategoriesMs: [ms(first), ms(second), ms(third), ms(fourth), ms(fifth), ms(sixth)],
    callRatePeriodMs: Math.round(settings.callRatePeriodMinutes * 60_000),
    returnWindowMs: Math.round(settings.returnWindowDays * msPerDay),
    accountCodes: settings.accountCodes,
  };
};

/**
 * What stands before every template's scope: with "ignore abandoned", a call lost before the threshold leaves every report, all its
 * segments with it; strictly below, by the ring time of the whole call (rule set 1 §8.11).
 */
export const baseScope = (settings: FigureSettings): Population =>
  settings.ignoreAbandoned
    ? [
        {
          when: {
            not: {
              all: [
                { field: 'callOutcome', in: ['lost'] },
                { duration: 'callRingMs', op: '<', limit: { setting: 'abandonedMs' } },
              ],
            },
          },
          otherwise: 'abandoned before the threshold: the site leaves such calls out of every figure',
        },
      ]
    : [];
