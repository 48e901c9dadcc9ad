import type { CallEventOf } from '../../domain/call-event.ts';
import type { ConfiguredDevice, SiteConfig } from '../../domain/site-config.ts';
import { firstImportFlags, type PbxDevice } from './first-import-flags.ts';

export interface DirectoryImport {
  /** The configuration after the import; the very same object when nothing changed. */
  readonly config: SiteConfig;
  readonly added: readonly string[];
  readonly renamed: readonly string[];
  /** Configured, but no longer in the PBX: kept (history and manual settings hang on them), only reported. */
  readonly missing: readonly string[];
}

const identity = (device: { readonly number: string; readonly type: string }): string => `${device.type} ${device.number}`;

const updated = (known: ConfiguredDevice, pbx: PbxDevice): ConfiguredDevice => {
  const name = pbx.name === '' ? known.name : pbx.name;
  const node = pbx.node ?? known.node;
  return name === known.name && node === known.node ? known : { ...known, name, node };
};

const added = (pbx: PbxDevice): ConfiguredDevice => ({
  number: pbx.number,
  type: pbx.type,
  name: pbx.name === '' ? pbx.description : pbx.name,
  node: pbx.node,
  businessUnit: null,
  ...firstImportFlags(pbx),
});

/**
 * Which listed device each configured one is. Nodes may have the same number, so the node decides; a device entered without node, or the
 * only one of its number, is the listed one wherever that says it is.
 */
const matchDevices = (known: readonly ConfiguredDevice[], listed: readonly PbxDevice[]): ReadonlyMap<ConfiguredDevice, PbxDevice> => {
  const matched = new Map<ConfiguredDevice, PbxDevice>();
  const byIdentity = new Map<string, ConfiguredDevice[]>();
  for (const device of known) byIdentity.set(identity(device), [...(byIdentity.get(identity(device)) ?? []), device]);
  const left: PbxDevice[] = [];
  for (const pbx of listed) {
    const same = byIdentity.get(identity(pbx)) ?? [];
    const exact = same.find((device) => device.node === pbx.node && !matched.has(device));
    if (exact === undefined) left.push(pbx);
    else matched.set(exact, pbx);
  }
  for (const pbx of left) {
    const free = (byIdentity.get(identity(pbx)) ?? []).filter((device) => !matched.has(device));
    const [only] = free;
    const match = pbx.node === null || free.length === 1 ? only : free.find((device) => device.node === null);
    if (match !== undefined) matched.set(match, pbx);
  }
  return matched;
};

/**
 * Takes over what the PBX lists: new devices with first-import flags, names and nodes of known ones. Flags, devices entered by hand and
 * devices the PBX no longer names stay as they are.
 */
export const importDirectory = (config: SiteConfig, event: CallEventOf<'directoryChanged'>): DirectoryImport => {
  const listed = [...new Map(event.devices.map((device) => [`${identity(device)} ${device.node ?? ''}`, device])).values()];
  const matched = matchDevices(config.devices, listed);
  const devices = config.devices.map((device) => {
    const pbx = matched.get(device);
    return pbx === undefined ? device : updated(device, pbx);
  });
  const numbers = new Set(listed.map(identity));
  const known = new Set(matched.values());
  const configured = new Set(config.devices.map(identity));
  // Without a node there is nothing that tells it from the one that is there.
  const fresh = listed.filter((pbx) => !known.has(pbx) && (pbx.node !== null || !configured.has(identity(pbx)))).map(added);
  const renamed = devices.filter((device, i) => device !== config.devices[i]).map((device) => device.number);
  const removed = new Set(event.removed);
  const missing = config.devices
    .filter((device) => device.type !== 'ddi' && (removed.has(device.number) || (event.complete && !numbers.has(identity(device)))))
    .map((device) => device.number);
  return {
    config: fresh.length === 0 && renamed.length === 0 ? config : { ...config, devices: [...devices, ...fresh] },
    added: fresh.map((device) => device.number),
    renamed,
    missing,
  };
};
