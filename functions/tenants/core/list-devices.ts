import { type ConfiguredDevice, type DeviceType, deviceTypes, type SiteConfig } from '../../domain/site-config.ts';
import { endOf, startOf } from './past-changes.ts';

export interface DeviceFilter {
  /** Part of number or name, in any case. */
  readonly search?: string | undefined;
  readonly type?: DeviceType | undefined;
  readonly businessUnit?: string | undefined;
}
export interface ListedDevice {
  readonly device: ConfiguredDevice;
  /** Id of who holds the number at the asked instant. */
  readonly user: string | null;
  /** Sorts by type and number, shorter numbers first. */
  readonly position: string;
}

const longestNumber = 64;
const positionOf = ({ type, number, node }: ConfiguredDevice): string =>
  `${deviceTypes.indexOf(type)} ${number.padStart(longestNumber, '0')} ${node ?? ''}`;

const holders = (config: SiteConfig, kind: 'extensions' | 'agents', now: number): ReadonlyMap<string, string> =>
  new Map(
    config.users.flatMap((user) => user[kind].filter((a) => startOf(a) <= now && now < endOf(a)).map((a) => [a.number, user.id] as const)),
  );

/** The devices a filter names, in order, each with who has it at `now`. */
export const listDevices = (config: SiteConfig, filter: DeviceFilter, now: number): readonly ListedDevice[] => {
  const [extensions, agents] = [holders(config, 'extensions', now), holders(config, 'agents', now)];
  const wanted = filter.search?.toLowerCase();
  return config.devices
    .filter(
      ({ number, name, type, businessUnit }) =>
        (filter.type === undefined || type === filter.type) &&
        (filter.businessUnit === undefined || businessUnit === filter.businessUnit) &&
        (wanted === undefined || number.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted)),
    )
    .map((device) => {
      const held = device.type === 'agent' ? agents : device.type === 'extension' ? extensions : null;
      return { device, user: held?.get(device.number) ?? null, position: positionOf(device) };
    })
    .sort((a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : 0));
};
