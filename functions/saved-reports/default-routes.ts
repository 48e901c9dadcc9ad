import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import { periodMinutesOf } from '../domain/site-config.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ok, pageOf, saveProblems } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { findTemplate } from '../statistics/catalogue.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { defaultReports } from './core/default-reports/default-reports.ts';
import { templateDefaults } from './core/template-defaults.ts';
import { giveBack } from './give-defaults.ts';
import { publicItem } from './report-parts.ts';
import type { SaveReportDeps } from './save-report.ts';
import * as schemas from './schemas.ts';

export interface DefaultRoutesDeps extends SaveReportDeps {
  readonly access: Access;
  readonly findConfig: FindSiteConfig;
}

/** What reports begin with, and giving back the default ones. */
export const defaultRoutes = (deps: DefaultRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access } = deps;
  const give = giveBack(deps);

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/report-defaults',
      security: bearerOnly,
      middleware: guardSite(access, 'reports.read'),
      summary: 'Columns and order that a new report of each template begins with, and the default reports',
      request: { params: siteInPath },
      responses: { 200: ok(schemas.reportDefaultsSchema, 'By template, in the order of the catalogue'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'reports.read');
      const found = await deps.findConfig(scope.tenant, scope.site);
      return c.json(
        {
          templates: templateDefaults.map(({ template, columns, sort, format }) => ({
            template,
            columns: [...columns],
            sort: sort.map((key) => ({ ...key })),
            format,
            fixed: findTemplate(template)?.fixedColumns != null,
          })),
          periodMinutes: found === null ? null : periodMinutesOf(found.config),
          reports: defaultReports.map(({ id, content }) => ({ id, content })),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sites/{site}/reports/defaults',
      security: bearerOnly,
      middleware: guardSite(access, 'reports.write'),
      'x-audit': 'report.save',
      summary: 'Give back the default reports that the person no longer has',
      request: { params: siteInPath },
      responses: { 200: ok(pageOf(schemas.reportItemSchema), 'Those that were given back'), ...saveProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'reports.write');
      const who = c.get('principal');
      const given = await give({ scope, who, origin: auditOriginOf(c) });
      return c.json({ items: given.map((report) => publicItem(report, who)), cursor: null }, 200);
    },
  );
  return app;
};
