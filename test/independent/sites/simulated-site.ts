import type { SiteConfig } from '../../../functions/domain/site-config.ts';
import { generateDay, profileSiteConfig } from '../../pbx-simulator/index.ts';
import { goingHome } from './going-home.ts';
import { rowsOfLines, type SiteRows } from './site-rows.ts';
import { tracedRows } from './traced-site.ts';

/** Days of people at work at one of the simulator's businesses, day and night alike; calls in progress at the end stay so. */
const people = (profile: 'harbour' | 'mill', seed: number, callsPerHour: number, startAt: number): SiteRows => {
  const lines = [...generateDay({ seed, callsPerHour, hours: 48, startAt, profile, day: 'flat' })];
  const messages = lines.map(({ at, line }) => ({ at, rx: line, tx: null }));
  return rowsOfLines({ ...profileSiteConfig(profile), id: siteId }, messages);
};

const siteId = 'two-businesses';

/**
 * One site with what parser and engine make of lines: a hotel over the night in spring in which 01:30 does not exist, every trace of
 * `test/traces` on a day of its own in summer, a mill over the night in autumn in which 01:30 comes twice.
 */
export const simulatedSite = (seed: number, callsPerHour: number): SiteRows => {
  const hotel = people('harbour', seed, callsPerHour, Date.UTC(2026, 2, 28, 6));
  const traced = tracedRows(siteId, Date.UTC(2026, 4, 1));
  const mill = people('mill', seed + 1, callsPerHour, Date.UTC(2026, 9, 24, 6));
  const { settings, users, devices } = hotel.config;
  const [first, second, ...others] = users;
  const config: SiteConfig = {
    ...hotel.config,
    id: siteId,
    resetTime: '01:30',
    devices: [
      ...devices,
      ...mill.config.devices,
      {
        number: '2501',
        type: 'application',
        name: '',
        node: null,
        notAnswering: true,
        notRung: true,
        resetsTimers: false,
        personal: false,
        businessUnit: null,
      },
    ],
    // One user with two phones, as the simulator's people have one each.
    users:
      first === undefined || second === undefined
        ? users
        : [
            { ...first, extensions: [...first.extensions, ...second.extensions], agents: [...first.agents, ...second.agents] },
            ...others,
            ...mill.config.users,
          ],
    settings: {
      ...settings,
      returnWindowDays: 0.1,
      serviceLevelFormula: 'F5',
      accountCodes: ['4711', '4712', '4713', '810', '820', '5678', '1234', '88'].map((code) => ({ code, description: '' })),
    },
  };
  const parts = [{ ...hotel, status: [...hotel.status, ...goingHome(hotel.status)] }, traced, mill];
  return {
    config,
    calls: parts.flatMap((part) => part.calls),
    segments: parts.flatMap((part) => part.segments),
    status: parts.flatMap((part) => part.status).sort((a, b) => a.at - b.at),
  };
};
