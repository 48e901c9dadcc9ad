import type { Context } from 'hono';
import type { SiteId, TenantId } from '../domain/ids.ts';

/** `screen` = an account a wall screen logs in with; `pairedScreen` = a screen's own identity, bound to its boards. */
export const roles = ['resellerAdmin', 'customerAdmin', 'supervisor', 'agent', 'screen', 'pairedScreen'] as const;
export type Role = (typeof roles)[number];

/** Who asks, as found from verified credentials; nothing of it comes from a body or a query. */
export interface Principal {
  /** Partner API keys will be principals beside users and screens. */
  readonly kind: 'user' | 'apiKey' | 'screen';
  /** Subject of the token, id of the key, or `screen:<id>`. */
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly reseller: string;
  /** Null for the reseller's own people, who reach all its customers. */
  readonly tenant: TenantId | null;
  /** Sites within the tenant; null = all of them. */
  readonly sites: readonly SiteId[] | null;
  /** Own devices, for roles that see only their own calls. */
  readonly extensions: readonly string[];
  readonly agents: readonly string[];
  /** Ids of business units whose calls, with those of the units below, it may see; absent = all calls of its sites. */
  readonly units?: readonly string[];
  /** The only boards it may see, by id; absent = what its role may. */
  readonly boards?: readonly string[];
}

export const permissions = [
  'site.read',
  'customers.read',
  'configuration.read',
  'configuration.write',
  'calls.read',
  'calls.readOwn',
  'status.read',
  'live.read',
  'live.readNumbers',
  'gaps.read',
  'anomalies.read',
  'rejections.read',
  'edgeAgents.read',
  'edgeAgents.enrol',
  'audit.read',
  'boards.read',
  'wallboards.use',
  'dashboards.use',
  'boards.write',
  'boards.share',
  'boardTemplates.write',
  'filters.read',
  'filters.write',
  'filters.share',
  'values.write',
  'externalData.write',
  'screens.read',
  'screens.manage',
  'pastBoards.read',
  'callControl.use',
  'reports.read',
  'reports.write',
  'reports.share',
  'exports.make',
  'bulk.make',
  'schedules.read',
  'schedules.write',
  'callBacks.use',
] as const;
export type Permission = (typeof permissions)[number];

/** A site the principal reaches, with the tenant that owns it: what store functions take instead of ids from a request. */
export interface SiteScope {
  readonly tenant: TenantId;
  readonly site: SiteId;
  readonly reseller: string;
  /** Business units to which rows are limited, as the principal has them; absent = no limit. */
  readonly units?: readonly string[];
}

type WithPrincipal = { readonly Variables: { requestId: string; principal: Principal } };

/** Door of identity for `routes.ts` of all capabilities. */
export interface Access {
  /** @throws ProblemError `unauthorised`; reads `Authorization: Bearer …`. Puts the principal into the context. */
  readonly authenticate: (c: Context<WithPrincipal>, next: () => Promise<void>) => Promise<void>;
  /** The site of a path. @throws ProblemError `not-found` outside the principal's reach, `forbidden` when the role lacks all of `anyOf`. */
  readonly site: (c: Context<WithPrincipal>, site: string, ...anyOf: readonly Permission[]) => Promise<SiteScope>;
  /** For routes without a site. @throws ProblemError `forbidden`. */
  readonly require: (c: Context<WithPrincipal>, permission: Permission) => Principal;
}
