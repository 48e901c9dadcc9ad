import type { ConfiguredDevice, DeviceType, SiteConfig } from '../../domain/site-config.ts';
import type { ConfigIndex } from './config-index.ts';
import type { EngineState } from './state.ts';

/** A state read under a configuration. */
export interface SiteView {
  readonly state: EngineState;
  readonly config: SiteConfig;
  readonly index: ConfigIndex;
}

type Listed = EngineState['directory'][string];
const fromDirectory = new WeakMap<Listed, ConfiguredDevice>();

/** A device only the PBX names has no flags: those come from the configuration alone. */
const asConfigured = (listed: Listed): ConfiguredDevice => {
  const known = fromDirectory.get(listed);
  if (known !== undefined) return known;
  const { number, type, name, node } = listed;
  const made: ConfiguredDevice = {
    number,
    type,
    name,
    node,
    notAnswering: false,
    notRung: false,
    resetsTimers: false,
    personal: false,
    businessUnit: null,
  };
  fromDirectory.set(listed, made);
  return made;
};

/** Configured device, else what the PBX's own list says of it. */
export const deviceOf = (view: SiteView, number: string, node: string): ConfiguredDevice | null => {
  const configured = view.index.device(number, node);
  if (configured !== null) return configured;
  const listed = view.state.directory[number];
  return listed === undefined ? null : asConfigured(listed);
};

export const typeOf = (view: SiteView, number: string, node: string): DeviceType | null => deviceOf(view, number, node)?.type ?? null;

export const isTrunk = (view: SiteView, number: string | null, node: string): boolean =>
  number !== null && typeOf(view, number, node) === 'trunk';

/** A line by what is known of the device; of one nobody knows, by what the event says. */
export const isLine = (view: SiteView, number: string, node: string, said: 'internal' | 'external' | null): boolean => {
  const type = typeOf(view, number, node);
  return type === null ? said === 'external' : type === 'trunk';
};

export const isGroup = (view: SiteView, number: string | null, node: string): boolean =>
  number !== null && typeOf(view, number, node) === 'huntGroup';

export const nameOf = (view: SiteView, number: string | null, node: string): string | null => {
  if (number === null) return null;
  const name = deviceOf(view, number, node)?.name;
  return name === undefined || name === '' ? null : name;
};

/** Key of a device: its number, with its node before it only where several nodes have the number. */
export const phoneKey = (view: SiteView, number: string, node: string): string =>
  view.index.shared(number) ? `${view.index.device(number, node)?.node ?? '1'}:${number}` : number;

/** Number and node of a key; a number on one node only has that node. */
export const placeOf = (view: SiteView, key: string): { readonly number: string; readonly node: string } => {
  const colon = key.indexOf(':');
  if (colon > 0 && view.index.shared(key.slice(colon + 1))) return { number: key.slice(colon + 1), node: key.slice(0, colon) };
  return { number: key, node: deviceOf(view, key, '')?.node ?? view.state.phones[key]?.node ?? '1' };
};
