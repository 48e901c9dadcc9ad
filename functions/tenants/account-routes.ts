import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { auditNote, auditOriginOf } from '../audit/audit.ts';
import type { AuditWrite, TransactWrite } from '../audit/types.ts';
import { guardSite, rolePermissions } from '../identity/permissions.ts';
import { type Access, roles, type SiteScope } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, problemResponse, userProblems } from '../runtime/create-api.ts';
import { decodePosition, encodePosition } from '../runtime/position-cursor.ts';
import { ProblemError } from '../runtime/problem.ts';
import { json, ok, pageOf } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import type { Account } from './account-params.ts';
import { readVersion } from './configuration-parts.ts';
import { unitsOfAccount, userPrefix } from './constants.ts';
import type { DirectoryStore } from './directory-store.ts';
import { TenantsError } from './errors.ts';

export interface AccountRoutesDeps {
  readonly access: Access;
  readonly store: Pick<DirectoryStore, 'readConfig' | 'accountsOfTenant' | 'findAccount' | 'limitAccount'>;
  readonly audit: AuditWrite;
  /** A write by which somebody's open sockets learn that they may see something else. */
  readonly tellOfRights: (at: SiteScope, subject: string, now: number) => TransactWrite;
  readonly now: () => number;
}

const unitIds = z.array(z.string().min(1).max(100)).max(unitsOfAccount, `at most ${unitsOfAccount} business units`);
const accountSchema = z
  .object({
    account: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    role: z.enum(roles),
    units: unitIds.nullable().openapi({ description: 'Ids of business units, with all below; null = sees all calls of its sites' }),
    mayLimit: z.boolean().openapi({ description: 'False for those who may change the configuration: they could undo it' }),
  })
  .openapi('Account');
const limitSchema = z.object({ units: unitIds.nullable() }).openapi('AccountLimit');
const accountInPath = siteInPath.extend({ account: z.string().min(1).max(200) });
const paging = z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(1_000).default(100) });
const conflict = problemResponse('Somebody else changed it meanwhile.');

/** Whoever may change the configuration decides what belongs to which unit, so a limit would hold nothing back. */
const mayLimit = ({ role }: Pick<Account, 'role'>): boolean => !rolePermissions[role].includes('configuration.write');
const published = (account: Account) => ({
  account: account.user,
  name: account.name,
  email: account.email,
  role: account.role,
  units: account.units,
  mayLimit: mayLimit(account),
});
const reachesSite = ({ sites }: Account, { site }: SiteScope): boolean => sites === null || sites.includes(site);

/** People of the customer who log in, and the business units to which their rows are limited. */
export const accountRoutes = ({ access, store, audit, tellOfRights, now }: AccountRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/accounts',
      security: bearerOnly,
      middleware: guardSite(access, 'configuration.write'),
      summary: 'Who of the customer logs in and reaches this site, and to which business units each is limited',
      request: { params: siteInPath, query: paging },
      responses: { 200: ok(pageOf(accountSchema), 'Accounts by id; a page may be short'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'configuration.write');
      const { cursor, limit } = c.req.valid('query');
      const list = `accounts ${scope.tenant} ${scope.site}`;
      const after = cursor === undefined ? null : decodePosition(list, cursor, userPrefix);
      const page = await store.accountsOfTenant(scope.tenant, limit, after);
      const items = page.items.filter((account) => reachesSite(account, scope)).map(published);
      return c.json({ items, cursor: page.next === null ? null : encodePosition(list, page.next) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: '/v1/sites/{site}/accounts/{account}/units',
      security: bearerOnly,
      middleware: guardSite(access, 'configuration.write'),
      'x-audit': 'account.limit',
      summary: 'Limit what somebody sees to business units and all below them; null lifts the limit. In force within 30 seconds',
      request: { params: accountInPath, body: json(limitSchema) },
      responses: { 200: ok(accountSchema, 'The account'), ...userProblems, 409: conflict },
    }),
    async (c) => {
      const { site, account: id } = c.req.valid('param');
      const scope = await access.site(c, site, 'configuration.write');
      const found = await store.findAccount(scope.tenant, id);
      if (found === null || !reachesSite(found, scope)) throw new ProblemError('not-found', 'Nobody of this customer has such an account.');
      const { units: given } = c.req.valid('json');
      const units = given === null ? null : [...new Set(given)];
      if (units !== null && !mayLimit(found))
        throw new ProblemError(
          'bad-request',
          `${found.name} may change the configuration and so what belongs to which unit: a limit would hold nothing back. Give the account another role first.`,
        );
      const { config } = await readVersion(store, scope);
      const names = new Map(config.businessUnits.map(({ id: unit, name }) => [unit, name]));
      // Ids of other sites of the customer stay as they are; new ones must be of this site.
      const errors = (units ?? []).flatMap((unit, i) =>
        names.has(unit) || found.units?.includes(unit) === true
          ? []
          : [{ pointer: `#/units/${i}`, detail: `There is no business unit "${unit}" at this site.`, in: 'body' as const }],
      );
      if (errors.length > 0) throw new ProblemError('bad-request', 'A business unit does not exist; nothing was saved.', { errors });
      const wordsOf = (of: readonly string[] | null): string =>
        of === null ? 'all calls' : of.length === 0 ? 'no calls' : `the calls of ${of.map((unit) => names.get(unit) ?? unit).join(', ')}`;
      const at = now();
      const note = auditNote({ scope, who: c.get('principal'), origin: auditOriginOf(c) }, at, {
        action: 'account.limit',
        object: `account ${found.name} (${found.user})`,
        summary: `${found.name} sees ${wordsOf(units)}, before: ${wordsOf(found.units)}`,
        changes: [{ path: '/units', before: found.units, after: units }],
      });
      try {
        await store.limitAccount(scope.tenant, found, units, [audit(note), tellOfRights(scope, found.sub, at)]);
      } catch (cause) {
        if (cause instanceof TenantsError)
          throw new ProblemError('conflict', 'Somebody else changed this account meanwhile: look at it again.', { cause });
        throw cause;
      }
      return c.json(published({ ...found, units }), 200);
    },
  );
  return app;
};
