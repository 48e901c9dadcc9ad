import type { SiteConfig } from '../../domain/site-config.ts';
import { type ConfigFault, idRule, repeated, unknownUnit } from './fault.ts';

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

const seconds = { what: 's', longest: 86_400 } as const;
/** Far beyond what anybody means, and near enough that times computed with them stay times. */
const longestSettings = {
  shortCallSeconds: seconds,
  abandonedSeconds: seconds,
  serviceLevelSeconds: seconds,
  callRatePeriodMinutes: { what: 'min', longest: 1_440 },
  returnWindowDays: { what: 'days', longest: 366 },
  callBackDueMinutes: { what: 'min', longest: 43_200 },
} as const satisfies Partial<Record<keyof SiteConfig['settings'], { readonly what: string; readonly longest: number }>>;

const settingFaults = (settings: SiteConfig['settings']): ConfigFault[] => [
  ...Object.entries(longestSettings).flatMap(([field, { what, longest }]) =>
    settings[field as keyof typeof longestSettings] <= longest
      ? []
      : [{ path: ['settings', field], detail: `${field} is longer than ${longest} ${what}: choose a shorter time.` }],
  ),
  ...settings.ringCategories.flatMap((limit, i) =>
    limit <= seconds.longest
      ? []
      : [
          {
            path: ['settings', 'ringCategories', i],
            detail: `Ring category ${i + 1} is longer than ${seconds.longest} s: choose a shorter time.`,
          },
        ],
  ),
  ...settings.serviceLevelChanges.flatMap(({ from, seconds: target }, i, all): ConfigFault[] => {
    const at = ['settings', 'serviceLevelChanges', i];
    const previous = all[i - 1];
    return [
      ...(target <= seconds.longest
        ? []
        : [
            {
              path: [...at, 'seconds'],
              detail: `The service level from ${from} on is longer than ${seconds.longest} s: choose a shorter time.`,
            },
          ]),
      ...(previous === undefined || previous.from < from
        ? []
        : [
            {
              path: [...at, 'from'],
              detail:
                previous.from === from
                  ? `Two service levels begin on ${from}: keep one of them.`
                  : `Service levels stand in order of their first day: ${from} follows ${previous.from}.`,
            },
          ]),
    ];
  }),
];

/** What is wrong with zone, country, nodes and report settings. */
export const siteFaults = ({ timeZone, country, settings, nodes }: SiteConfig): ConfigFault[] => [
  ...(isZone(timeZone)
    ? []
    : [{ path: ['timeZone'], detail: `"${timeZone}" is no time zone: use an IANA name such as Europe/London or America/New_York.` }]),
  ...(/^[A-Z]{2}$/.test(country)
    ? []
    : [{ path: ['country'], detail: `"${country}" is no country: use two capital letters such as GB or US.` }]),
  ...settingFaults(settings),
  ...settings.ringCategories.flatMap((limit, i, all) => {
    const previous = all[i - 1];
    return previous === undefined || previous < limit
      ? []
      : [
          {
            path: ['settings', 'ringCategories', i],
            detail: `Ring categories ascend: ${limit} s follows ${previous} s. Put them in order, each only once.`,
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

/** Ids that lie below themselves. Every id is walked over once: a chain of 20,000 units is no more work than a flat list. */
const membersOfCycles = (parents: ReadonlyMap<string, string | null>): ReadonlySet<string> => {
  const members = new Set<string>();
  const walkOf = new Map<string, string>();
  for (const start of parents.keys()) {
    const walk: string[] = [];
    let at: string | null | undefined = start;
    while (typeof at === 'string' && !walkOf.has(at)) {
      walkOf.set(at, start);
      walk.push(at);
      at = parents.get(at);
    }
    if (typeof at === 'string' && walkOf.get(at) === start) for (const id of walk.slice(walk.indexOf(at))) members.add(id);
  }
  return members;
};

/** What is wrong with the tree of business units. */
export const unitFaults = ({ businessUnits: units }: SiteConfig): ConfigFault[] => {
  const parents = new Map(units.map(({ id, parent }) => [id, parent]));
  const inCycles = membersOfCycles(parents);
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
      if (inCycles.has(id))
        return [{ path: [...at, 'parent'], detail: `"${name}" would lie below itself: choose a parent that is not below it.` }];
      return [];
    }),
  ];
};

export const deviceFaults = ({ devices }: SiteConfig, units: ReadonlySet<string>): ConfigFault[] => [
  ...repeated(
    devices,
    ['devices'],
    (i) => JSON.stringify([devices[i]?.type, devices[i]?.number, devices[i]?.node]),
    (i) =>
      `There is already a device ${devices[i]?.type} ${devices[i]?.number} at node ${devices[i]?.node ?? '(any)'}: change that one instead.`,
  ),
  ...devices.flatMap((device, i) => unknownUnit(device.businessUnit, units, ['devices', i])),
];
