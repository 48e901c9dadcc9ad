import type { DirectoryType } from './device-type.ts';

/** The `_QX` lists that make the directory. */
export const listNumbers = { stations: 1, trunks: 2, huntGroups: 3, dndMessages: 10, applications: 12, agents: 17, nodes: 18 } as const;

interface ListLayout {
  /** Fields asked for. */
  readonly mask: number;
  readonly type: DirectoryType;
  readonly name: number;
  readonly description: number;
  readonly pbxType: number | null;
  readonly groupType: number | null;
  /** PBX type of what the list holds when the list does not say it. */
  readonly impliedType: string | null;
}

/** Lists whose rows are devices: the bits of the fields that are read. */
export const deviceLists: ReadonlyMap<number, ListLayout> = new Map([
  [listNumbers.stations, { mask: 0x103, type: 'extension', name: 1, description: 2, pbxType: 0x100, groupType: null, impliedType: null }],
  [listNumbers.trunks, { mask: 0x3, type: 'trunk', name: 1, description: 2, pbxType: null, groupType: null, impliedType: null }],
  [listNumbers.huntGroups, { mask: 0x7, type: 'huntGroup', name: 1, description: 2, pbxType: null, groupType: 4, impliedType: '2' }],
  [
    listNumbers.applications,
    { mask: 0x3, type: 'application', name: 1, description: 2, pbxType: null, groupType: null, impliedType: '12' },
  ],
  [listNumbers.agents, { mask: 0x1, type: 'agent', name: 1, description: 1, pbxType: null, groupType: null, impliedType: '23' }],
] satisfies [number, ListLayout][]);

/** Mask to ask a list with. */
export const listMask = (list: number): number => deviceLists.get(list)?.mask ?? 1;
