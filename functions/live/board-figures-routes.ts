import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { isoOf } from '../domain/public-json.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { boardFiguresSchema, boardSeriesSchema } from './board-figures-schemas.ts';
import { readableFigures } from './core/board-figures.ts';
import { figuresBody } from './core/figures-message.ts';
import { shownReading } from './core/site-figures/shown-reading.ts';
import type { BringFigures } from './figures-keeper.ts';
import { createReadSeries, graphsOf } from './read-series.ts';
import type { ShowBoard } from './show-board-port.ts';

const viewInPath = z.object({ site: z.string().min(1).max(200), board: z.string().min(1).max(60), view: z.string().min(1).max(60) });

const figures = (access: Access) =>
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/boards/{board}/views/{view}/figures',
    summary: 'Figures of a view as they are now; the socket sends the same and then what changes',
    security: bearerOnly,
    middleware: guardSite(access, 'boards.read'),
    request: { params: viewInPath },
    responses: { 200: { description: 'Figures', content: { 'application/json': { schema: boardFiguresSchema } } }, ...userProblems },
  });
const series = (access: Access) =>
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/boards/{board}/views/{view}/series',
    summary: 'What the graphs of a view draw: their figures over the statistics day so far; anew every minute',
    security: bearerOnly,
    middleware: guardSite(access, 'boards.read'),
    request: { params: viewInPath },
    responses: { 200: { description: 'Series by tile', content: { 'application/json': { schema: boardSeriesSchema } } }, ...userProblems },
  });

export interface BoardFiguresRoutesDeps {
  readonly access: Access;
  readonly bring: BringFigures;
  readonly showBoard: ShowBoard;
  readonly now: () => number;
}

export const boardFiguresRoutes = (deps: BoardFiguresRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access } = deps;
  const readSeries = createReadSeries(deps);

  app.openapi(figures(access), async (c) => {
    const { site, board: id, view } = c.req.valid('param');
    const scope = await access.site(c, site, 'boards.read');
    const shown = await deps.showBoard(scope, c.get('principal'), id, view);
    const { board } = readableFigures(shown.figures);
    const asked = board.map(({ figure }) => figure);
    const { figures: kept, n } = await deps.bring(scope, asked, 'all');
    const { body } = figuresBody(board, shownReading(kept.read(asked, deps.now())), n, null);
    const { asOf = isoOf(deps.now()), figures: values = {}, perMs = {}, incomplete = false, gaps = [] } = body ?? {};
    return c.json({ seq: n, asOf, figures: values, perMs, incomplete, gaps: [...gaps] }, 200);
  });

  app.openapi(series(access), async (c) => {
    const { site, board, view } = c.req.valid('param');
    const scope = await access.site(c, site, 'boards.read');
    const shown = await deps.showBoard(scope, c.get('principal'), board, view);
    return c.json(await readSeries(scope, graphsOf(shown)), 200);
  });
  return app;
};
