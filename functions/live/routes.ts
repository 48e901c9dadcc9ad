import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { boardFiguresRoutes } from './board-figures-routes.ts';
import type { ConnectionStore } from './connection-store.ts';
import type { BringFigures } from './figures-keeper.ts';
import { figuresRoutes } from './figures-routes.ts';
import { openBoardsRoute } from './open-boards-route.ts';
import { snapshotSchema } from './public-schemas.ts';
import type { ShowBoard } from './show-board-port.ts';
import type { ReadSnapshot } from './snapshot.ts';
import { ownDevicesOf } from './subscribe.ts';

const live = createRoute({
  method: 'get',
  path: '/v1/sites/{site}/live',
  summary: 'Snapshot of what happens now; the socket sends the same and then what changes',
  security: bearerOnly,
  request: { params: siteInPath },
  responses: { 200: { description: 'Snapshot', content: { 'application/json': { schema: snapshotSchema } } }, ...userProblems },
});

export interface LiveRoutesDeps {
  readonly access: Access;
  readonly readSnapshot: ReadSnapshot;
  readonly bring: BringFigures;
  readonly showBoard: ShowBoard;
  readonly connections: Pick<ConnectionStore, 'subscribers'>;
  readonly now: () => number;
}
export const liveRoutes = (deps: LiveRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  app.route('/', figuresRoutes(deps));
  app.route('/', boardFiguresRoutes(deps));
  app.route('/', openBoardsRoute(deps));
  app.use('/v1/sites/:site/live', deps.access.authenticate);
  app.openapi(live, async (c) => {
    const scope = await deps.access.site(c, c.req.valid('param').site, 'live.read');
    return c.json(await deps.readSnapshot(scope, ownDevicesOf(c.get('principal'))), 200);
  });
  return app;
};
