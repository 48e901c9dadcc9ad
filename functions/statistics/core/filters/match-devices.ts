import type { DeviceType, SiteConfig } from '../../../domain/site-config.ts';
import type { Filter, TextField } from './filter.ts';
import { createTextMatcher } from './text-matcher.ts';

export const matchKinds = ['extensions', 'agents', 'huntGroups', 'trunks', 'ddis', 'users'] as const;
export type MatchKind = (typeof matchKinds)[number];

/** What of a site's configuration passes the fields of a filter that are about it. */
export interface DeviceMatches {
  readonly kind: MatchKind;
  /** Whether the filter says anything of this kind; if not, all of them match. */
  readonly narrowed: boolean;
  readonly total: number;
  /** In the order of the configuration; a user's number is empty. */
  readonly matched: readonly { readonly number: string; readonly name: string }[];
}

interface Kind {
  readonly types: readonly DeviceType[];
  readonly number: TextField | null;
  readonly name: TextField | null;
}
const kinds: Readonly<Record<MatchKind, Kind>> = {
  // Applications ring and answer as extensions do, and rows name both in the same field.
  extensions: { types: ['extension', 'application'], number: 'extension', name: 'extensionName' },
  agents: { types: ['agent'], number: 'agent', name: 'agentName' },
  huntGroups: { types: ['huntGroup'], number: 'huntGroup', name: 'huntGroupName' },
  trunks: { types: ['trunk'], number: 'trunk', name: null },
  ddis: { types: ['ddi'], number: 'ddi', name: 'dnis' },
  users: { types: [], number: null, name: 'userName' },
};

const named = (name: string): string | null => (name === '' ? null : name);

/**
 * Devices, DDI numbers and users of a site as the texts of a filter pick them: the same reading of the texts as that of calls. What a filter
 * says of calls alone picks none of them.
 */
export const matchDevices = (filter: Filter, config: Pick<SiteConfig, 'devices' | 'users'>): readonly DeviceMatches[] =>
  matchKinds.map((kind) => {
    const { types, number, name } = kinds[kind];
    const tests = filter.tests.flatMap((test) => {
      if (test.kind !== 'text' || (test.field !== number && test.field !== name)) return [];
      return [{ of: test.field === number ? ('number' as const) : ('name' as const), matches: createTextMatcher(test.items) }];
    });
    const all =
      kind === 'users'
        ? config.users.filter(({ deletedAt }) => deletedAt === null).map((user) => ({ number: '', name: user.name }))
        : config.devices.filter(({ type }) => types.includes(type)).map((device) => ({ number: device.number, name: device.name }));
    const passes = (one: { readonly number: string; readonly name: string }): boolean =>
      tests.every(({ of, matches }) => matches(of === 'number' ? one.number : named(one.name)));
    return { kind, narrowed: tests.length > 0, total: all.length, matched: all.filter(passes) };
  });
