import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { auditNote, auditOriginOf, type NoteWords, type RequestFacts } from '../audit/audit.ts';
import type { TransactWrite } from '../audit/types.ts';
import { epochMs } from '../domain/ids.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { json, ok } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import type { ScreensRoutesDeps } from './deps.ts';
import { checkView, pairScreen } from './pair-screen.ts';
import { createPublicScreens } from './public-screen.ts';
import * as schemas from './schemas.ts';
import type { ScreenChange } from './screen-params.ts';
import { showNow } from './screen-principal.ts';
import type { Screen } from './types.ts';

const noSuchScreen = (): ProblemError => new ProblemError('not-found', 'There is no such screen at this site.');

/** Routes for the people who look after a site's screens. */
export const siteScreenRoutes = (deps: ScreensRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access, store } = deps;
  const pair = pairScreen(deps);
  const { published, publishedList } = createPublicScreens(deps);
  const manage = { security: bearerOnly, middleware: guardSite(access, 'screens.manage') };

  const findIn = async (scope: SiteScope, screen: string): Promise<Screen> => {
    const found = await store.find({ ...scope, screen });
    if (found === null) throw noSuchScreen();
    return found;
  };
  const noteOf = (
    c: RequestFacts,
    who: Principal,
    screen: Screen,
    told: Pick<NoteWords, 'action' | 'summary' | 'changes'>,
  ): readonly TransactWrite[] => [
    deps.audit(auditNote({ scope: screen, who, origin: auditOriginOf(c) }, deps.now(), { object: `screen ${screen.screen}`, ...told })),
  ];
  /** Changes a screen, with its row in the log. @returns it as it is then */
  const changed = async (scope: SiteScope, screen: string, change: ScreenChange, note: readonly TransactWrite[], reload = false) => {
    if (!(await store.change({ ...scope, screen }, change, reload, note))) throw noSuchScreen();
    return published(scope, await findIn(scope, screen));
  };

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/screens',
      summary: 'Wall screens of a site, what they show and when they were last heard of',
      security: bearerOnly,
      middleware: guardSite(access, 'screens.read'),
      request: { params: siteInPath },
      responses: { 200: ok(schemas.screenListSchema, 'Screens by name'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'screens.read');
      return c.json({ items: await publishedList(scope), cursor: null }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...manage,
      method: 'post',
      path: '/v1/sites/{site}/screens',
      'x-audit': 'screen.pair',
      summary: 'Make the screen that shows this code one of the site’s; it sees its board and nothing else',
      request: { params: siteInPath, body: json(schemas.pairSchema) },
      responses: { 201: ok(schemas.screenSchema, 'The screen'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'screens.manage');
      const who = c.get('principal');
      const screen = await pair(scope, who, auditOriginOf(c), c.req.valid('json'));
      deps.log.info('screen paired', { tenant: scope.tenant, site: scope.site, screen: screen.screen, by: who.id });
      return c.json(await published(scope, screen), 201);
    },
  );

  app.openapi(
    createRoute({
      ...manage,
      method: 'patch',
      path: '/v1/sites/{site}/screens/{screen}',
      'x-audit': 'screen.change',
      summary: 'Another name, board, view or pace',
      request: { params: schemas.screenInPath, body: json(schemas.changeSchema) },
      responses: { 200: ok(schemas.screenSchema, 'As it is now'), ...userProblems },
    }),
    async (c) => {
      const { site, screen: id } = c.req.valid('param');
      const scope = await access.site(c, site, 'screens.manage');
      const who = c.get('principal');
      const before = await findIn(scope, id);
      const asked = c.req.valid('json');
      // A view belongs to its board: another board begins with all of its own.
      const view = asked.view ?? (asked.board === undefined && asked.view === undefined ? before.view : null);
      const named = asked.board !== undefined || asked.view != null;
      const board = named ? await deps.findBoard(scope, who, asked.board ?? before.board) : null;
      if (board !== null) checkView(view, board.views);
      const change = {
        ...(asked.name === undefined ? {} : { name: asked.name }),
        ...(asked.cycleSeconds === undefined ? {} : { cycleSeconds: asked.cycleSeconds }),
        ...(asked.board === undefined ? {} : { board: asked.board }),
        ...(board === null ? {} : { boardName: board.name }),
        view,
      };
      const note = noteOf(c, who, before, {
        action: 'screen.change',
        summary: `“${before.name}” was changed`,
        changes: (['name', 'board', 'view', 'cycleSeconds'] as const)
          .filter((part) => part in change && change[part] !== before[part])
          .map((part) => ({ path: part, before: before[part], after: change[part] })),
      });
      return c.json(await changed(scope, id, change, note), 200);
    },
  );

  app.openapi(
    createRoute({
      ...manage,
      method: 'delete',
      path: '/v1/sites/{site}/screens/{screen}',
      'x-audit': 'screen.revoke',
      summary: 'Stop believing a screen, at once and for good; it shows a new code',
      request: { params: schemas.screenInPath },
      responses: { 204: { description: 'Revoked' }, ...userProblems },
    }),
    async (c) => {
      const { site, screen: id } = c.req.valid('param');
      const scope = await access.site(c, site, 'screens.manage');
      const who = c.get('principal');
      const screen = await findIn(scope, id);
      const note = noteOf(c, who, screen, { action: 'screen.revoke', summary: `“${screen.name}” is no longer believed` });
      if (!(await store.revoke({ ...scope, screen: id }, deps.now(), note))) throw noSuchScreen();
      deps.log.info('screen revoked', { tenant: scope.tenant, site: scope.site, screen: id, by: who.id });
      return c.body(null, 204);
    },
  );

  app.openapi(
    createRoute({
      ...manage,
      method: 'post',
      path: '/v1/sites/{site}/screens/{screen}/reload',
      'x-audit': 'screen.change',
      summary: 'Have a screen load its page anew',
      request: { params: schemas.screenInPath },
      responses: { 200: ok(schemas.screenSchema, 'As it is now'), ...userProblems },
    }),
    async (c) => {
      const { site, screen: id } = c.req.valid('param');
      const scope = await access.site(c, site, 'screens.manage');
      const screen = await findIn(scope, id);
      const note = noteOf(c, c.get('principal'), screen, {
        action: 'screen.change',
        summary: `“${screen.name}” was told to load anew`,
      });
      return c.json(await changed(scope, id, {}, note, true), 200);
    },
  );

  app.openapi(
    createRoute({
      ...manage,
      method: 'post',
      path: '/v1/sites/{site}/screens/{screen}/show',
      'x-audit': 'screen.change',
      summary: 'Show another board on a screen for a while',
      request: { params: schemas.screenInPath, body: json(schemas.showRequestSchema) },
      responses: { 200: ok(schemas.screenSchema, 'As it is now'), ...userProblems },
    }),
    async (c) => {
      const { site, screen: id } = c.req.valid('param');
      const scope = await access.site(c, site, 'screens.manage');
      const who = c.get('principal');
      const screen = await findIn(scope, id);
      const { board: boardId, view, minutes } = c.req.valid('json');
      const board = await deps.findBoard(scope, who, boardId);
      checkView(view, board.views);
      const until = epochMs(deps.now() + minutes * 60_000);
      const note = noteOf(c, who, screen, {
        action: 'screen.change',
        summary: `“${screen.name}” shows “${board.name}” for ${minutes} min`,
      });
      return c.json(await changed(scope, id, { show: { board: boardId, view, until } }, note), 200);
    },
  );

  app.openapi(
    createRoute({
      ...manage,
      method: 'delete',
      path: '/v1/sites/{site}/screens/{screen}/show',
      'x-audit': 'screen.change',
      summary: 'Back to the screen’s own board',
      request: { params: schemas.screenInPath },
      responses: { 200: ok(schemas.screenSchema, 'As it is now'), ...userProblems },
    }),
    async (c) => {
      const { site, screen: id } = c.req.valid('param');
      const scope = await access.site(c, site, 'screens.manage');
      const screen = await findIn(scope, id);
      if (showNow(screen.show, deps.now()) === null) return c.json(await published(scope, screen), 200);
      const note = noteOf(c, c.get('principal'), screen, {
        action: 'screen.change',
        summary: `“${screen.name}” shows its own board again`,
      });
      return c.json(await changed(scope, id, { show: null }, note), 200);
    },
  );
  return app;
};
