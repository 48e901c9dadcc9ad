import type { Assignment, SiteConfig } from '../../domain/site-config.ts';
import { assignmentKinds, endOf, listOfKind, startOf } from './past-changes.ts';

/** Why a configuration cannot stand. `path` leads to the part within the configuration; `detail` says what is wrong and what to do. */
export interface ConfigFault {
  readonly path: readonly (string | number)[];
  readonly detail: string;
}

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** Ids become parts of rows and addresses. */
const idRule = /^[^\p{Cc}\p{Cs}]{1,100}$/u;

const repeated = (
  list: readonly unknown[],
  at: readonly (string | number)[],
  nameOf: (i: number) => string,
  detailOf: (i: number) => string,
): ConfigFault[] => {
  const seen = new Set<string>();
  return list.flatMap((_, i) => {
    const name = nameOf(i);
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew ? [] : [{ path: [...at, i], detail: detailOf(i) }];
  });
};

const siteFaults = ({ timeZone, country, settings, nodes }: SiteConfig): ConfigFault[] => [
  ...(isZone(timeZone)
    ? []
    : [{ path: ['timeZone'], detail: `"${timeZone}" is no time zone: use an IANA name such as Europe/London or America/New_York.` }]),
  ...(/^[A-Z]{2}$/.test(country)
    ? []
    : [{ path: ['country'], detail: `"${country}" is no country: use two capital letters such as GB or US.` }]),
  ...settings.ringCategories.flatMap((seconds, i, all) => {
    const previous = all[i - 1];
    return previous === undefined || previous < seconds
      ? []
      : [
          {
            path: ['settings', 'ringCategories', i],
            detail: `Ring categories ascend: ${seconds} s follows ${previous} s. Put them in order, each only once.`,
          },
        ];
  }),
  ...settings.accountCodes.flatMap(({ code }, i) =>
    code === ''
      ? [{ path: ['settings', 'accountCodes', i, 'code'], detail: 'An account code has digits: fill it in or remove the row.' }]
      : [],
  ),
  ...repeated(
    settings.accountCodes,
    ['settings', 'accountCodes'],
    (i) => settings.accountCodes[i]?.code ?? '',
    (i) => `Account code "${settings.accountCodes[i]?.code}" stands there twice: remove one.`,
  ),
  ...repeated(
    nodes,
    ['nodes'],
    (i) => nodes[i]?.id ?? '',
    (i) => `Node "${nodes[i]?.id}" stands there twice: remove one.`,
  ),
];

const unitFaults = ({ businessUnits: units }: SiteConfig): ConfigFault[] => {
  const parents = new Map(units.map(({ id, parent }) => [id, parent]));
  const isInCycle = (id: string): boolean => {
    const seen = new Set<string>();
    for (let at: string | null | undefined = id; at !== null && at !== undefined; at = parents.get(at)) {
      if (seen.has(at)) return at === id;
      seen.add(at);
    }
    return false;
  };
  return [
    ...repeated(
      units,
      ['businessUnits'],
      (i) => units[i]?.id ?? '',
      (i) => `Business unit "${units[i]?.id}" stands there twice: give one another id.`,
    ),
    ...units.flatMap(({ id, name, parent }, i): ConfigFault[] => {
      const at = ['businessUnits', i];
      if (!idRule.test(id)) return [{ path: [...at, 'id'], detail: 'The id of a business unit has 1 to 100 printable characters.' }];
      if (name.trim() === '') return [{ path: [...at, 'name'], detail: `Business unit "${id}" has no name: give it one.` }];
      if (parent !== null && !parents.has(parent))
        return [{ path: [...at, 'parent'], detail: `There is no business unit "${parent}" to put "${name}" below: create it first.` }];
      if (isInCycle(id))
        return [{ path: [...at, 'parent'], detail: `"${name}" would lie below itself: choose a parent that is not below it.` }];
      return [];
    }),
  ];
};

const unknownUnit = (unit: string | null, units: ReadonlySet<string>, path: readonly (string | number)[]): ConfigFault[] =>
  unit === null || units.has(unit)
    ? []
    : [{ path: [...path, 'businessUnit'], detail: `There is no business unit "${unit}": create it first, or choose another.` }];

const deviceFaults = ({ devices }: SiteConfig, units: ReadonlySet<string>): ConfigFault[] => [
  ...repeated(
    devices,
    ['devices'],
    (i) => JSON.stringify([devices[i]?.type, devices[i]?.number, devices[i]?.node]),
    (i) =>
      `There is already a device ${devices[i]?.type} ${devices[i]?.number} at node ${devices[i]?.node ?? '(any)'}: change that one instead.`,
  ),
  ...devices.flatMap((device, i) => unknownUnit(device.businessUnit, units, ['devices', i])),
];

const shown = (assignment: Assignment): string => `from ${assignment.from ?? 'ever'} to ${assignment.to ?? 'ever'}`;

interface Placed {
  readonly user: string;
  readonly assignment: Assignment;
  readonly path: readonly (string | number)[];
}

/** A number belongs to at most one user at a time (L14157). */
const overlaps = (config: SiteConfig): ConfigFault[] =>
  assignmentKinds.flatMap((kind) => {
    const byNumber = new Map<string, Placed[]>();
    for (const [u, user] of config.users.entries())
      for (const [a, assignment] of user[listOfKind[kind]].entries()) {
        const same = byNumber.get(assignment.number) ?? [];
        same.push({ user: user.name === '' ? user.id : user.name, assignment, path: ['users', u, listOfKind[kind], a] });
        byNumber.set(assignment.number, same);
      }
    return [...byNumber].flatMap(([number, placed]) => {
      const sorted = placed.toSorted((a, b) => startOf(a.assignment) - startOf(b.assignment));
      let last: Placed | undefined;
      return sorted.flatMap((one): ConfigFault[] => {
        const previous = last;
        if (last === undefined || endOf(one.assignment) > endOf(last.assignment)) last = one;
        if (previous === undefined || endOf(previous.assignment) <= startOf(one.assignment)) return [];
        return [
          {
            path: one.path,
            detail: `${kind} ${number} is ${one.user}’s ${shown(one.assignment)}, but ${previous.user}’s ${shown(previous.assignment)}: end one before the other starts.`,
          },
        ];
      });
    });
  });

const userFaults = (config: SiteConfig, units: ReadonlySet<string>): ConfigFault[] => [
  ...repeated(
    config.users,
    ['users'],
    (i) => config.users[i]?.id ?? '',
    (i) => `User "${config.users[i]?.id}" stands there twice: give one another id.`,
  ),
  ...config.users.flatMap((user, u): ConfigFault[] => [
    ...(idRule.test(user.id) ? [] : [{ path: ['users', u, 'id'], detail: 'The id of a user has 1 to 100 printable characters.' }]),
    ...(user.deletedAt === null ? unknownUnit(user.businessUnit, units, ['users', u]) : []),
    ...assignmentKinds.flatMap((kind) =>
      user[listOfKind[kind]].flatMap((assignment, a): ConfigFault[] => {
        const path = ['users', u, listOfKind[kind], a];
        if (startOf(assignment) >= endOf(assignment))
          return [
            { path: [...path, 'to'], detail: `${kind} ${assignment.number} of "${user.id}" ends before it starts: ${shown(assignment)}.` },
          ];
        if (user.deletedAt !== null && endOf(assignment) > Date.parse(user.deletedAt))
          return [
            { path, detail: `"${user.id}" was deleted at ${user.deletedAt} and holds no number later: end ${kind} ${assignment.number}.` },
          ];
        return [];
      }),
    ),
  ]),
  ...overlaps(config),
];

const allFaults = (config: SiteConfig): readonly ConfigFault[] => {
  const units = new Set(config.businessUnits.map(({ id }) => id));
  return [...siteFaults(config), ...unitFaults(config), ...deviceFaults(config, units), ...userFaults(config, units)];
};

/**
 * What is wrong with a configuration, and what of it was wrong before: an import or an older version may have left faults that must not
 * stand in the way of a change elsewhere.
 */
export const findFaults = (
  before: SiteConfig,
  after: SiteConfig,
): { readonly faults: readonly ConfigFault[]; readonly known: readonly ConfigFault[] } => {
  const old = new Set(allFaults(before).map(({ detail }) => detail));
  const found = [...allFaults(after), ...resurrected(before, after)];
  return { faults: found.filter(({ detail }) => !old.has(detail)), known: found.filter(({ detail }) => old.has(detail)) };
};

/** Deletion is for good (L14556): the numbers went to others, and history names the user as gone. */
const resurrected = (before: SiteConfig, after: SiteConfig): ConfigFault[] => {
  const deleted = new Map(before.users.filter((user) => user.deletedAt !== null).map((user) => [user.id, user.deletedAt]));
  return after.users.flatMap((user, u) => {
    const at = deleted.get(user.id);
    return at === undefined || user.deletedAt === at
      ? []
      : [{ path: ['users', u, 'deletedAt'], detail: `"${user.id}" was deleted at ${at} and stays so: add a new user.` }];
  });
};
