import type { ConfiguredDevice, DeviceType, SiteConfig } from '../../domain/site-config.ts';
import { e164Of } from './dial-plan.ts';

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
  for (const user of users) for (const number of user[key]) if (!found.has(number)) found.set(number, user);
  return found;
};

const createConfigIndex = (config: SiteConfig): ConfigIndex => {
  const devices = new Map<string, ConfiguredDevice[]>();
  for (const device of config.devices) devices.set(device.number, [...(devices.get(device.number) ?? []), device]);
  const agents = firstBy(config.users, 'agents');
  const extensions = firstBy(config.users, 'extensions');
  const contacts = byNumber(config.contacts, config.country);
  const speedDials = byNumber(config.speedDials, config.country);
  const fingerprint = `${config.devices.length}:${config.devices.map((d) => `${d.number}/${d.node ?? ''}/${d.type}/${d.name}`).join(',')}`;
  return {
    device: (number, node) => {
      const found = devices.get(number);
      if (found === undefined) return null;
      return found.find((d) => d.node === node) ?? found.find((d) => d.node === null) ?? found[0] ?? null;
    },
    shared: (number) => new Set((devices.get(number) ?? []).map((d) => d.node)).size > 1,
    userOfAgent: (agent) => agents.get(agent) ?? null,
    userOfExtension: (extension) => extensions.get(extension) ?? null,
    contactName: (e164) => contacts.get(e164) ?? null,
    speedDialName: (e164) => speedDials.get(e164) ?? null,
    fingerprint,
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

export type { DeviceType };
