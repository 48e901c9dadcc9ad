import type { ConfiguredDevice, SiteConfig } from '../../domain/site-config.ts';
import { createStatisticsDay, type StatisticsDay } from '../../domain/statistics-day.ts';
import { e164Of } from './dial-plan.ts';
import { fingerprintOf } from './fingerprint.ts';

type User = SiteConfig['users'][number];

/** A user with the stretch of time (epoch ms, end exclusive) in which a number is his. */
interface Holding {
  readonly user: User;
  readonly from: number;
  readonly to: number;
}

/** Look-ups over one site configuration, built once per configuration object. */
export interface ConfigIndex {
  readonly device: (number: string, node: string) => ConfiguredDevice | null;
  /** True when several nodes have this number. */
  readonly shared: (number: string) => boolean;
  /** Who has the number at an instant; of several the one the configuration names first. */
  readonly userOfAgent: (agent: string, at: number) => User | null;
  readonly userOfExtension: (extension: string, at: number) => User | null;
  /** Differs between two instants when a number may have changed hands in between. */
  readonly assignmentsAt: (at: number) => number;
  /** Zone and reset time in one text, and the statistics day of an instant by them. */
  readonly dayRules: string;
  readonly dayOf: (at: number) => StatisticsDay;
  readonly contactName: (e164: string) => string | null;
  readonly speedDialName: (e164: string) => string | null;
  /** Differs when something boards show differs. */
  readonly fingerprint: string;
}

const byNumber = (
  entries: readonly { readonly name: string; readonly numbers: readonly string[] }[],
  country: string,
): Map<string, string> => {
  const names = new Map<string, string>();
  for (const { name, numbers } of entries)
    for (const number of numbers) {
      const key = e164Of(number, country) ?? number;
      if (!names.has(key)) names.set(key, name);
    }
  return names;
};

const holdingsBy = (users: readonly User[], key: 'agents' | 'extensions'): Map<string, Holding[]> => {
  const found = new Map<string, Holding[]>();
  for (const user of users)
    for (const { number, from, to } of user[key]) {
      const holding = { user, from: from === null ? -Infinity : Date.parse(from), to: to === null ? Infinity : Date.parse(to) };
      const known = found.get(number);
      if (known === undefined) found.set(number, [holding]);
      else known.push(holding);
    }
  return found;
};

const holderAt = (holdings: readonly Holding[] | undefined, at: number): User | null =>
  holdings?.find(({ from, to }) => from <= at && at < to)?.user ?? null;

/** Instants at which any number changes hands, in order. */
const changesOf = (...all: readonly ReadonlyMap<string, readonly Holding[]>[]): number[] => {
  const instants = all.flatMap((byNumber) => [...byNumber.values()].flat().flatMap(({ from, to }) => [from, to]));
  return [...new Set(instants)].filter(Number.isFinite).sort((a, b) => a - b);
};

/** A zone or reset time nobody knows must not stop the fold: the day is then UTC's. */
const dayRulesOf = ({ timeZone, resetTime }: SiteConfig): Pick<ConfigIndex, 'dayRules' | 'dayOf'> => {
  const dayRules = `${timeZone} ${resetTime}`;
  try {
    const dayOf = createStatisticsDay(timeZone, resetTime);
    dayOf(0);
    return { dayRules, dayOf };
  } catch (error) {
    if (error instanceof RangeError) return { dayRules, dayOf: createStatisticsDay('UTC', '02:00') };
    throw error;
  }
};

const createConfigIndex = (config: SiteConfig): ConfigIndex => {
  const devices = new Map<string, ConfiguredDevice[]>();
  for (const device of config.devices) {
    const same = devices.get(device.number);
    if (same === undefined) devices.set(device.number, [device]);
    else same.push(device);
  }
  const shared = new Set([...devices].filter(([, same]) => new Set(same.map((d) => d.node)).size > 1).map(([number]) => number));
  const agents = holdingsBy(config.users, 'agents');
  const extensions = holdingsBy(config.users, 'extensions');
  const changes = changesOf(agents, extensions);
  const contacts = byNumber(config.contacts, config.country);
  const speedDials = byNumber(config.speedDials, config.country);
  const { devices: all, users, contacts: people, dialPlan, country } = config;
  return {
    device: (number, node) => {
      const found = devices.get(number);
      if (found === undefined) return null;
      if (found.length === 1) return found[0] ?? null;
      return found.find((d) => d.node === node) ?? found.find((d) => d.node === null) ?? found[0] ?? null;
    },
    shared: (number) => shared.has(number),
    userOfAgent: (agent, at) => holderAt(agents.get(agent), at),
    userOfExtension: (extension, at) => holderAt(extensions.get(extension), at),
    assignmentsAt: (at) => (changes.length === 0 ? 0 : changes.filter((instant) => instant <= at).length),
    ...dayRulesOf(config),
    contactName: (e164) => contacts.get(e164) ?? null,
    speedDialName: (e164) => speedDials.get(e164) ?? null,
    fingerprint: fingerprintOf(JSON.stringify([all, users, people, dialPlan, country])),
  };
};

const indexes = new WeakMap<SiteConfig, ConfigIndex>();

export const configIndexOf = (config: SiteConfig): ConfigIndex => {
  const known = indexes.get(config);
  if (known !== undefined) return known;
  const made = createConfigIndex(config);
  indexes.set(config, made);
  return made;
};
