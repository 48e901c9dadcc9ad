import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import {
  idsInQuery,
  idsOf,
  importRequest,
  importSchema,
  publicChanges,
  textAnswer,
  yamlHeaders,
} from '../definitions-text/text-document.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ok, saveProblems } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { exportText } from './export-text.ts';
import { type ImportDeps, importText } from './import-text.ts';

export interface TextRoutesDeps extends ImportDeps {
  readonly access: Access;
}

const path = '/v1/sites/{site}/reports-text';
const answerSchema = importSchema(['report', 'filter', 'schedule'], 'ReportsImport');
const named = 'with none of the three lists: everything the token sees, but for default reports that are as they were given';

/** Reports, filters and schedules of a site as one text, out and in. */
export const textRoutes = (deps: TextRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access } = deps;
  const [write, read] = [exportText(deps), importText(deps)];

  app.openapi(
    createRoute({
      method: 'get',
      path,
      security: bearerOnly,
      middleware: guardSite(access, 'reports.write'),
      summary: 'Reports, filters and schedules as YAML, each with what it uses: the same data gives the same bytes',
      request: {
        params: siteInPath,
        query: z.object({ reports: idsInQuery(named), filters: idsInQuery(named), schedules: idsInQuery(named) }),
      },
      responses: { ...userProblems, ...textAnswer },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'reports.write');
      const { reports, filters, schedules } = c.req.valid('query');
      const chosen = { reports: idsOf(reports), filters: idsOf(filters), schedules: idsOf(schedules) };
      return c.text(await write(scope, c.get('principal'), chosen), 200, yamlHeaders);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path,
      security: bearerOnly,
      middleware: guardSite(access, 'reports.write'),
      'x-audit': 'report.import',
      summary: 'Bring such a text in; a dry run unless dryRun=false. Nothing is deleted by it',
      request: importRequest,
      responses: { 200: ok(answerSchema, 'What changed, or would'), ...saveProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'reports.write');
      const doing = { scope, who: c.get('principal'), origin: auditOriginOf(c) };
      const { changes, applied } = await read(doing, await c.req.text(), c.req.valid('query').dryRun === 'true');
      return c.json({ changes: publicChanges(changes), applied }, 200);
    },
  );
  return app;
};
