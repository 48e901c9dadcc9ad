import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import { isWithin, limitOfScope } from '../domain/common-units.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access, Principal, SiteScope } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, problemResponse, userProblems } from '../runtime/create-api.ts';
import { idempotencyHeader, type Once } from '../runtime/idempotency.ts';
import type { Log } from '../runtime/log.ts';
import { decodePosition, encodePosition } from '../runtime/position-cursor.ts';
import { ProblemError } from '../runtime/problem.ts';
import { ok, pageOf, saveProblems } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { runPrefix } from './constants.ts';
import { readInputs } from './inputs.ts';
import { publicRun, publicUnreadableRun } from './public-schedule.ts';
import { inputsName, type RunFiles, storedName } from './run-files.ts';
import { type RunNowDeps, runAgain, runNow } from './run-now.ts';
import { scheduleInPath } from './schedule-routes.ts';
import * as schemas from './schemas.ts';
import type { ScheduleRun } from './types.ts';

export interface RunRoutesDeps extends RunNowDeps {
  readonly access: Access;
  readonly files: RunFiles;
  readonly findConfig: FindSiteConfig;
  readonly once: Once;
  readonly log: Log;
}

const runInPath = siteInPath.extend({ run: z.string().min(1).max(200) });
const page = z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
const tooMany = problemResponse('So many runs by hand of the site wait or run already.');
const runItem = z.union([schemas.runSchema, schemas.unreadableRunSchema]);
const runs = '/v1/sites/{site}/schedule-runs';

/** History of schedules, and what can be done with a run. */
export const runRoutes = (deps: RunRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access, store } = deps;
  const [start, again] = [runNow(deps), runAgain(deps)];
  const gone = (): ProblemError => new ProblemError('not-found', 'There is no such run here; history goes back three months.');

  const findRun = async (scope: SiteScope, id: string): Promise<ScheduleRun> => {
    const run = await store.findRun(scope, id);
    if (run === null) throw gone();
    return run;
  };
  const inputsOf = async (scope: SiteScope, run: ScheduleRun) => {
    const text = await deps.files.getBytes(scope, run.id, inputsName);
    return text === null ? null : readInputs(text.toString('utf8'));
  };
  /**
   * A run shows what its owner saw; who is limited to business units opens only what was made with the own rights, and of that what is within
   * the limit now. What does not say what it was made with may hold all.
   */
  const openerOf = async (scope: SiteScope, who: Principal): Promise<(run: ScheduleRun) => boolean> => {
    if (scope.units === undefined) return () => true;
    const { businessUnits } = (await deps.findConfig(scope.tenant, scope.site))?.config ?? { businessUnits: [] };
    const limit = limitOfScope(scope);
    return ({ owner, reports }) => owner.id === who.id && reports.every(({ units = null }) => isWithin({ businessUnits }, units, limit));
  };
  const shownTo = async (scope: SiteScope, who: Principal, run: ScheduleRun) => publicRun(run, (await openerOf(scope, who))(run));
  const openRun = async (scope: SiteScope, who: Principal, id: string): Promise<ScheduleRun> => {
    const run = await findRun(scope, id);
    if ((await openerOf(scope, who))(run)) return run;
    throw new ProblemError('forbidden', `The run was made with the rights of ${run.owner.name}, which went further than yours do now.`);
  };
  const listed = async (scope: SiteScope, who: Principal, schedule: string | null, query: z.output<typeof page>) => {
    const list = `schedule runs ${scope.tenant} ${scope.site} ${schedule ?? ''}`;
    const after = query.cursor === undefined ? null : decodePosition(list, query.cursor, runPrefix);
    const [found, mayOpen] = await Promise.all([store.listRuns(scope, schedule, query.limit, after), openerOf(scope, who)]);
    for (const { id, unreadable } of found.unreadable)
      deps.log.error('a stored run cannot be read', { tenant: scope.tenant, site: scope.site, run: id, fault: unreadable });
    const items = [
      ...found.items.map((run) => publicRun(run, mayOpen(run))),
      ...found.unreadable.flatMap((one) => publicUnreadableRun(one) ?? []),
    ];
    // Ids begin with their moment: newest first, each at its place.
    items.sort((a, b) => (a.id < b.id ? 1 : -1));
    return { items, cursor: found.next === null ? null : encodePosition(list, found.next) };
  };

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
      method: 'get',
      path: '/v1/sites/{site}/schedules/{schedule}/runs',
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.read'),
      summary: 'Runs of a schedule in the last three months, newest first; also of one that was deleted',
      request: { params: scheduleInPath, query: page },
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
      path: runs,
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.read'),
      summary: 'Runs of all schedules in the last three months, newest first (L4613)',
      request: { params: siteInPath, query: page },
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
      path: `${runs}/{run}`,
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
      method: 'post',
      path: `${runs}/{run}/rerun`,
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

  app.openapi(
    createRoute({
      method: 'get',
      path: `${runs}/{run}/files/{n}/link`,
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
