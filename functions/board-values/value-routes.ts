import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ok, pageOf } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import type { ReadValues } from './events.ts';
import { namedValueSchema } from './schemas.ts';

export const valueRoutes = ({ access, readValues }: { readonly access: Access; readonly readValues: ReadValues }): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/values',
      security: bearerOnly,
      middleware: guardSite(access, 'boards.read'),
      summary: 'Everything from outside the telephone system that a tile may show, as it is now',
      request: { params: siteInPath },
      responses: { 200: ok(pageOf(namedValueSchema), 'Global variables, then fields of external data'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'boards.read');
      return c.json({ items: [...(await readValues(scope))], cursor: null }, 200);
    },
  );
  return app;
};
