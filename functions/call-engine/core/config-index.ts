import type { ConfiguredDevice, SiteConfig } from '../../domain/site-config.ts';
import { e164Of } from './dial-plan.ts';
import { fingerprintOf } from './fingerprint.ts';

type User = SiteConfig['users'][number];

/** Look-ups over one site configuration, built once per configuration object. */
export interface ConfigIndex {
  readonly device: (number: string, node: string) => ConfiguredDevice | null;
  /** True when several nodes have this number. */
  readonly shared: (number: string) => boolean;
  readonly userOfAgent: (agent: string) => User | null;
  readonly userOfExtension: (extension: string) => User | null;
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

const firstBy = <K extends 'agents' | 'extensions'>(users: readonly User[], key: K): Map<string, User> => {
  const found = new Map<string, User>();
  for (const user of users) for (const { number } of user[key]) if (!found.has(number)) found.set(number, user);
  return found;
};

const createConfigIndex = (config: SiteConfig): ConfigIndex => {
  const devices = new Map<string, ConfiguredDevice[]>();
  for (const device of config.devices) {
    const same = devices.get(device.number);
    if (same === undefined) devices.set(device.number, [device]);
    else same.push(device);
  }
  const shared = new Set([...devices].filter(([, same]) => new Set(same.map((d) => d.node)).size > 1).map(([number]) => number));
  const agents = firstBy(config.users, 'agents');
  const extensions = firstBy(config.users, 'extensions');
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
    userOfAgent: (agent) => agents.get(agent) ?? null,
    userOfExtension: (extension) => extensions.get(extension) ?? null,
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
