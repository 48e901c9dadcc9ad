import type { ServiceLevelFormula, SiteConfig } from './site-config.ts';
import { createDayStart } from './statistics-day.ts';

/** One way to tell the site's service level, and since when. */
export interface ServiceLevelVersion {
  /** From 1 on, in order of time; the last one has the highest number. */
  readonly version: number;
  /** `YYYY-MM-DD`, the statistics day with which it begins; null = since ever. */
  readonly from: string | null;
  /** Epoch ms of that day's beginning. */
  readonly startsAt: number;
  readonly formula: ServiceLevelFormula;
  readonly seconds: number;
}

type Told = Pick<SiteConfig, 'settings' | 'timeZone' | 'resetTime'>;

/** All versions, oldest first: never empty. */
export const serviceLevelVersions = ({ settings, timeZone, resetTime }: Told): readonly [ServiceLevelVersion, ...ServiceLevelVersion[]] => {
  const { serviceLevelFormula: formula, serviceLevelSeconds: seconds, serviceLevelChanges } = settings;
  const first: ServiceLevelVersion = { version: 1, from: null, startsAt: Number.NEGATIVE_INFINITY, formula, seconds };
  if (serviceLevelChanges.length === 0) return [first];
  const startOf = createDayStart(timeZone, resetTime);
  return [
    first,
    ...serviceLevelChanges.map((change, i): ServiceLevelVersion => ({ version: i + 2, startsAt: startOf(change.from), ...change })),
  ];
};

/** The version that counts at an instant, epoch ms. */
export const serviceLevelAt = (config: Told, at: number): ServiceLevelVersion => {
  const all = serviceLevelVersions(config);
  return all.findLast(({ startsAt }) => startsAt <= at) ?? all[0];
};

/** Versions in force at any time of [from, to), oldest first. */
export const serviceLevelsWithin = (config: Told, from: number, to: number): readonly ServiceLevelVersion[] => {
  const all = serviceLevelVersions(config);
  return all.filter(({ startsAt }, i) => startsAt < to && (all[i + 1]?.startsAt ?? Number.POSITIVE_INFINITY) > from);
};

/** The configuration with the service level that counts at an instant as its only one, for whoever shows settings as they are then. */
export const configInForce = (config: SiteConfig, at: number): SiteConfig => {
  if (config.settings.serviceLevelChanges.length === 0) return config;
  const { formula, seconds } = serviceLevelAt(config, at);
  return {
    ...config,
    settings: { ...config.settings, serviceLevelFormula: formula, serviceLevelSeconds: seconds, serviceLevelChanges: [] },
  };
};
