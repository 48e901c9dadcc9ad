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
 * Takes over what the PBX lists: new devices with first-import flags, names and nodes of known ones. Flags, devices entered by hand and
 * devices the PBX no longer names stay as they are.
 */
export const importDirectory = (config: SiteConfig, event: CallEventOf<'directoryChanged'>): DirectoryImport => {
  const listed = new Map(event.devices.map((device) => [identity(device), device]));
  const known = new Set(config.devices.map(identity));
  const devices = config.devices.map((device) => {
    const pbx = listed.get(identity(device));
    return pbx === undefined ? device : updated(device, pbx);
  });
  const fresh = [...listed].filter(([key]) => !known.has(key)).map(([, pbx]) => added(pbx));
  const renamed = devices.filter((device, i) => device !== config.devices[i]).map((device) => device.number);
  const removed = new Set(event.removed);
  const missing = config.devices
    .filter((device) => device.type !== 'ddi' && (removed.has(device.number) || (event.complete && !listed.has(identity(device)))))
    .map((device) => device.number);
  return {
    config: fresh.length === 0 && renamed.length === 0 ? config : { ...config, devices: [...devices, ...fresh] },
    added: fresh.map((device) => device.number),
    renamed,
    missing,
  };
};
