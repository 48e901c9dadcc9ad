import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import { guardSite, mayDo } from '../identity/permissions.ts';
import type { Access, Principal, SiteScope } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { etagOf, ifMatch, json, ok, pageOf, publicUnreadable, saveProblems, unreadableSchema, versionOf } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { createSchedule } from './create-schedule.ts';
import { deleteSchedule } from './delete-schedule.ts';
import { findFaultsWith } from './find-faults.ts';
import type { SaveScheduleDeps } from './plan-schedule.ts';
import { previewOf } from './preview.ts';
import { publicSchedule } from './public-schedule.ts';
import * as schemas from './schemas.ts';
import { createShowRights } from './show-rights.ts';
import type { StoredSchedule } from './types.ts';
import { updateSchedule } from './update-schedule.ts';

export interface ScheduleRoutesDeps extends SaveScheduleDeps {
  readonly access: Access;
}

export const scheduleInPath = siteInPath.extend({ schedule: z.string().min(1).max(200) });
const path = '/v1/sites/{site}/schedules';

/** Schedules of a site. Whoever may see them sees all of them, and whoever may change one may change every one (L4596). */
export const scheduleRoutes = (deps: ScheduleRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access, store } = deps;
  const [create, update, remove] = [createSchedule(deps), updateSchedule(deps), deleteSchedule(deps)];
  const shown = async (scope: SiteScope, who: Principal, schedules: readonly StoredSchedule[]) => {
    const faults = await findFaultsWith(
      deps,
      deps.reports,
      scope,
      schedules.map(({ content }) => content),
    );
    const config = await deps.findConfig(scope.tenant, scope.site);
    const rightsOf = createShowRights(deps, scope, { businessUnits: config?.config.businessUnits ?? [] });
    const mayEdit = mayDo(who, 'schedules.write');
    return Promise.all(
      schedules.map(async (one, i) =>
        publicSchedule(one, {
          faults: (faults[i] ?? []).map(({ detail }) => detail),
          rights: await rightsOf(one.owner),
          mayEdit,
          who: who.id,
        }),
      ),
    );
  };
  const shownOne = async (scope: SiteScope, who: Principal, schedule: StoredSchedule) => {
    const [item] = await shown(scope, who, [schedule]);
    if (item === undefined) throw new Error('no schedule to show');
    return item;
  };

  app.openapi(
    createRoute({
      method: 'get',
      path,
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.read'),
      summary: 'Schedules of the site, by name',
      request: { params: siteInPath },
      responses: {
        200: ok(pageOf(z.union([schemas.scheduleSchema, unreadableSchema])), 'Schedules; there is no second page'),
        ...userProblems,
      },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'schedules.read');
      const who = c.get('principal');
      const { read, unreadable } = await store.list(scope);
      for (const { id, unreadable: fault } of unreadable)
        deps.log.error('a stored schedule cannot be read', { tenant: scope.tenant, site: scope.site, schedule: id, fault });
      const items = [...(await shown(scope, who, read)), ...unreadable.map((one) => publicUnreadable(one, mayDo(who, 'schedules.write')))];
      items.sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'en'));
      return c.json({ items, cursor: null }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path,
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.write'),
      'x-audit': 'schedule.save',
      summary: 'A new schedule; runs are made with the rights of who saves it',
      request: { params: siteInPath, body: json(schemas.contentSchema) },
      responses: { 201: ok(schemas.scheduleSchema, 'The schedule'), ...saveProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'schedules.write');
      const who = c.get('principal');
      const made = await create({ scope, who, origin: auditOriginOf(c) }, c.req.valid('json'));
      c.header('etag', etagOf(made.version));
      return c.json(await shownOne(scope, who, made), 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/preview`,
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.read'),
      'x-unaudited': 'Works out moments of what was sent; nothing is kept.',
      summary: 'The next ten runs of a timing; those on days on which the clock moves are marked',
      request: { params: siteInPath, body: json(schemas.previewBody) },
      responses: { 200: ok(schemas.previewSchema, 'Up to ten runs; none: it is over, or never runs'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'schedules.read');
      const { timing } = c.req.valid('json');
      const zone = timing.timeZone ?? (await deps.findConfig(scope.tenant, scope.site))?.config.timeZone ?? 'UTC';
      try {
        return c.json({ timeZone: zone, runs: previewOf(timing, zone, deps.now()).map((run) => ({ ...run })) }, 200);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        const detail = `"${zone}" is no time zone: name one as Europe/London.`;
        throw new ProblemError('bad-request', detail, { errors: [{ pointer: '#/timing/timeZone', detail, in: 'body' }] });
      }
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: `${path}/{schedule}`,
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.read'),
      summary: 'A schedule',
      request: { params: scheduleInPath },
      responses: { 200: ok(schemas.scheduleSchema, 'The schedule, its version as ETag'), ...userProblems },
    }),
    async (c) => {
      const { site, schedule } = c.req.valid('param');
      const scope = await access.site(c, site, 'schedules.read');
      const found = await store.find(scope, schedule);
      if (found === null) throw new ProblemError('not-found', 'There is no such schedule here.');
      c.header('etag', etagOf(found.version));
      return c.json(await shownOne(scope, c.get('principal'), found), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/{schedule}`,
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.write'),
      'x-audit': 'schedule.save',
      summary: 'Change a schedule; needs If-Match. Its runs go on with the rights of its owner, unless told otherwise',
      request: { params: scheduleInPath, headers: ifMatch, body: json(schemas.changeSchema) },
      responses: { 200: ok(schemas.scheduleSchema, 'The schedule as it is now'), ...saveProblems },
    }),
    async (c) => {
      const { site, schedule } = c.req.valid('param');
      const scope = await access.site(c, site, 'schedules.write');
      const who = c.get('principal');
      const madeFrom = versionOf(c.req.valid('header')['if-match']);
      const { rights, ...content } = c.req.valid('json');
      const saved = await update({ scope, who, origin: auditOriginOf(c) }, schedule, content, rights, madeFrom);
      c.header('etag', etagOf(saved.version));
      return c.json(await shownOne(scope, who, saved), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: `${path}/{schedule}`,
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.write'),
      'x-audit': 'schedule.delete',
      summary: 'Delete a schedule; its history stays',
      request: { params: scheduleInPath, headers: ifMatch },
      responses: { 204: { description: 'Deleted' }, ...saveProblems },
    }),
    async (c) => {
      const { site, schedule } = c.req.valid('param');
      const scope = await access.site(c, site, 'schedules.write');
      const header = c.req.valid('header')['if-match'];
      await remove({ scope, who: c.get('principal'), origin: auditOriginOf(c) }, schedule, header === undefined ? null : versionOf(header));
      return c.body(null, 204);
    },
  );
  return app;
};
