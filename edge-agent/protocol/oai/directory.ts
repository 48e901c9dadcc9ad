import type { CallEventOf } from '../../../functions/domain/call-event.ts';
import type { DeviceInfo, ListPage } from './confirmations.ts';
import { type DirectoryDevice, directoryTypeOf } from './device-type.ts';
import { deviceOf, isDeviceNumber, nodeOf } from './fields.ts';
import { deviceLists, listNumbers } from './lists.ts';

type Devices = ReadonlyMap<string, DirectoryDevice>;
export type DirectoryChange = Pick<CallEventOf<'directoryChanged'>, 'complete' | 'devices' | 'removed' | 'dndMessages' | 'change'>;

export interface Directory {
  /** Takes one page of a list; with the last page the list replaces what was known of it, and what changed is returned. */
  page(page: ListPage, node: string | null): DirectoryChange | null;
  /** Rows of a list whose last page has not come. */
  gathered(list: number, node: string | null): number;
  members(group: string, members: readonly string[]): DirectoryChange | null;
  info(info: DeviceInfo): DirectoryChange | null;
  /** All that is known; it counts as complete once the stations were listed. */
  complete(): DirectoryChange;
  /** Node by the lists; null when unknown. */
  nodeOfDevice(device: string): string | null;
  has(device: string): boolean;
  devices(): readonly DirectoryDevice[];
  nodes(): readonly string[];
}

const changeOf = (devices: readonly DirectoryDevice[], removed: readonly string[]): DirectoryChange => ({
  complete: false,
  devices: [...devices],
  removed: [...removed],
  dndMessages: [],
  change: null,
});

const same = (a: DirectoryDevice | undefined, b: DirectoryDevice): boolean => JSON.stringify(a) === JSON.stringify(b);

const requestOf = (list: number, node: string | null): string => `${list}@${node ?? ''}`;

/** What the PBX's lists say, gathered page by page. */
export const createDirectory = (): Directory => {
  const pending = new Map<string, ListPage['rows'][number][]>();
  /** By list and node, then by number. */
  const lists = new Map<string, Devices>();
  const membersOf = new Map<string, readonly string[]>();
  const infos = new Map<string, DeviceInfo>();
  const byNumber = new Map<string, DirectoryDevice>();
  let dndMessages: { number: number; text: string }[] = [];
  let nodes: string[] = [];

  const completed = (device: DirectoryDevice): DirectoryDevice => {
    const info = device.type === 'agent' ? undefined : infos.get(device.number);
    return {
      ...device,
      type: info === undefined ? device.type : directoryTypeOf(info.type),
      pbxType: device.pbxType ?? info?.type ?? null,
      members: [...(membersOf.get(device.number) ?? [])],
    };
  };

  const unlisted = (info: DeviceInfo): DirectoryDevice => ({
    number: info.device,
    node: null,
    type: directoryTypeOf(info.type),
    name: info.user === '' ? info.description : info.user,
    description: info.description,
    pbxType: info.type,
    groupType: null,
    members: [],
  });

  /** Without agent ids an agent has the number of its phone: the number then means the phone, which is listed first. */
  const refresh = (number: string): void => {
    const found = [...lists.values()].map((devices) => devices.get(number)).find((device) => device !== undefined);
    const info = infos.get(number);
    if (found !== undefined) byNumber.set(number, completed(found));
    else if (info !== undefined) byNumber.set(number, unlisted(info));
    else byNumber.delete(number);
  };

  const all = (): DirectoryDevice[] => {
    const listed = [...lists.values()].flatMap((devices) => [...devices.values()].map(completed));
    return [...listed, ...[...infos.values()].filter((info) => !listed.some((d) => d.number === info.device)).map(unlisted)];
  };

  const takeDevices = (rows: ListPage['rows'], list: number, node: string | null): DirectoryChange | null => {
    const layout = deviceLists.get(list);
    if (layout === undefined) return null;
    const key = `${list}@${node ?? ''}`;
    const before = lists.get(key);
    const after = new Map<string, DirectoryDevice>();
    for (const row of rows) {
      const number = deviceOf(row.key);
      if (number === null || !isDeviceNumber(number)) continue;
      const user = row.values.get(layout.name) ?? '';
      const description = row.values.get(layout.description) ?? '';
      const listed = layout.pbxType === null ? '' : (row.values.get(layout.pbxType) ?? '');
      const pbxType = /^\d+$/.test(listed) ? String(Number(listed)) : layout.impliedType;
      const groupType = layout.groupType === null ? '' : (row.values.get(layout.groupType) ?? '');
      after.set(number, {
        number,
        node: nodeOf(row.key) ?? node,
        type: pbxType === null || layout.impliedType !== null ? layout.type : directoryTypeOf(pbxType),
        name: user === '' ? description : user,
        description,
        pbxType,
        groupType: groupType === '' ? null : groupType,
        members: [],
      });
    }
    lists.set(key, after);
    const removed = [...(before?.keys() ?? [])].filter((number) => !after.has(number));
    for (const number of removed) infos.delete(number);
    for (const number of [...after.keys(), ...removed]) refresh(number);
    const changed = [...after.values()].filter((device) => !same(before?.get(device.number), device)).map(completed);
    const gone = removed.filter((number) => !byNumber.has(number));
    return changed.length === 0 && gone.length === 0 ? null : changeOf(changed, gone);
  };

  return {
    page(page, node) {
      const request = requestOf(page.list, node);
      // Pages may answer one command or several; a row seen before means the list has begun again.
      const before = pending.get(request) ?? [];
      const again = before.some((row) => row.key === page.rows[0]?.key);
      const rows = [...(again ? [] : before), ...page.rows];
      if (!page.last) {
        pending.set(request, rows);
        return null;
      }
      pending.delete(request);
      if (page.list === listNumbers.nodes) {
        nodes = rows.map((row) => row.key.replace(/:$/, ''));
        return null;
      }
      if (page.list === listNumbers.dndMessages) {
        const before = JSON.stringify(dndMessages);
        dndMessages = rows
          .map((row) => ({ number: Number(row.key), text: row.values.get(1) ?? '' }))
          .filter((m) => Number.isInteger(m.number));
        return JSON.stringify(dndMessages) === before ? null : { ...changeOf([], []), dndMessages };
      }
      return takeDevices(rows, page.list, node);
    },
    gathered: (list, node) => pending.get(requestOf(list, node))?.length ?? 0,
    members(group, members) {
      const before = JSON.stringify(membersOf.get(group) ?? []);
      membersOf.set(group, members);
      refresh(group);
      const device = byNumber.get(group);
      return device === undefined || JSON.stringify(members) === before ? null : changeOf([device], []);
    },
    info(info) {
      const before = byNumber.get(info.device);
      infos.set(info.device, info);
      refresh(info.device);
      const device = byNumber.get(info.device);
      return device === undefined || same(before, device) ? null : changeOf([device], []);
    },
    complete: () => ({
      complete: [...lists.keys()].some((key) => key.startsWith(`${listNumbers.stations}@`)),
      devices: all(),
      removed: [],
      dndMessages: [...dndMessages],
      change: null,
    }),
    nodeOfDevice: (device) => byNumber.get(device)?.node ?? null,
    has: (device) => byNumber.has(device),
    devices: all,
    nodes: () => nodes,
  };
};
