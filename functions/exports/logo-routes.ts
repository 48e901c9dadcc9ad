import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { json, ok } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import type { ReportLogo } from './report-logo.ts';
import { logoInput, logoSchema } from './schemas.ts';

const path = '/v1/sites/{site}/report-logo';

/** The picture on PDF and Word files. */
export const logoRoutes = ({ access, logo }: { readonly access: Access; readonly logo: ReportLogo }): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  app.openapi(
    createRoute({
      method: 'get',
      path,
      security: bearerOnly,
      middleware: guardSite(access, 'reports.read'),
      summary: 'The picture that PDF and Word files of reports carry',
      request: { params: siteInPath },
      responses: { 200: ok(logoSchema, 'Id of one of the files of the site; null = none'), ...userProblems },
    }),
    async (c) => c.json({ media: await logo.find(await access.site(c, c.req.valid('param').site, 'reports.read')) }, 200),
  );
  app.openapi(
    createRoute({
      method: 'put',
      path,
      security: bearerOnly,
      middleware: guardSite(access, 'configuration.write'),
      'x-audit': 'reportLogo.set',
      summary: 'Choose the picture that PDF and Word files carry, or none',
      request: { params: siteInPath, body: json(logoInput) },
      responses: { 200: ok(logoSchema, 'As it is now'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'configuration.write');
      const { media } = c.req.valid('json');
      await logo.set({ scope, who: c.get('principal'), origin: auditOriginOf(c) }, media);
      return c.json({ media }, 200);
    },
  );
  return app;
};
