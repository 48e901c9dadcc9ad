import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { siteInPath } from '../runtime/site-path.ts';
import type { ConnectionStore } from './connection-store.ts';

const openBoardsSchema = z
  .object({
    wallboards: z.int().openapi({ description: 'Views of wallboards that are open now, screens included' }),
    dashboards: z.int(),
    screens: z.int().openapi({ description: 'Of these, on paired screens' }),
  })
  .openapi('OpenBoards');

/** How many boards of each licence class are open: each tab is one (L2326, L2363). Nothing is refused by it. */
export const openBoardsRoute = (deps: {
  readonly access: Access;
  readonly connections: Pick<ConnectionStore, 'subscribers'>;
}): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/open-boards',
      summary: 'Boards that are open at this moment, by licence class',
      security: bearerOnly,
      middleware: guardSite(deps.access, 'screens.read'),
      request: { params: siteInPath },
      responses: { 200: { description: 'Numbers', content: { 'application/json': { schema: openBoardsSchema } } }, ...userProblems },
    }),
    async (c) => {
      const scope = await deps.access.site(c, c.req.valid('param').site, 'screens.read');
      const open = (await deps.connections.subscribers(scope)).filter(({ licence }) => licence !== null);
      const of = (kind: string): number => open.filter(({ licence }) => licence === kind).length;
      const screens = open.filter(({ subject }) => subject.startsWith('screen:')).length;
      return c.json({ wallboards: of('wallboard'), dashboards: of('dashboard'), screens }, 200);
    },
  );
  return app;
};
