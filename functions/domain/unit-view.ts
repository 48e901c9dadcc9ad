import type { LiveCall } from './live.ts';
import type { PublicCall, PublicSegment, PublicStatus } from './public-rows.ts';
import {
  callerOf,
  deviceOf,
  numbersVisible,
  type Party,
  partyVisible,
  type SegmentPlaces,
  segmentVisible,
  type UnitMembers,
} from './unit-members.ts';

export type ShownKind = 'extension' | 'agent' | 'user' | 'huntGroup';
/** A field that names a device or a person, and what goes blank with it. `kinds`: the number may be one of several. */
export interface NamedField {
  readonly field: string;
  readonly kinds: readonly ShownKind[];
  readonly names: readonly string[];
}
const named =
  <Field extends string>() =>
  (kinds: ShownKind | readonly ShownKind[], field: Field, ...names: readonly Field[]): NamedField => ({
    field,
    kinds: typeof kinds === 'string' ? [kinds] : kinds,
    names,
  });
const ofSegment = named<keyof PublicSegment>();
const ofCall = named<keyof PublicCall>();

const segmentFields: readonly NamedField[] = [
  ofSegment('extension', 'extension', 'extensionName'),
  ofSegment('agent', 'agent', 'agentName'),
  ofSegment('user', 'userId', 'userName'),
  ofSegment('extension', 'callingExtension', 'callingExtensionName'),
  ofSegment('agent', 'callingAgent', 'callingAgentName'),
  ofSegment('user', 'callingUserId', 'callingUserName'),
  ofSegment('huntGroup', 'huntGroup', 'huntGroupName'),
  ofSegment(['extension', 'huntGroup'], 'transferredFrom'),
  ofSegment(['extension', 'huntGroup'], 'transferredTo'),
  ofSegment('agent', 'transferredFromAgent'),
  ofSegment('agent', 'transferredToAgent'),
  ofSegment('huntGroup', 'overflowedFrom'),
];
const callFields: readonly NamedField[] = [
  ofCall('extension', 'lastExtension'),
  ofCall('extension', 'answeringExtension', 'answeringExtensionName'),
  ofCall('extension', 'firstRangExtension', 'firstRangExtensionName'),
  ofCall('extension', 'lastRangExtension', 'lastRangExtensionName'),
  ofCall('agent', 'answeringAgent', 'answeringAgentName'),
  ofCall('agent', 'firstRangAgent', 'firstRangAgentName'),
  ofCall('agent', 'lastRangAgent', 'lastRangAgentName'),
];
/** The fields of each kind of row; trunk, DDI and the number outside are nobody's and stay. */
export const namedFields = { segment: segmentFields, call: [...segmentFields, ...callFields] } as const;

/** How a device or person of a call is spelled among those shown. */
export const shownKey = (kind: ShownKind, number: string): string => `${kind} ${number}`;

const keysOfParty = ({ extension, agent, userId }: Party): readonly string[] => [
  ...(extension === null ? [] : [shownKey('extension', extension)]),
  ...(agent === null ? [] : [shownKey('agent', agent)]),
  ...(userId === null ? [] : [shownKey('user', userId)]),
];

/** Devices and people of a call that are shown on all its rows: those of the units on its visible segments (rule set 1 §8.6). */
export const shownOf = (members: UnitMembers, segments: readonly SegmentPlaces[]): ReadonlySet<string> =>
  new Set(
    segments.flatMap((segment) => {
      const parties = [deviceOf(segment), callerOf(segment)].filter((party) => partyVisible(members, party));
      const { huntGroup } = segment;
      const group = huntGroup !== null && members.huntGroups.has(huntGroup) ? [shownKey('huntGroup', huntGroup)] : [];
      return [...parties.flatMap(keysOfParty), ...group];
    }),
  );

const blank = <T extends object>(row: T, fields: readonly NamedField[], shown: ReadonlySet<string>): T => {
  const values = new Map<string, unknown>(Object.entries(row));
  const hidden = fields.filter(({ field, kinds }) => {
    const value = values.get(field);
    return typeof value === 'string' && !kinds.some((kind) => shown.has(shownKey(kind, value)));
  });
  return { ...row, ...Object.fromEntries(hidden.flatMap(({ field, names }) => [field, ...names].map((name) => [name, null]))) };
};

/** Rows of one call as whoever is limited to the units sees them: numbers and names of others are blank; null = not at all. */
export const viewCall = (members: UnitMembers, call: PublicCall, segments: readonly PublicSegment[]): PublicCall | null =>
  segments.some((segment) => segmentVisible(members, segment)) ? blank(call, namedFields.call, shownOf(members, segments)) : null;

/** @param segments all of one call */
export const viewSegments = (members: UnitMembers, segments: readonly PublicSegment[]): readonly PublicSegment[] => {
  const shown = shownOf(members, segments);
  return segments.filter((segment) => segmentVisible(members, segment)).map((segment) => blank(segment, namedFields.segment, shown));
};

/** A change of status is seen by its agent or phone. */
export const viewStatus = (members: UnitMembers, row: PublicStatus): PublicStatus | null =>
  numbersVisible(members, row, Date.parse(row.at))
    ? { ...row, ...(row.huntGroup !== null && members.huntGroups.has(row.huntGroup) ? {} : { huntGroup: null, huntGroupName: null }) }
    : null;

/** A call in progress, by who has it now; `now` in epoch ms. Its row names no user, so users count by what they hold. */
export const viewLiveCall = (members: UnitMembers, call: LiveCall, now: number): LiveCall | null => {
  const device = numbersVisible(members, { extension: call.extension, agent: call.agent }, now);
  const caller = numbersVisible(members, { extension: call.callingExtension, agent: null }, now);
  const group = call.huntGroup !== null && members.huntGroups.has(call.huntGroup);
  if (!device && !caller && !group) return null;
  return {
    ...call,
    ...(device ? {} : { extension: null, extensionName: null, agent: null, agentName: null }),
    ...(caller ? {} : { callingExtension: null, callingExtensionName: null }),
    ...(group ? {} : { huntGroup: null, huntGroupName: null }),
  };
};
