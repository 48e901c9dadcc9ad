import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, problemResponse } from '../runtime/create-api.ts';
import { idempotencyHeader, type Once } from '../runtime/idempotency.ts';
import { ok, saveProblems } from '../runtime/route-parts.ts';
import { type RunNowDeps, runAgain, runNow } from './run-now.ts';
import { createRunViews, type RunViewsDeps, runInPath, runsPath } from './run-views.ts';
import { scheduleInPath } from './schedule-routes.ts';
import * as schemas from './schemas.ts';

export interface RunStartRoutesDeps extends RunNowDeps, RunViewsDeps {
  readonly store: RunNowDeps['store'];
  readonly access: Access;
  readonly once: Once;
}
const tooMany = problemResponse('So many runs by hand of the site wait or run already.');

/** Runs that people ask for: of a schedule at once, and of a run again. */
export const runStartRoutes = (deps: RunStartRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access } = deps;
  const [start, again] = [runNow(deps), runAgain(deps)];
  const { shownTo, openRun } = createRunViews(deps);

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sites/{site}/schedules/{schedule}/run',
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.write'),
      'x-audit': 'schedule.run',
      summary: 'Run a schedule at once; its moments stay as they are',
      request: { params: scheduleInPath, headers: idempotencyHeader },
      responses: { 202: ok(schemas.runSchema, 'The run; it goes on by itself'), ...saveProblems, 429: tooMany },
    }),
    async (c) => {
      const { site, schedule } = c.req.valid('param');
      const scope = await access.site(c, site, 'schedules.write');
      const who = c.get('principal');
      const run = await deps.once({
        scope,
        principal: who.id,
        key: c.req.valid('header')['idempotency-key'],
        what: `POST schedules/${schedule}/run`,
        body: null,
        answer: schemas.runSchema,
        work: async () => shownTo(scope, who, await start({ scope, who, origin: auditOriginOf(c) }, schedule)),
      });
      return c.json(run, 202);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: `${runsPath}/{run}/rerun`,
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.read'),
      'x-audit': 'schedule.run',
      summary:
        'Make the files of a run again, from what was kept of it, and compare them byte by byte; says also whether today’s data differs',
      request: { params: runInPath, headers: idempotencyHeader },
      responses: {
        202: ok(schemas.runSchema, 'A run of its own, that is sent to nobody; once it is done, `comparison` says what came of it'),
        ...saveProblems,
        429: tooMany,
      },
    }),
    async (c) => {
      const { site, run: id } = c.req.valid('param');
      const scope = await access.site(c, site, 'schedules.read');
      const who = c.get('principal');
      const first = await openRun(scope, who, id);
      const run = await deps.once({
        scope,
        principal: who.id,
        key: c.req.valid('header')['idempotency-key'],
        what: `POST schedule-runs/${id}/rerun`,
        body: null,
        answer: schemas.runSchema,
        work: async () => shownTo(scope, who, await again({ scope, who, origin: auditOriginOf(c) }, first)),
      });
      return c.json(run, 202);
    },
  );
  return app;
};
