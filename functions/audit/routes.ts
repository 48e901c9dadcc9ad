import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type TenantId, tenantIdSchema } from '../domain/ids.ts';
import type { Access, Principal } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { decodePosition, encodePosition } from '../runtime/position-cursor.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { AuditReader } from './audit-store.ts';
import { auditActions, auditPrefix } from './constants.ts';
import type { AuditEntry } from './types.ts';

const instant = z.iso.datetime();
const entrySchema = z
  .object({
    id: z.string(),
    at: instant,
    site: z.string().nullable(),
    who: z.object({
      kind: z.enum(['user', 'apiKey', 'screen', 'edgeAgent', 'system']),
      id: z.string(),
      name: z.string(),
      role: z.string().nullable(),
    }),
    action: z.enum(auditActions),
    object: z.string(),
    summary: z.string(),
    changes: z
      .array(z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
      .openapi({ description: 'The first 50, values as short texts' }),
    changeCount: z.int(),
    changesPast: z.boolean().openapi({ description: 'Says something else about time already gone' }),
    requestId: z.string().nullable(),
    ip: z.string().nullable().openapi({ description: 'Address that reached the gateway' }),
    forwardedFor: z
      .string()
      .nullable()
      .openapi({ description: 'X-Forwarded-For as sent; whoever asks may have written anything in front' }),
  })
  .openapi('AuditEntry');

const query = z.object({
  customer: z.string().optional().openapi({ description: 'Customer id; for the reseller’s own people, unless they name a site' }),
  site: z.string().optional(),
  from: instant.optional().openapi({ description: 'Inclusive' }),
  to: instant.optional().openapi({ description: 'Exclusive' }),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const audit = createRoute({
  method: 'get',
  path: '/v1/audit',
  security: bearerOnly,
  summary: 'Who changed what, newest first',
  request: { query },
  responses: {
    200: {
      description: 'Rows of the log',
      content: { 'application/json': { schema: z.object({ items: z.array(entrySchema), cursor: z.string().nullable() }) } },
    },
    ...userProblems,
  },
});

export interface AuditRoutesDeps {
  readonly access: Access;
  readonly reader: AuditReader;
  /** Null = no such customer. */
  readonly findCustomer: (tenant: TenantId) => Promise<{ readonly reseller: string } | null>;
}

const publicEntry = ({ id, at, site, who, origin, action, object, summary, changes, changeCount, changesPast }: AuditEntry) => ({
  id,
  at: new Date(at).toISOString(),
  site,
  who,
  action,
  object,
  summary,
  changes: [...changes],
  changeCount,
  changesPast,
  ...origin,
});

const absent = (): ProblemError => new ProblemError('not-found', 'There is no such customer within your reach.');

export const auditRoutes = (deps: AuditRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  app.use(audit.path, deps.access.authenticate);

  /** A customer of somebody else is answered like one that does not exist. */
  const customerOf = async (principal: Principal, customer: string | undefined): Promise<TenantId> => {
    if (principal.tenant !== null) {
      if (customer === undefined || customer === principal.tenant) return principal.tenant;
      throw absent();
    }
    if (customer === undefined)
      throw new ProblemError('bad-request', 'Name the customer or one of its sites: there is one log for each customer.', {
        errors: [{ pointer: '#/customer', in: 'query', detail: 'Name the customer, or a site.' }],
      });
    const tenant = tenantIdSchema.safeParse(customer);
    const found = tenant.success ? await deps.findCustomer(tenant.data) : null;
    if (!tenant.success || found?.reseller !== principal.reseller) throw absent();
    return tenant.data;
  };

  /** Whose rows, and of which sites of theirs. */
  const scopeOf = async (c: Context<ApiEnv>, principal: Principal, customer: string | undefined, site: string | undefined) => {
    if (site === undefined) return { tenant: await customerOf(principal, customer), sites: principal.sites };
    const scope = await deps.access.site(c, site, 'audit.read');
    if (customer !== undefined && customer !== scope.tenant) throw absent();
    return { tenant: scope.tenant, sites: [scope.site] };
  };

  app.openapi(audit, async (c) => {
    const principal = deps.access.require(c, 'audit.read');
    const { customer, site, from, to, cursor, limit } = c.req.valid('query');
    const { tenant, sites } = await scopeOf(c, principal, customer, site);
    const list = `audit ${tenant} ${site ?? ''}`;
    const page = await deps.reader.list({
      tenant,
      sites,
      from: from === undefined ? null : Date.parse(from),
      to: to === undefined ? null : Date.parse(to),
      limit,
      after: cursor === undefined ? null : decodePosition(list, cursor, auditPrefix),
    });
    return c.json({ items: page.items.map(publicEntry), cursor: page.next === null ? null : encodePosition(list, page.next) }, 200);
  });
  return app;
};
