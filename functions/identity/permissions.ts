import type { Access, Permission, Principal, Role, SiteScope } from './types.ts';

const supervisor: readonly Permission[] = [
  'site.read',
  'customers.read',
  'configuration.read',
  'calls.read',
  'status.read',
  'live.read',
  'live.readNumbers',
  'gaps.read',
  'boards.read',
  'wallboards.use',
  'dashboards.use',
  'boards.write',
  'boards.share',
  'filters.read',
  'filters.write',
  'filters.share',
  'values.write',
  'screens.read',
  'screens.manage',
  'pastBoards.read',
  'callControl.use',
  'reports.read',
  'reports.write',
  'reports.share',
  'exports.make',
  'schedules.read',
  'schedules.write',
  'callBacks.use',
];
const admin: readonly Permission[] = [
  ...supervisor,
  'configuration.write',
  'anomalies.read',
  'rejections.read',
  'edgeAgents.read',
  'edgeAgents.enrol',
  'audit.read',
  'externalData.write',
  'bulk.make',
];

/** The one table of what each role may do within its reach. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  resellerAdmin: [...admin, 'boardTemplates.write'],
  customerAdmin: admin,
  supervisor,
  agent: ['site.read', 'customers.read', 'calls.readOwn', 'live.read', 'boards.read', 'wallboards.use'],
  screen: ['site.read', 'customers.read', 'live.read', 'live.readNumbers', 'boards.read', 'wallboards.use', 'dashboards.use'],
  // What it may see is bound to its boards; everything else would be more than the wall needs.
  pairedScreen: ['site.read', 'boards.read'],
};

/**
 * What nobody may do whose rows are limited to business units: boards and the live page are pictures of the whole site, so numbers outside
 * are blank there; files of whole tables and the engine's own logs name everybody's calls; and who may change the configuration could put
 * any phone into the own unit.
 */
const wholeSiteOnly: readonly Permission[] = ['live.readNumbers', 'bulk.make', 'anomalies.read', 'rejections.read', 'configuration.write'];

/** The role's rights, less what a limit to business units takes. */
export const permissionsOf = ({ role, units }: Pick<Principal, 'role' | 'units'>): readonly Permission[] =>
  units === undefined ? rolePermissions[role] : rolePermissions[role].filter((permission) => !wholeSiteOnly.includes(permission));

export const mayDo = (principal: Pick<Principal, 'role' | 'units'>, permission: Permission): boolean =>
  permissionsOf(principal).includes(permission);

/**
 * Whether rows that were once made for some business units may still be opened within a limit: who was limited since sees no more of the past than
 * of the present. @param made null = rows of the whole site
 */
export const mayOpenRows = ({ units }: Pick<SiteScope, 'units'>, made: readonly string[] | null): boolean =>
  units === undefined || (made?.every((unit) => units.includes(unit)) ?? false);

/**
 * Token, reach and right before anything of the request is looked at: what is wrong with it is only for those who may know the site.
 */
export const guardSite = (access: Access, permission: Permission) => [
  access.authenticate,
  async (c: Parameters<Access['site']>[0], next: () => Promise<void>): Promise<void> => {
    await access.site(c, c.req.param('site') ?? '', permission);
    await next();
  },
];
