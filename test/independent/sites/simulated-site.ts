import type { SiteConfig } from '../../../functions/domain/site-config.ts';
import { generateDay, profileSiteConfig } from '../../pbx-simulator/index.ts';
import { rowsOfLines, type SiteRows } from './site-rows.ts';

export interface SimulatedSite {
  readonly profile: 'harbour' | 'mill';
  readonly seed: number;
  readonly callsPerHour: number;
  readonly hours: number;
  /** Epoch ms. */
  readonly startAt: number;
  readonly resetTime: string;
  readonly settings: Partial<SiteConfig['settings']>;
}

/** Days of people at work at one of the simulator's businesses, day and night alike; calls in progress at the end stay so. */
export const simulateSite = ({ profile, resetTime, settings, ...traffic }: SimulatedSite): SiteRows => {
  const imported = profileSiteConfig(profile);
  const [first, second, ...others] = imported.users;
  // One user with two phones, as the simulator's people have one each.
  const users =
    first === undefined || second === undefined
      ? imported.users
      : [{ ...first, extensions: [...first.extensions, ...second.extensions], agents: [...first.agents, ...second.agents] }, ...others];
  const config: SiteConfig = { ...imported, resetTime, users, settings: { ...imported.settings, ...settings } };
  const lines = [...generateDay({ ...traffic, profile, day: 'flat' })];
  return rowsOfLines(
    config,
    lines.map(({ at, line }) => ({ at, rx: line, tx: null })),
  );
};
