import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access, Principal } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import type { Log } from '../runtime/log.ts';
import {
  etagOf,
  ifMatch,
  json as jsonOf,
  ok,
  pageOf,
  publicUnreadable,
  saveProblems,
  unreadableSchema,
  versionOf,
} from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { builtInFilters, describeFilter, parseFilter } from '../statistics/filters.ts';
import { deleteFilter } from './delete-filter.ts';
import { createFilter, rightsToFilter, rightsToUnreadable, type SaveFilterDeps, updateFilter } from './save-filter.ts';
import { filterInputSchema, filterItemSchema } from './schemas.ts';
import type { FilterUse, SavedFilter } from './types.ts';

export interface SavedFilterRoutesDeps extends SaveFilterDeps {
  readonly access: Access;
  readonly log: Log;
}

const json = jsonOf(filterInputSchema);
const filterInPath = siteInPath.extend({ filter: z.string().min(1).max(200) });

const wordsOf = (spec: unknown): string => {
  const parsed = parseFilter(spec);
  return 'errors' in parsed ? 'can no longer be read' : describeFilter(parsed.filter);
};
const usedBy = (id: string, uses: readonly FilterUse[]) =>
  uses.filter(({ filter, hidden }) => filter === id && !hidden).map(({ kind, id: of, name }) => ({ kind, id: of, name }));

const publicFilter = (filter: SavedFilter, who: Principal, uses: readonly FilterUse[]) => ({
  id: filter.id,
  name: filter.name,
  description: filter.description,
  owner: filter.owner === null ? null : { ...filter.owner },
  shared: filter.shared,
  builtIn: false,
  spec: { ...filter.spec },
  words: wordsOf(filter.spec),
  version: filter.version,
  mayEdit: rightsToFilter(who, filter).edit,
  usedBy: usedBy(filter.id, uses),
});

/** Saved filters of a site: own, shared and built-in ones (L3137-3200, L4822-4840). */
export const savedFilterRoutes = (deps: SavedFilterRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access, store } = deps;
  const [create, update, remove] = [createFilter(deps), updateFilter(deps), deleteFilter(deps)];
  const path = '/v1/sites/{site}/filters';

  app.openapi(
    createRoute({
      method: 'get',
      path,
      security: bearerOnly,
      middleware: guardSite(access, 'filters.read'),
      summary: 'Filters the token may use: own ones, shared ones, and those that everybody has',
      request: { params: siteInPath },
      responses: {
        200: ok(pageOf(z.union([filterItemSchema, unreadableSchema])), 'Filters; there is no second page'),
        ...userProblems,
      },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'filters.read');
      const who = c.get('principal');
      const [{ read: saved, unreadable }, uses] = await Promise.all([store.listAll(scope), deps.usesOf(scope, who)]);
      const builtIn = builtInFilters.map<z.output<typeof filterItemSchema>>(({ id, name, spec }) => ({
        id,
        name,
        description: '',
        owner: null,
        shared: true,
        builtIn: true,
        spec: Object.fromEntries(Object.entries(spec)),
        words: wordsOf(spec),
        version: 1,
        mayEdit: false,
        usedBy: [],
      }));
      const own = saved.filter((filter) => rightsToFilter(who, filter).see).map((filter) => publicFilter(filter, who, uses));
      const torn = unreadable.flatMap((one) => {
        const { see, edit } = rightsToUnreadable(who, one);
        return see ? [publicUnreadable(one, edit)] : [];
      });
      for (const { id, unreadable: fault } of unreadable)
        deps.log.error('a stored filter cannot be read', { tenant: scope.tenant, site: scope.site, filter: id, fault });
      return c.json({ items: [...own, ...builtIn, ...torn], cursor: null }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path,
      security: bearerOnly,
      middleware: guardSite(access, 'filters.write'),
      'x-audit': 'filter.save',
      summary: 'A new filter',
      request: { params: siteInPath, body: json },
      responses: { 201: ok(filterItemSchema, 'The filter, written tidily'), ...saveProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'filters.write');
      const who = c.get('principal');
      const made = await create({ scope, who, origin: auditOriginOf(c) }, c.req.valid('json'));
      c.header('etag', etagOf(made.version));
      return c.json(publicFilter(made, who, []), 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/{filter}`,
      security: bearerOnly,
      middleware: guardSite(access, 'filters.write'),
      'x-audit': 'filter.save',
      summary: 'Change a filter; needs If-Match. Boards that use it show other figures at once',
      request: { params: filterInPath, headers: ifMatch, body: json },
      responses: { 200: ok(filterItemSchema, 'The filter as it is now'), ...saveProblems },
    }),
    async (c) => {
      const { site, filter } = c.req.valid('param');
      const scope = await access.site(c, site, 'filters.write');
      const who = c.get('principal');
      const madeFrom = versionOf(c.req.valid('header')['if-match']);
      const saved = await update({ scope, who, origin: auditOriginOf(c) }, filter, c.req.valid('json'), madeFrom);
      c.header('etag', etagOf(saved.version));
      return c.json(publicFilter(saved, who, await deps.usesOf(scope, who)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: `${path}/{filter}`,
      security: bearerOnly,
      middleware: guardSite(access, 'filters.write'),
      'x-audit': 'filter.delete',
      summary: 'Delete a filter; refused with the list of boards, reports and schedules while any use it, unless force=true',
      request: { params: filterInPath, headers: ifMatch, query: z.object({ force: z.enum(['true', 'false']).default('false') }) },
      responses: { 204: { description: 'Deleted' }, ...saveProblems },
    }),
    async (c) => {
      const { site, filter } = c.req.valid('param');
      const scope = await access.site(c, site, 'filters.write');
      const header = c.req.valid('header')['if-match'];
      const force = c.req.valid('query').force === 'true';
      const madeFrom = header === undefined ? null : versionOf(header);
      await remove({ scope, who: c.get('principal'), origin: auditOriginOf(c) }, filter, madeFrom, force);
      return c.body(null, 204);
    },
  );
  return app;
};
