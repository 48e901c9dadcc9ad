import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { epochMs } from '../domain/ids.ts';
import type { Access, Principal } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { json, ok } from '../runtime/route-parts.ts';
import { seenEverySeconds } from './constants.ts';
import type { ScreensRoutesDeps } from './deps.ts';
import * as schemas from './schemas.ts';
import { screenOfSubject, showNow } from './screen-principal.ts';
import { screenTokenOf, sha256 } from './secrets.ts';
import type { Screen } from './types.ts';

/** Routes for a paired screen about itself; its token says which one it is. */
export const ownScreenRoutes = (deps: ScreensRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access, store } = deps;
  const forScreens = (): ProblemError =>
    new ProblemError('forbidden', 'This is for paired screens only; people see screens below their site.');
  const own = async ({ id, tenant, sites }: Principal): Promise<Screen> => {
    const screen = screenOfSubject(id);
    const [site] = sites ?? [];
    if (screen === null || tenant === null || site === undefined) throw forScreens();
    const found = await store.find({ tenant, site, screen });
    if (found === null) throw new ProblemError('unauthorised', 'The screen was revoked. Pair it again.');
    return found;
  };
  const middleware = [
    access.authenticate,
    async (c: Parameters<Access['authenticate']>[0], next: () => Promise<void>): Promise<void> => {
      if (c.get('principal').role !== 'pairedScreen') throw forScreens();
      await next();
    },
  ];
  const problems = { 401: userProblems[401], 403: userProblems[403] };

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/screen',
      summary: 'What this screen is to show',
      security: bearerOnly,
      middleware,
      responses: { 200: ok(schemas.ownScreenSchema, 'The screen'), ...problems },
    }),
    async (c) => {
      const { screen, name, tenant, site: siteId, board, view, cycleSeconds, reload, show } = await own(c.get('principal'));
      const site = await deps.findSite(siteId, tenant);
      if (site === null) throw new ProblemError('unauthorised', 'The site of this screen is gone. Pair it again.');
      const shown = showNow(show, deps.now());
      return c.json(
        {
          screen,
          name,
          site: {
            site: site.site,
            name: site.name,
            customerName: site.customerName,
            timeZone: site.timeZone,
            resetTime: site.resetTime,
          },
          board,
          view,
          cycleSeconds,
          reload,
          show: shown === null ? null : { ...shown, until: new Date(shown.until).toISOString() },
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/screen/seen',
      'x-unaudited': 'changes nothing but what the screen says of itself every half minute',
      summary: 'That this screen is on, what it runs and what it shows',
      security: bearerOnly,
      middleware,
      request: { body: json(schemas.seenSchema) },
      responses: { 200: ok(schemas.seenAnswerSchema, 'Taken'), 400: userProblems[400], ...problems },
    }),
    async (c) => {
      const screen = await own(c.get('principal'));
      const now = deps.now();
      await store.saw(screen, { screen: screen.screen, lastSeenAt: epochMs(now), ...c.req.valid('json') });
      return c.json({ now: new Date(now).toISOString(), everySeconds: seenEverySeconds }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/screen/rotate',
      'x-unaudited': 'nobody’s rights change: a screen replaces its own token, daily',
      summary: 'A new token for this screen; the present one works until the new one was first used',
      security: bearerOnly,
      middleware,
      responses: { 200: ok(schemas.rotatedSchema, 'The new token'), ...problems },
    }),
    async (c) => {
      const { screen } = await own(c.get('principal'));
      const token = screenTokenOf(screen, deps.randomBytes(32));
      if (!(await store.giveNextToken(screen, sha256(token), deps.now())))
        throw new ProblemError('unauthorised', 'The screen was revoked. Pair it again.');
      return c.json({ token }, 200);
    },
  );
  return app;
};
