import { siteConfigSchema } from '../../../functions/domain/site-config.ts';
import { generateDay, profileSiteConfig } from '../../pbx-simulator/index.ts';
import { rowsOfLines, type SiteRows } from './site-rows.ts';

/** A month of one of the simulator's businesses, day and night alike, so that the night on which the clock changes has calls as well. */
const month = (given: {
  readonly id: string;
  readonly profile: 'harbour' | 'mill';
  readonly timeZone: string;
  readonly days: number;
  readonly startAt: number;
  readonly seed: number;
  readonly callsPerHour: number;
}): SiteRows => {
  const { id, profile, timeZone, days, startAt, seed, callsPerHour } = given;
  const lines = [...generateDay({ seed, callsPerHour, hours: days * 24, startAt, profile, day: 'flat' })];
  const config = profileSiteConfig(profile);
  const rows = rowsOfLines(
    siteConfigSchema.parse({
      ...config,
      id,
      timeZone,
      settings: { ...config.settings, accountCodes: ['4711', '810', '88'].map((code) => ({ code, description: '' })) },
    }),
    lines.map(({ at, line }) => ({ at, rx: line, tx: null })),
  );
  // The simulated people do not call services, so some numbers they do call are taken for such.
  const dialled = rows.calls.flatMap(({ direction, outsideNumber }) =>
    direction === 'out' && outsideNumber !== null ? [outsideNumber] : [],
  );
  return { ...rows, config: { ...rows.config, dialPlan: { ...rows.config.dialPlan, serviceCodes: dialled.slice(0, 3) } } };
};

const dayMs = 86_400_000;

/** The last days of March 2026 in London, one of which has 23 hours; 31 are the month. */
export const marchInLondon = (seed: number, callsPerHour: number, days: number): SiteRows => {
  const startAt = Date.UTC(2026, 3, 1) - days * dayMs;
  return month({ id: 'march', profile: 'harbour', timeZone: 'Europe/London', days, startAt, seed, callsPerHour });
};

/** The last days of February 2028 in New York, a leap year's; 29 are the month. */
export const februaryInNewYork = (seed: number, callsPerHour: number, days: number): SiteRows => {
  const startAt = Date.UTC(2028, 2, 1, 5) - days * dayMs;
  return month({ id: 'february', profile: 'mill', timeZone: 'America/New_York', days, startAt, seed, callsPerHour });
};
