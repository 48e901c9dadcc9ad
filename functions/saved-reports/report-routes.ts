import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import type { Doing } from '../audit/types.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import type { Log } from '../runtime/log.ts';
import { etagOf, ifMatch, json, ok, pageOf, publicUnreadable, saveProblems, unreadableSchema, versionOf } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { type DeleteReportDeps, deleteReport, usesOfReport } from './delete-report.ts';
import { ownerIn } from './delete-unreadable.ts';
import { builtInReport, findReport, rightsToReport } from './find-report.ts';
import { listOwn } from './give-defaults.ts';
import { publicItem, publicReport, reportInPath } from './report-parts.ts';
import { createReport, updateReport } from './save-report.ts';
import * as schemas from './schemas.ts';
import type { Person, StoredReport } from './types.ts';

export interface ReportRoutesDeps extends DeleteReportDeps {
  readonly access: Access;
  readonly log: Log;
}
const site = '/v1/sites/{site}/reports';
const path = `${site}/{report}`;

/** Reports of a site: list, get, make, copy, change, delete, and what uses them. */
export const reportRoutes = (deps: ReportRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access, store } = deps;
  const [create, update, remove, uses, own] = [
    createReport(deps),
    updateReport(deps),
    deleteReport(deps),
    usesOfReport(deps),
    listOwn(deps),
  ];

  app.openapi(
    createRoute({
      method: 'get',
      path: site,
      security: bearerOnly,
      middleware: guardSite(access, 'reports.read'),
      summary:
        'Reports the token may run: the one that everybody has, own ones, shared ones. The first list of a person gives the default reports',
      request: { params: siteInPath },
      responses: {
        200: ok(pageOf(z.union([schemas.reportItemSchema, unreadableSchema])), 'Reports; there is no second page'),
        ...userProblems,
        409: saveProblems[409],
      },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'reports.read');
      const who = c.get('principal');
      const [mine, shared] = await Promise.all([own({ scope, who }), store.listAll(scope, null)]);
      const items = [builtInReport, ...mine.read, ...shared.read].map((head) => publicItem(head, who));
      const mayEdit = (owner: Person, isShared: boolean): boolean => rightsToReport(who, { owner, shared: isShared }).edit;
      const unreadable = [
        ...mine.unreadable.map((one) => publicUnreadable(one, mayEdit(who, false))),
        ...shared.unreadable.map((one) => publicUnreadable(one, mayEdit(ownerIn(one.row), true))),
      ];
      for (const { id, unreadable: fault } of unreadable)
        deps.log.error('a stored report cannot be read', { tenant: scope.tenant, site: scope.site, report: id, fault });
      if (mine.fault !== null)
        deps.log.error('which default reports were given cannot be read: none is given by itself', {
          tenant: scope.tenant,
          site: scope.site,
          person: who.id,
          fault: mine.fault,
        });
      return c.json({ items: [...items, ...unreadable], cursor: null }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: site,
      security: bearerOnly,
      middleware: guardSite(access, 'reports.write'),
      'x-audit': 'report.save',
      summary: 'A new report, or a copy of one; a shared copy is how a report is shared',
      request: { params: siteInPath, body: json(schemas.newReportSchema) },
      responses: { 201: ok(schemas.reportSchema, 'The report'), ...saveProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'reports.write');
      const doing = { scope, who: c.get('principal'), origin: auditOriginOf(c) };
      const body = c.req.valid('json');
      const made = await create(doing, 'content' in body ? body : { content: await copied(doing, body), shared: body.shared });
      c.header('etag', etagOf(made.version));
      return c.json(publicReport(made, doing.who), 201);
    },
  );
  const copied = async (
    { scope, who }: Doing,
    { copyOf, name, category }: { readonly copyOf: string; readonly name: string; readonly category?: string | undefined },
  ): Promise<StoredReport['content']> => {
    const { content } = await findReport(store, scope, who, copyOf);
    return { ...content, name, category: category ?? content.category };
  };

  app.openapi(
    createRoute({
      method: 'get',
      path,
      security: bearerOnly,
      middleware: guardSite(access, 'reports.read'),
      summary: 'A report as it is edited and run',
      request: { params: reportInPath },
      responses: { 200: ok(schemas.reportSchema, 'The report'), ...userProblems },
    }),
    async (c) => {
      const { site: of, report } = c.req.valid('param');
      const scope = await access.site(c, of, 'reports.read');
      const who = c.get('principal');
      const found = await findReport(store, scope, who, report);
      c.header('etag', etagOf(found.version));
      return c.json(publicReport(found, who), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'put',
      path,
      security: bearerOnly,
      middleware: guardSite(access, 'reports.write'),
      'x-audit': 'report.save',
      summary: 'Change a report; needs If-Match',
      request: { params: reportInPath, headers: ifMatch, body: json(schemas.changedReportSchema) },
      responses: { 200: ok(schemas.reportSchema, 'The report as it is now'), ...saveProblems },
    }),
    async (c) => {
      const { site: of, report } = c.req.valid('param');
      const scope = await access.site(c, of, 'reports.write');
      const doing = { scope, who: c.get('principal'), origin: auditOriginOf(c) };
      const saved = await update(doing, report, c.req.valid('json').content, versionOf(c.req.valid('header')['if-match']));
      c.header('etag', etagOf(saved.version));
      return c.json(publicReport(saved, doing.who), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path,
      security: bearerOnly,
      middleware: guardSite(access, 'reports.write'),
      'x-audit': 'report.delete',
      summary: 'Delete a report; refused with the list of schedules while any run it, unless force=true: then they run without it',
      request: { params: reportInPath, headers: ifMatch, query: z.object({ force: z.enum(['true', 'false']).default('false') }) },
      responses: { 204: { description: 'Deleted' }, ...saveProblems },
    }),
    async (c) => {
      const { site: of, report } = c.req.valid('param');
      const scope = await access.site(c, of, 'reports.write');
      const header = c.req.valid('header')['if-match'];
      const doing = { scope, who: c.get('principal'), origin: auditOriginOf(c) };
      await remove(doing, report, header === undefined ? null : versionOf(header), c.req.valid('query').force === 'true');
      return c.body(null, 204);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: `${path}/uses`,
      security: bearerOnly,
      middleware: guardSite(access, 'reports.read'),
      summary: 'Schedules that run a report',
      request: { params: reportInPath },
      responses: { 200: ok(schemas.reportUsesSchema, 'Schedules; there is no second page'), ...userProblems },
    }),
    async (c) => {
      const { site: of, report } = c.req.valid('param');
      const scope = await access.site(c, of, 'reports.read');
      const found = await uses({ scope, who: c.get('principal'), origin: auditOriginOf(c) }, report);
      return c.json({ items: found.map(({ schedule, name }) => ({ schedule, name })), cursor: null }, 200);
    },
  );
  return app;
};
