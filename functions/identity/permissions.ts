import type { Access, Permission, Principal, Role } from './types.ts';

const supervisor: readonly Permission[] = [
  'site.read',
  'customers.read',
  'configuration.read',
  'calls.read',
  'status.read',
  'live.read',
  'live.readNumbers',
  'gaps.read',
];
const admin: readonly Permission[] = [
  ...supervisor,
  'configuration.write',
  'anomalies.read',
  'rejections.read',
  'edgeAgents.read',
  'edgeAgents.enrol',
  'audit.read',
];

/** The one table of what each role may do within its reach. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  resellerAdmin: admin,
  customerAdmin: admin,
  supervisor,
  agent: ['site.read', 'customers.read', 'calls.readOwn', 'live.read'],
  screen: ['site.read', 'customers.read', 'live.read', 'live.readNumbers'],
};

export const mayDo = (principal: Principal, permission: Permission): boolean => rolePermissions[principal.role].includes(permission);

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
