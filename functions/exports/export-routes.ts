import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { auditOriginOf } from '../audit/audit.ts';
import type { Doing } from '../audit/types.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, problemResponse, userProblems } from '../runtime/create-api.ts';
import { idempotencyHeader, type Once } from '../runtime/idempotency.ts';
import type { Log } from '../runtime/log.ts';
import { decodePosition, encodePosition } from '../runtime/position-cursor.ts';
import { ProblemError } from '../runtime/problem.ts';
import { json, ok, pageOf } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { type AskExportDeps, askExport } from './ask-export.ts';
import { beginOnce } from './begin-once.ts';
import { exportPrefix } from './constants.ts';
import { cancelExport, deleteExport, findOwn, refuseWider, retryExport } from './make-export.ts';
import { publicExport } from './public-export.ts';
import { exportInPath, exportInput, exportSchema, fileInPath, linkSchema } from './schemas.ts';

export interface ExportRoutesDeps extends AskExportDeps {
  readonly access: Access;
  readonly once: Once;
  readonly log: Pick<Log, 'error'>;
}
export const startProblems = {
  ...userProblems,
  409: problemResponse('The same request is worked on, or others begin exports at the same moment.'),
  422: problemResponse('The Idempotency-Key was sent with another request.'),
  429: problemResponse('So many exports of the person or the site wait or run already.'),
  503: problemResponse('The queue cannot be reached, or too much is asked at once.'),
};
const site = '/v1/sites/{site}/exports';
const path = `${site}/{export}`;

/** Files of reports: asked for, watched, fetched, cancelled, deleted; each person sees their own. */
export const exportRoutes = (deps: ExportRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access, store, objects, now } = deps;
  const begin = beginOnce(deps);
  const [ask, retry, cancel, remove] = [askExport(deps), retryExport(deps), cancelExport(deps), deleteExport(deps)];
  const guarded = { security: bearerOnly, middleware: guardSite(access, 'exports.make') };
  const doingOf = async (c: Context<ApiEnv>, of: string): Promise<Doing> => ({
    scope: await access.site(c, of, 'exports.make'),
    who: c.get('principal'),
    origin: auditOriginOf(c),
  });

  app.openapi(
    createRoute({
      method: 'post',
      path: site,
      ...guarded,
      'x-audit': 'export.make',
      summary: 'Write a report into a file; PDF and Word hold 20,000 rows, the others any number',
      request: { params: siteInPath, headers: idempotencyHeader, body: json(exportInput) },
      responses: { 202: ok(exportSchema, 'It waits for its turn'), ...startProblems },
    }),
    async (c) => {
      const doing = await doingOf(c, c.req.valid('param').site);
      const body = c.req.valid('json');
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await begin(doing, { key, what: 'POST exports', body }, () => ask(doing, body)), 202);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: site,
      ...guarded,
      summary: 'Exports of the token, newest first; they stay a week',
      request: { params: siteInPath, query: z.object({ cursor: z.string().max(2_000).optional() }) },
      responses: { 200: ok(pageOf(exportSchema), 'A page may hold none although more follow'), ...userProblems },
    }),
    async (c) => {
      const { scope, who } = await doingOf(c, c.req.valid('param').site);
      const { cursor } = c.req.valid('query');
      const list = `exports ${scope.tenant} ${scope.site} ${who.id}`;
      const page = await store.list(scope, who.id, cursor === undefined ? null : decodePosition(list, cursor, exportPrefix));
      // A file of a week at most: it is left out and goes by age, and the log tells whoever runs the service.
      for (const { id, unreadable } of page.unreadable)
        deps.log.error('export cannot be read', { ...scope, export: id, fault: unreadable });
      const items = page.items.filter(({ expiresAt }) => expiresAt * 1_000 > now()).map((found) => publicExport(found, now()));
      return c.json({ items, cursor: page.next === null ? null : encodePosition(list, page.next) }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path,
      ...guarded,
      summary: 'How far an export is',
      request: { params: exportInPath },
      responses: { 200: ok(exportSchema, 'The export'), ...userProblems },
    }),
    async (c) => {
      const params = c.req.valid('param');
      return c.json(publicExport(await findOwn(deps, await doingOf(c, params.site), params.export), now()), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path,
      ...guarded,
      'x-audit': 'export.delete',
      summary: 'Delete an export with its files',
      request: { params: exportInPath },
      responses: { 204: { description: 'It is gone' }, ...userProblems },
    }),
    async (c) => {
      const params = c.req.valid('param');
      await remove(await doingOf(c, params.site), params.export);
      return c.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/cancel`,
      ...guarded,
      'x-unaudited': 'Ends what the same person began, which is audited.',
      summary: 'Stop an export that waits or runs',
      request: { params: exportInPath },
      responses: { 200: ok(exportSchema, 'It has ended'), ...userProblems, 409: startProblems[409] },
    }),
    async (c) => {
      const params = c.req.valid('param');
      return c.json(publicExport(await cancel(await doingOf(c, params.site), params.export), now()), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/retry`,
      ...guarded,
      'x-audit': 'export.make',
      summary: 'Begin again what failed, was cancelled, or waits for ever',
      request: { params: exportInPath },
      responses: { 202: ok(exportSchema, 'It waits for its turn'), ...startProblems },
    }),
    async (c) => {
      const params = c.req.valid('param');
      return c.json(publicExport(await retry(await doingOf(c, params.site), params.export), now()), 202);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: `${path}/files/{n}/link`,
      ...guarded,
      summary: 'An address from which the file can be fetched, for five minutes',
      request: { params: fileInPath },
      responses: { 200: ok(linkSchema, 'Ask again when it has expired'), ...userProblems },
    }),
    async (c) => {
      const params = c.req.valid('param');
      const doing = await doingOf(c, params.site);
      const found = await findOwn(deps, doing, params.export);
      refuseWider(doing.scope, found);
      const file = found.state === 'done' ? found.files[Number(params.n)] : undefined;
      if (file === undefined) throw new ProblemError('not-found', 'The export has no such file.');
      return c.json(await objects.link(file), 200);
    },
  );
  return app;
};
