import type { PublicSegment } from './public-rows.ts';
import type { Assignment, ConfiguredDevice, DeviceType, SiteConfig } from './site-config.ts';

/** A stretch [from, to) in which a user of the units held a number; epoch ms, infinite where open. */
export interface Held {
  readonly number: string;
  readonly from: number;
  readonly to: number;
}

/**
 * What belongs to some business units and all units below them. A device belongs by its own unit, a person by the user's; numbers that a
 * user of the units holds belong for as long as they are held, which rows of calls say by their user id.
 */
export interface UnitMembers {
  /** With applications: rows name both in the same field. */
  readonly extensions: ReadonlySet<string>;
  readonly agents: ReadonlySet<string>;
  readonly huntGroups: ReadonlySet<string>;
  readonly trunks: ReadonlySet<string>;
  readonly ddis: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
  readonly held: { readonly extension: readonly Held[]; readonly agent: readonly Held[] };
}

/** Ids of units that exist, with all below them. One that does not exist any more brings nothing, so whoever had only that sees nothing. */
export const unitsBelow = ({ businessUnits }: Pick<SiteConfig, 'businessUnits'>, units: readonly string[]): ReadonlySet<string> => {
  const below = new Map<string, string[]>();
  for (const { id, parent } of businessUnits) if (parent !== null) below.set(parent, [...(below.get(parent) ?? []), id]);
  const known = new Set(businessUnits.map(({ id }) => id));
  const found = new Set<string>();
  const open = units.filter((unit) => known.has(unit));
  for (let unit = open.pop(); unit !== undefined; unit = open.pop()) {
    if (found.has(unit)) continue;
    found.add(unit);
    open.push(...(below.get(unit) ?? []));
  }
  return found;
};

const instant = (text: string | null, open: number): number => (text === null ? open : Date.parse(text));
const heldOf = (assignments: readonly Assignment[]): readonly Held[] =>
  assignments.map(({ number, from, to }) => ({
    number,
    from: instant(from, Number.NEGATIVE_INFINITY),
    to: instant(to, Number.POSITIVE_INFINITY),
  }));

/** Rows name a number without its node: it belongs only if every device of that number does, so that no other node's calls are shown. */
const numbersOf = (devices: readonly ConfiguredDevice[], types: readonly DeviceType[], units: ReadonlySet<string>): ReadonlySet<string> => {
  const inside = new Set<string>();
  const outside = new Set<string>();
  for (const { type, number, businessUnit } of devices)
    if (types.includes(type)) (businessUnit !== null && units.has(businessUnit) ? inside : outside).add(number);
  return new Set([...inside].filter((number) => !outside.has(number)));
};

export const membersOfUnits = (config: SiteConfig, unitIds: readonly string[]): UnitMembers => {
  const units = unitsBelow(config, unitIds);
  const numbers = (...types: readonly DeviceType[]): ReadonlySet<string> => numbersOf(config.devices, types, units);
  const users = config.users.filter(({ businessUnit }) => businessUnit !== null && units.has(businessUnit));
  return {
    extensions: numbers('extension', 'application'),
    agents: numbers('agent'),
    huntGroups: numbers('huntGroup'),
    trunks: numbers('trunk'),
    ddis: numbers('ddi'),
    users: new Set(users.map(({ id }) => id)),
    held: {
      extension: users.flatMap(({ extensions }) => heldOf(extensions)),
      agent: users.flatMap(({ agents }) => heldOf(agents)),
    },
  };
};

/** Who a scope is limited to; null = nobody is left out. */
export const membersOf = (config: SiteConfig, scope: { readonly units?: readonly string[] }): UnitMembers | null =>
  scope.units === undefined ? null : membersOfUnits(config, scope.units);

const among = (set: ReadonlySet<string>, value: string | null): boolean => value !== null && set.has(value);

/** One end of a call: its phone, agent and user belong together, so they are shown or hidden as one. */
export interface Party {
  readonly extension: string | null;
  readonly agent: string | null;
  /** As it was when the row was made. */
  readonly userId: string | null;
}
export const partyVisible = ({ extensions, agents, users }: UnitMembers, { extension, agent, userId }: Party): boolean =>
  among(extensions, extension) || among(agents, agent) || among(users, userId);

export type SegmentPlaces = Pick<
  PublicSegment,
  'extension' | 'agent' | 'userId' | 'callingExtension' | 'callingAgent' | 'callingUserId' | 'huntGroup'
>;
export const deviceOf = ({ extension, agent, userId }: SegmentPlaces): Party => ({ extension, agent, userId });
export const callerOf = ({ callingExtension, callingAgent, callingUserId }: SegmentPlaces): Party => ({
  extension: callingExtension,
  agent: callingAgent,
  userId: callingUserId,
});

/** A segment is seen by who was there, who called, or the hunt group; a call by any of its segments (rule set 1 §8.6). */
export const segmentVisible = (members: UnitMembers, segment: SegmentPlaces): boolean =>
  partyVisible(members, deviceOf(segment)) || partyVisible(members, callerOf(segment)) || among(members.huntGroups, segment.huntGroup);

const heldAt = (held: readonly Held[], number: string | null, at: number): boolean =>
  number !== null && held.some((one) => one.number === number && one.from <= at && at < one.to);

/** Rows that name no user: changes of status, calls in progress, configured phones. `at` in epoch ms. */
export const numbersVisible = (members: UnitMembers, numbers: Omit<Party, 'userId'>, at: number): boolean =>
  partyVisible(members, { ...numbers, userId: null }) ||
  heldAt(members.held.extension, numbers.extension, at) ||
  heldAt(members.held.agent, numbers.agent, at);

/** A configured number, as lists of devices show it now. */
export const deviceVisible = (members: UnitMembers, { type, number }: Pick<ConfiguredDevice, 'type' | 'number'>, now: number): boolean => {
  switch (type) {
    case 'extension':
      return numbersVisible(members, { extension: number, agent: null }, now);
    case 'application':
      return members.extensions.has(number);
    case 'agent':
      return numbersVisible(members, { extension: null, agent: number }, now);
    case 'huntGroup':
      return members.huntGroups.has(number);
    case 'trunk':
      return members.trunks.has(number);
    case 'ddi':
      return members.ddis.has(number);
  }
};
