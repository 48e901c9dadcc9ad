import { isDeviceNumber } from './fields.ts';
import { numberOf } from './line.ts';

/** Reading of what stands behind the outcome of a confirmation. Everything damaged reads as empty, never as an error. */

export interface MonitorStarted {
  readonly monitors: readonly { readonly xref: string; readonly device: string }[];
}

const isFilter = (token: string): boolean => /^[A-Z]:[0-9A-Fa-f]*$/.test(token);

const monitorPairs = (fields: readonly string[], from: number, only: string): MonitorStarted['monitors'] => {
  const monitors: { xref: string; device: string }[] = [];
  for (let i = from; i < fields.length; i += 2) {
    const xref = fields[i] ?? '';
    if (xref === '' || isFilter(xref)) break;
    const next = fields[i + 1] ?? '';
    const device = next === '' || isFilter(next) ? only : next;
    if (isDeviceNumber(device)) monitors.push({ xref, device });
    if (device !== next) break;
  }
  return monitors;
};

/** `_MS`: count, (xref, ext) x count, granted filters. For one device the extension may be missing: then it is the one asked for. */
export const parseMonitorStarted = (fields: readonly string[], asked: string): MonitorStarted => ({
  monitors: monitorPairs(fields, 1, asked),
});

/** `_MA`: last (1) or more (0), type, count, (xref, ext) x count, granted filters. */
export const parseMonitorsPage = (fields: readonly string[]): MonitorStarted & { readonly last: boolean } => ({
  last: fields[0] !== '0',
  monitors: monitorPairs(fields, 3, ''),
});

export interface ListPage {
  readonly list: number;
  readonly last: boolean;
  /** Key and the values of the fields, by their bit in the mask. */
  readonly rows: readonly { readonly key: string; readonly values: ReadonlyMap<number, string> }[];
}

const bitsOf = (mask: number): number[] => {
  const bits: number[] = [];
  for (let bit = 1; bit <= mask && bit <= 0x8000; bit *= 2) if ((mask & bit) !== 0) bits.push(bit);
  return bits;
};

/**
 * `_QX`: list, mask granted, last (1) or more (0), count, (key, fields by rising bit) x count. Null when the count does not fit the
 * rows: one example of the manual is misprinted that way.
 */
export const parseListPage = (fields: readonly string[]): ListPage | null => {
  const list = numberOf(fields[0]);
  const maskText = fields[1] ?? '';
  const count = numberOf(fields[3]);
  if (list === null || count === null || !/^[0-9A-Fa-f]{1,4}$/.test(maskText)) return null;
  const bits = bitsOf(Number.parseInt(maskText, 16));
  const width = 1 + bits.length;
  const cells = fields.slice(4);
  // Blank fields at the very end of the line may be missing.
  if (Math.ceil(cells.length / width) !== count) return null;
  const rows = Array.from({ length: count }, (_, row) => ({
    key: cells[row * width] ?? '',
    values: new Map(bits.map((bit, i) => [bit, cells[row * width + 1 + i] ?? ''])),
  }));
  return { list, last: fields[2] !== '0', rows: rows.filter((row) => row.key !== '') };
};

/** `_QL`: list, last, count, (key, |user|, |description|) x count, as a page of the newer list command. */
export const parseOldListPage = (fields: readonly string[]): ListPage | null =>
  parseListPage([fields[0] ?? '', '3', fields[1] ?? '', fields[2] ?? '', ...fields.slice(3)]);

/**
 * `_QH`: n, (agent_id, device_ext, mode) x n. The manual's example has one more entry than its count and newer systems add fields:
 * what looks like an entry is one. A member is its agent id, else its extension.
 */
export const parseHuntGroupMembers = (fields: readonly string[]): readonly string[] => {
  const members: string[] = [];
  for (let i = 1; i < fields.length; i += 3) {
    const member = fields[i] !== '' ? (fields[i] ?? '') : (fields[i + 1] ?? '');
    if (member === '' || !/^[0-5]$/.test(fields[i + 2] ?? '')) break;
    members.push(member);
  }
  return members;
};

export interface DeviceInfo {
  readonly device: string;
  readonly type: string;
  readonly description: string;
  readonly user: string;
}

/** `_QI`: ext, device_type, class, |description|, |user|, … */
export const parseDeviceInfo = (fields: readonly string[]): DeviceInfo | null => {
  const [device = '', type = '', , description = '', user = ''] = fields;
  return !isDeviceNumber(device) || numberOf(type) === null ? null : { device, type: String(Number(type)), description, user };
};

export interface SystemInfo {
  /** What began: `0` power-up or port reset, `1` the old resync. */
  readonly code: string;
  readonly protocol: string;
  readonly software: string;
  /** Bit 0 events, bit 1 call control; null when the system is too old to say. */
  readonly premium: number | null;
  /** Null for a gateway (node 0) or when not said. */
  readonly node: string | null;
  readonly gateway: boolean;
}

/** `RS`: HH:MM, MMDDYY, protocol, software, premium, node, networking, country, tcpip; all from index 3, code at 2. */
export const parseSystemInfo = (f: readonly string[]): SystemInfo => {
  const node = numberOf(f[8]);
  return {
    code: f[2] ?? '',
    protocol: f[5] ?? '',
    software: f[6] ?? '',
    premium: numberOf(f[7]),
    node: node === null || node === 0 ? null : String(node),
    gateway: node === 0,
  };
};
