import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import { boardKinds } from '../domain/board.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, problemResponse, userProblems } from '../runtime/create-api.ts';
import type { Log } from '../runtime/log.ts';
import { decodePosition, encodePosition } from '../runtime/position-cursor.ts';
import { ProblemError } from '../runtime/problem.ts';
import { publicUnreadable, unreadableSchema } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { boardInPath, etagOf, ifMatch, json, ok, pageOf, publicBoard, publicItem, saveProblems, versionOf } from './board-parts.ts';
import { boardPrefix } from './constants.ts';
import { standardBoards } from './core/standard-boards.ts';
import { createBoard } from './create-board.ts';
import { findUsable, isBuiltIn, rightsTo, standardAsStored } from './find-usable.ts';
import { deleteBoard, type SaveBoardDeps, updateBoard } from './save-board.ts';
import * as schemas from './schemas.ts';
import type { ShowBoard } from './types.ts';

export interface BoardRoutesDeps extends SaveBoardDeps {
  readonly access: Access;
  readonly showBoard: ShowBoard;
  readonly log: Log;
}

const site = '/v1/sites/{site}/boards';
const board = `${site}/{board}`;
const readProblems = { ...userProblems, 409: problemResponse('What is stored of the board cannot be read; it can only be deleted.') };

/** Boards of a site: list, get, make, copy, change, delete, versions, and a view worked out. */
export const boardRoutes = (deps: BoardRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access, store } = deps;
  const [create, update, remove] = [createBoard(deps), updateBoard(deps), deleteBoard(deps)];

  app.openapi(
    createRoute({
      method: 'get',
      path: site,
      security: bearerOnly,
      middleware: guardSite(access, 'boards.read'),
      summary: 'Boards the token may see: own ones, shared ones, and the two that everybody has',
      request: {
        params: siteInPath,
        query: z.object({
          kind: z.enum(boardKinds).optional(),
          cursor: z.string().optional(),
          limit: z.coerce.number().int().min(1).max(500).default(200),
        }),
      },
      responses: {
        200: ok(pageOf(z.union([schemas.boardItemSchema, unreadableSchema])), 'Boards; a page may have fewer than asked for'),
        ...userProblems,
      },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'boards.read');
      const who = c.get('principal');
      const { kind, cursor, limit } = c.req.valid('query');
      const list = `boards ${scope.tenant} ${scope.site}`;
      const after = cursor === undefined ? null : decodePosition(list, cursor, boardPrefix);
      const page = await store.list(scope, limit, after);
      const heads = [...(after === null ? standardBoards.map(standardAsStored) : []), ...page.items];
      const items = heads.filter((head) => rightsTo(who, head).see === 'yes' && (kind === undefined || head.kind === kind));
      const unreadable = page.unreadable.flatMap((one) => {
        const { see, edit } = rightsTo(who, one);
        // One of which nobody can tell the kind is in the lists of both.
        const ofKind = kind === undefined || boardKinds.every((other) => other === kind || other !== one.row.kind);
        return see === 'yes' && ofKind ? [publicUnreadable(one, edit)] : [];
      });
      for (const { id, unreadable: fault } of page.unreadable)
        deps.log.error('a stored board cannot be read', { tenant: scope.tenant, site: scope.site, board: id, fault });
      return c.json(
        {
          items: [...items.map((head) => publicItem(head, who)), ...unreadable],
          cursor: page.next === null ? null : encodePosition(list, page.next),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: site,
      security: bearerOnly,
      middleware: guardSite(access, 'boards.write'),
      'x-audit': 'board.save',
      summary: 'A new board, or a copy of one that can be seen',
      request: { params: siteInPath, body: json(schemas.newBoardSchema) },
      responses: { 201: ok(schemas.boardSchema, 'The board'), ...saveProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'boards.write');
      const who = c.get('principal');
      const body = c.req.valid('json');
      const doing = { scope, who, origin: auditOriginOf(c) };
      const made = 'content' in body ? await create(doing, body) : await copy(doing, body);
      c.header('etag', etagOf(made.version));
      return c.json(publicBoard(made, who), 201);
    },
  );

  const copy = async (
    doing: Parameters<typeof create>[0],
    { copyOf, name, shared }: { readonly copyOf: string; readonly name?: string | undefined; readonly shared: boolean },
  ) => {
    const { content } = await findUsable(store.look, doing.scope, doing.who, copyOf);
    const named = { ...content, name: name ?? `${content.name} (copy)`.slice(0, 80) };
    return create(doing, { content: named, shared, copied: content });
  };

  app.openapi(
    createRoute({
      method: 'get',
      path: board,
      security: bearerOnly,
      middleware: guardSite(access, 'boards.read'),
      summary: 'A board as it is edited',
      request: { params: boardInPath },
      responses: { 200: ok(schemas.boardSchema, 'The board'), ...readProblems },
    }),
    async (c) => {
      const { site: of, board: id } = c.req.valid('param');
      const scope = await access.site(c, of, 'boards.read');
      const who = c.get('principal');
      const found = await findUsable(store.look, scope, who, id);
      c.header('etag', etagOf(found.version));
      return c.json(publicBoard(found, who), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: board,
      security: bearerOnly,
      middleware: guardSite(access, 'boards.write'),
      'x-audit': 'board.save',
      summary: 'Change a board; needs If-Match. Of one that follows a template, name and view filters can be changed',
      request: { params: boardInPath, headers: ifMatch, body: json(schemas.changedBoardSchema) },
      responses: { 200: ok(schemas.boardSchema, 'The board as it is now'), ...saveProblems },
    }),
    async (c) => {
      const { site: of, board: id } = c.req.valid('param');
      const scope = await access.site(c, of, 'boards.write');
      const who = c.get('principal');
      const madeFrom = versionOf(c.req.valid('header')['if-match']);
      const saved = await update({ scope, who, origin: auditOriginOf(c) }, id, c.req.valid('json'), madeFrom);
      c.header('etag', etagOf(saved.version));
      return c.json(publicBoard(saved, who), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: board,
      security: bearerOnly,
      middleware: guardSite(access, 'boards.write'),
      'x-audit': 'board.delete',
      summary: 'Delete a board; with If-Match only when it is still that version',
      request: { params: boardInPath, headers: ifMatch },
      responses: { 204: { description: 'Deleted' }, ...saveProblems },
    }),
    async (c) => {
      const { site: of, board: id } = c.req.valid('param');
      const scope = await access.site(c, of, 'boards.write');
      const header = c.req.valid('header')['if-match'];
      const madeFrom = header === undefined ? null : versionOf(header);
      await remove({ scope, who: c.get('principal'), origin: auditOriginOf(c) }, id, madeFrom);
      return c.body(null, 204);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: `${board}/versions`,
      security: bearerOnly,
      // What somebody once wrote into a board is for those who make boards, not for all who see it.
      middleware: guardSite(access, 'boards.write'),
      summary: 'The last 50 versions of a board, newest first',
      request: { params: boardInPath },
      responses: { 200: ok(pageOf(schemas.boardVersionHeadSchema), 'Versions; there is no second page'), ...readProblems },
    }),
    async (c) => {
      const { site: of, board: id } = c.req.valid('param');
      const scope = await access.site(c, of, 'boards.write');
      const found = await findUsable(store.look, scope, c.get('principal'), id);
      const { version, updatedAt, updatedBy } = found;
      const versions = isBuiltIn(id) ? [{ version, at: updatedAt, by: updatedBy }] : await store.versions(scope, found);
      return c.json(
        {
          items: versions.map(({ version: n, at, by }) => ({
            version: n,
            at: new Date(at).toISOString(),
            by: { ...by },
            current: n === version,
          })),
          cursor: null,
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: `${board}/versions/{version}`,
      security: bearerOnly,
      middleware: guardSite(access, 'boards.write'),
      summary: 'A board as it was in one of its last 50 versions',
      request: { params: boardInPath.extend({ version: z.coerce.number().int().positive() }) },
      responses: { 200: ok(schemas.boardVersionSchema, 'The version'), ...readProblems },
    }),
    async (c) => {
      const { site: of, board: id, version } = c.req.valid('param');
      const scope = await access.site(c, of, 'boards.write');
      const found = await findUsable(store.look, scope, c.get('principal'), id);
      const { updatedAt, updatedBy, content } = found;
      const old =
        version === found.version
          ? { version, at: updatedAt, by: updatedBy, content }
          : isBuiltIn(id)
            ? null
            : await store.version(scope, found, version);
      if (old === null) throw new ProblemError('not-found', `There is no version ${version}; the last 50 are kept.`);
      return c.json({ version: old.version, at: new Date(old.at).toISOString(), by: { ...old.by }, content: old.content }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: `${board}/views/{view}/shown`,
      security: bearerOnly,
      middleware: guardSite(access, 'boards.read'),
      summary: 'A view worked out: titles, words, filters, rows of grids, and what cannot be shown',
      request: { params: boardInPath.extend({ view: z.string().min(1).max(100) }) },
      responses: { 200: ok(schemas.shownViewSchema, 'Everything the page needs beside the figures'), ...readProblems },
    }),
    async (c) => {
      const { site: of, board: id, view } = c.req.valid('param');
      const scope = await access.site(c, of, 'boards.read');
      const { shown } = await deps.showBoard(scope, c.get('principal'), id, view);
      const filter = ({ name, words, mode, conflicts }: NonNullable<typeof shown.viewFilter>) => ({
        name,
        words,
        mode,
        conflicts: [...conflicts],
      });
      const mapped = <T, R>(record: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> =>
        Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
      return c.json(
        {
          ...shown,
          views: shown.views.map((one) => ({ ...one })),
          fields: { ...shown.fields },
          viewFilter: shown.viewFilter === null ? null : filter(shown.viewFilter),
          tileFilters: mapped(shown.tileFilters, filter),
          rows: mapped(shown.rows, (numbers) => [...numbers]),
          gridFilters: mapped(shown.gridFilters, (spec) => ({ ...spec })),
          faults: shown.faults.map((fault) => ({ ...fault })),
        },
        200,
      );
    },
  );
  return app;
};
