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
  // A thousand changes of state a day: those of the last five days are enough, and among them is the night of the change of the clock.
  const status = rows.status.filter((row) => row.at >= startAt + (days - 5) * 86_400_000);
  return { ...rows, status, config: { ...rows.config, dialPlan: { ...rows.config.dialPlan, serviceCodes: dialled.slice(0, 3) } } };
};

/** March 2026 in London: 31 days, one of 23 hours. */
export const marchInLondon = (seed: number, callsPerHour: number): SiteRows =>
  month({ id: 'march', profile: 'harbour', timeZone: 'Europe/London', days: 31, startAt: Date.UTC(2026, 2, 1), seed, callsPerHour });

/** February 2028 in New York: a leap year's, five hours behind. */
export const februaryInNewYork = (seed: number, callsPerHour: number): SiteRows =>
  month({ id: 'february', profile: 'mill', timeZone: 'America/New_York', days: 29, startAt: Date.UTC(2028, 1, 1, 5), seed, callsPerHour });
