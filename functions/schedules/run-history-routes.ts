import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { ok, pageOf } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { publicRun } from './public-schedule.ts';
import { type RunFiles, storedName } from './run-files.ts';
import { createRunViews, type RunViewsDeps, runInPath, runPage, runsPath } from './run-views.ts';
import { scheduleInPath } from './schedule-routes.ts';
import * as schemas from './schemas.ts';

export interface RunHistoryRoutesDeps extends RunViewsDeps {
  readonly access: Access;
  readonly files: RunFiles;
}
const runItem = z.union([schemas.runSchema, schemas.unreadableRunSchema]);

/** History of schedules, and the files of a run. */
export const runHistoryRoutes = (deps: RunHistoryRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access } = deps;
  const { findRun, inputsOf, openerOf, openRun, listed } = createRunViews(deps);

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/schedules/{schedule}/runs',
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.read'),
      summary: 'Runs of a schedule in the last three months, newest first; also of one that was deleted',
      request: { params: scheduleInPath, query: runPage },
      responses: { 200: ok(pageOf(runItem), 'Runs; a page may have fewer than asked for'), ...userProblems },
    }),
    async (c) => {
      const { site, schedule } = c.req.valid('param');
      const scope = await access.site(c, site, 'schedules.read');
      return c.json(await listed(scope, c.get('principal'), schedule, c.req.valid('query')), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: runsPath,
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.read'),
      summary: 'Runs of all schedules in the last three months, newest first (L4613)',
      request: { params: siteInPath, query: runPage },
      responses: { 200: ok(pageOf(runItem), 'Runs'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'schedules.read');
      return c.json(await listed(scope, c.get('principal'), null, c.req.valid('query')), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: `${runsPath}/{run}`,
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.read'),
      summary: 'A run with all that its figures depend on',
      request: { params: runInPath },
      responses: { 200: ok(schemas.runWithInputsSchema, 'The run'), ...userProblems },
    }),
    async (c) => {
      const { site, run: id } = c.req.valid('param');
      const scope = await access.site(c, site, 'schedules.read');
      const run = await findRun(scope, id);
      const mayOpen = (await openerOf(scope, c.get('principal')))(run);
      const inputs = mayOpen ? await inputsOf(scope, run) : null;
      return c.json({ ...publicRun(run, mayOpen), inputs }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: `${runsPath}/{run}/files/{n}/link`,
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.read'),
      summary: 'An address of a file of a run, good for minutes',
      request: { params: runInPath.extend({ n: z.coerce.number().int().min(0).max(10_000) }) },
      responses: { 200: ok(schemas.linkSchema, 'The address'), ...userProblems },
    }),
    async (c) => {
      const { site, run: id, n } = c.req.valid('param');
      const scope = await access.site(c, site, 'schedules.read');
      const run = await openRun(scope, c.get('principal'), id);
      const file = run.files[n];
      if (file === undefined) throw new ProblemError('not-found', 'The run has no such file.');
      const { url, expiresAt } = await deps.files.sign(scope, run.id, storedName(n, file.name), file.name);
      return c.json({ url, expiresAt: new Date(expiresAt).toISOString() }, 200);
    },
  );
  return app;
};
