import type { SiteConfig } from '../../domain/site-config.ts';
import type { ConfigFault } from './fault.ts';
import { deviceFaults, siteFaults, unitFaults } from './site-faults.ts';
import { userFaults } from './user-faults.ts';

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
