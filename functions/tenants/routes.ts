import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { permissionsOf } from '../identity/permissions.ts';
import { type Access, permissions, roles } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { decodePosition, encodePosition } from '../runtime/position-cursor.ts';
import { ok, pageOf } from '../runtime/route-parts.ts';
import { type AccountRoutesDeps, accountRoutes } from './account-routes.ts';
import { type ConfigurationRoutesDeps, configurationRoutes } from './configuration-routes.ts';
import { customerPrefix, sitePrefix } from './constants.ts';
import type { DirectoryStore } from './directory-store.ts';

const meSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['user', 'apiKey', 'screen']),
    name: z.string(),
    email: z.string().nullable(),
    role: z.enum(roles),
    reseller: z.string(),
    tenant: z.string().nullable(),
    sites: z.array(z.string()).nullable(),
    extensions: z.array(z.string()),
    agents: z.array(z.string()),
    units: z
      .array(z.string())
      .nullable()
      .openapi({ description: 'Business units, with all below, to which calls, reports and lists are limited; null = not limited' }),
    permissions: z.array(z.enum(permissions)),
  })
  .openapi('Me');
const siteSchema = z
  .object({
    site: z.string(),
    tenant: z.string(),
    name: z.string(),
    customerName: z.string(),
    timeZone: z.string(),
    resetTime: z.string(),
  })
  .openapi('Site');
const customerSchema = z.object({ tenant: z.string(), reseller: z.string(), name: z.string() }).openapi('Customer');
const paging = z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(1_000).default(100) });

const me = createRoute({
  method: 'get',
  path: '/v1/me',
  security: bearerOnly,
  summary: 'Who the token belongs to and what it may do',
  responses: { 200: ok(meSchema, 'The principal'), 401: userProblems[401] },
});
const sites = createRoute({
  method: 'get',
  path: '/v1/sites',
  security: bearerOnly,
  summary: 'Sites within reach, by customer and id',
  request: { query: paging },
  responses: { 200: ok(pageOf(siteSchema), 'Sites'), ...userProblems },
});
const customers = createRoute({
  method: 'get',
  path: '/v1/customers',
  security: bearerOnly,
  summary: 'Customers within reach: all of the reseller, or the own one',
  request: { query: paging },
  responses: { 200: ok(pageOf(customerSchema), 'Customers'), ...userProblems },
});
export interface TenantsRoutesDeps extends ConfigurationRoutesDeps {
  readonly access: Access;
  readonly store: ConfigurationRoutesDeps['store'] &
    AccountRoutesDeps['store'] &
    Pick<DirectoryStore, 'findCustomer' | 'customersOfReseller' | 'sitesOfReseller' | 'sitesOfTenant'>;
  readonly tellOfRights: AccountRoutesDeps['tellOfRights'];
}

export const tenantsRoutes = (deps: TenantsRoutesDeps): OpenAPIHono<ApiEnv> => {
  const { access, store } = deps;
  const app = createRouter();
  for (const { path } of [me, sites, customers]) app.use(path, access.authenticate);

  app.openapi(me, (c) => {
    const principal = c.get('principal');
    const { kind, id, name, email, role, reseller, tenant, sites: reach, extensions, agents, units } = principal;
    return c.json(
      {
        id,
        kind,
        name,
        email,
        role,
        reseller,
        tenant,
        sites: reach === null ? null : [...reach],
        extensions: [...extensions],
        agents: [...agents],
        units: units === undefined ? null : [...units],
        permissions: [...permissionsOf(principal)],
      },
      200,
    );
  });

  app.openapi(sites, async (c) => {
    const principal = access.require(c, 'site.read');
    const { cursor, limit } = c.req.valid('query');
    const list = `sites ${principal.tenant ?? principal.reseller}`;
    const after = cursor === undefined ? null : decodePosition(list, cursor, sitePrefix);
    const page =
      principal.tenant === null
        ? await store.sitesOfReseller(principal.reseller, limit, after)
        : await store.sitesOfTenant(principal.tenant, limit, after);
    const items = page.items
      .filter((site) => principal.sites === null || principal.sites.includes(site.site))
      .map(({ site, tenant, name, customerName, timeZone, resetTime }) => ({ site, tenant, name, customerName, timeZone, resetTime }));
    return c.json({ items, cursor: page.next === null ? null : encodePosition(list, page.next) }, 200);
  });

  app.openapi(customers, async (c) => {
    const principal = access.require(c, 'customers.read');
    if (principal.tenant !== null) {
      const own = await store.findCustomer(principal.tenant);
      return c.json({ items: own === null ? [] : [own], cursor: null }, 200);
    }
    const { cursor, limit } = c.req.valid('query');
    const list = `customers ${principal.reseller}`;
    const after = cursor === undefined ? null : decodePosition(list, cursor, customerPrefix);
    const page = await store.customersOfReseller(principal.reseller, limit, after);
    return c.json({ items: [...page.items], cursor: page.next === null ? null : encodePosition(list, page.next) }, 200);
  });

  app.route('/', configurationRoutes(deps));
  app.route('/', accountRoutes(deps));
  return app;
};
