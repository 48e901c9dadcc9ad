import type { LiveAgent, LiveCall, LiveExtension, LiveQueue, LiveTrunk } from '../../../../functions/domain/live.ts';
import { createTextFilter } from './text-filter.ts';

/** A `FilterSpec`, as far as rows of what is there now can be held against it. */
export type RowFilter = Readonly<Record<string, unknown>>;

type Read<T> = (item: T) => string | null | readonly string[];

/** Fields of device numbers take ranges. */
const devices: ReadonlySet<string> = new Set(['extension', 'agent', 'huntGroup', 'trunk']);

const listOf = (value: unknown): readonly unknown[] | null => (Array.isArray(value) ? value : null);
const layersOf = (filter: RowFilter): readonly RowFilter[] => [
  filter,
  ...(listOf(filter.and) ?? []).filter((layer): layer is RowFilter => typeof layer === 'object' && layer !== null),
];

const textTests = <T>(filter: RowFilter, reads: Readonly<Record<string, Read<T>>>): readonly ((item: T) => boolean)[] =>
  layersOf(filter).flatMap((layer) =>
    Object.entries(reads).flatMap(([field, read]) => {
      const text = layer[field];
      if (typeof text !== 'string' || text.trim() === '') return [];
      const passes = createTextFilter(text, devices.has(field));
      return [
        (item: T): boolean => {
          const value = read(item);
          if (value === null || typeof value === 'string') return passes(value);
          return value.length === 0 ? passes(null) : value.some((one) => passes(one));
        },
      ];
    }),
  );

const all =
  <T>(tests: readonly ((item: T) => boolean)[]) =>
  (item: T): boolean =>
    tests.every((test) => test(item));

const choice = <T>(filter: RowFilter, field: string, read: (item: T) => unknown): readonly ((item: T) => boolean)[] =>
  layersOf(filter).flatMap((layer) => (layer[field] === undefined ? [] : [(item: T): boolean => read(item) === layer[field]]));

const among = <T>(filter: RowFilter, field: string, read: (item: T) => string): readonly ((item: T) => boolean)[] => {
  const list = listOf(filter[field]);
  return list === null ? [] : [(item: T): boolean => list.includes(read(item))];
};

/** Which agents a filter lets through: by number, name, extension, hunt groups and status. What it says of calls picks calls. */
export const agentFilter = (filter: RowFilter): ((agent: LiveAgent) => boolean) =>
  all([
    ...textTests<LiveAgent>(filter, {
      agent: ({ key }) => key,
      agentName: ({ name }) => name || null,
      extension: ({ extension }) => extension,
      huntGroup: ({ huntGroups }) => huntGroups,
    }),
    ...among<LiveAgent>(filter, 'agentStatus', ({ state }) => state),
  ]);

export const extensionFilter = (filter: RowFilter): ((extension: LiveExtension) => boolean) =>
  all([
    ...textTests<LiveExtension>(filter, {
      extension: ({ key }) => key,
      extensionName: ({ name }) => name || null,
      agent: ({ agent }) => agent,
      agentName: ({ agentName }) => agentName,
      userName: ({ userName }) => userName,
    }),
    ...among<LiveExtension>(filter, 'deviceStatus', ({ state }) => state),
  ]);

export const trunkFilter = (filter: RowFilter): ((trunk: LiveTrunk) => boolean) =>
  all(textTests<LiveTrunk>(filter, { trunk: ({ key }) => key }));

export const queueFilter = (filter: RowFilter): ((queue: LiveQueue) => boolean) =>
  all(textTests<LiveQueue>(filter, { huntGroup: ({ key }) => key, huntGroupName: ({ name }) => name || null }));

/** An internal call is made and received: it passes both directions, and by either of its extensions. */
export const callFilter = (filter: RowFilter): ((call: LiveCall) => boolean) =>
  all([
    ...textTests<LiveCall>(filter, {
      extension: ({ extension, callingExtension }) => [extension, callingExtension].filter((one) => one !== null),
      extensionName: ({ extensionName, callingExtensionName }) => [extensionName, callingExtensionName].filter((one) => one !== null),
      agent: ({ agent }) => agent,
      agentName: ({ agentName }) => agentName,
      huntGroup: ({ huntGroup }) => huntGroup,
      huntGroupName: ({ huntGroupName }) => huntGroupName,
      trunk: ({ trunk }) => trunk,
      outsideNumber: ({ outsideNumber }) => outsideNumber,
      contactName: ({ contactName }) => contactName,
      ddi: ({ ddi }) => ddi,
      dnis: ({ dnis }) => dnis,
    }),
    ...layersOf(filter).flatMap(({ direction }) =>
      direction === undefined ? [] : [(call: LiveCall): boolean => call.callType === 'internal' || call.direction === direction],
    ),
    ...choice<LiveCall>(filter, 'callType', ({ callType }) => callType),
    ...choice<LiveCall>(filter, 'answered', ({ answeredAt }) => answeredAt !== null),
    ...choice<LiveCall>(filter, 'callStatus', () => 'inProgress'),
    ...choice<LiveCall>(filter, 'lost', () => false),
  ]);
