import { randomUUID } from 'node:crypto';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AuditWrite } from '../audit/types.ts';
import type { Access } from '../identity/types.ts';
import type { AwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type ApiEnv, createRouter } from '../runtime/create-api.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { createOnce } from '../runtime/idempotency.ts';
import type { Log } from '../runtime/log.ts';
import type { SiteDirectory } from '../tenants/site-configs.ts';
import { composeRunViews, composeSaveSchedules } from './compose-schedules.ts';
import { type LinkRouteDeps, linkRoute } from './link-route.ts';
import { type RunHistoryRoutesDeps, runHistoryRoutes } from './run-history-routes.ts';
import { type RunStartRoutesDeps, runStartRoutes } from './run-start-routes.ts';
import { type ScheduleRoutesDeps, scheduleRoutes } from './schedule-routes.ts';
import { type SetupRoutesDeps, setupRoutes } from './setup-routes.ts';

/** Published door of schedules: their routes, whole paths. */
export const schedulesRoutes = (
  deps: ScheduleRoutesDeps & RunStartRoutesDeps & RunHistoryRoutesDeps & LinkRouteDeps & SetupRoutesDeps,
): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  app.route('/', scheduleRoutes(deps));
  app.route('/', runStartRoutes(deps));
  app.route('/', runHistoryRoutes(deps));
  app.route('/', setupRoutes(deps));
  app.route('/', linkRoute(deps));
  return app;
};

/** The routes as one environment composes them. */
export const composeSchedulesRoutes = (
  env: Environment,
  deps: {
    readonly access: Access;
    readonly clients: AwsClients;
    readonly directory: SiteDirectory;
    readonly audit: AuditWrite;
    readonly log: Log;
    readonly now: () => number;
  },
): OpenAPIHono<ApiEnv> => {
  const table = requireVariable(env, variables.reportsTable);
  return schedulesRoutes({
    access: deps.access,
    ...composeSaveSchedules(env, deps),
    ...composeRunViews(env, deps),
    once: createOnce({ client: deps.clients.dynamo(), table, now: deps.now, newId: randomUUID }),
  });
};
