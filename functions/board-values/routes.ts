import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AuditWrite } from '../audit/types.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, createRouter } from '../runtime/create-api.ts';
import type { Environment } from '../runtime/env.ts';
import type { Log } from '../runtime/log.ts';
import { composeValues } from './compose-values.ts';
import { sourceRoutes } from './source-routes.ts';
import { createSources } from './sources.ts';
import { valueRoutes } from './value-routes.ts';
import { namedValues } from './values-book.ts';
import { variableRoutes } from './variable-routes.ts';
import { createVariables } from './variables.ts';

export interface BoardValuesRoutesDeps {
  readonly access: Access;
  readonly audit: AuditWrite;
  readonly log: Log;
}

/** Global variables, external data sources, and what tiles may show of both. */
export const composeBoardValueRoutes = (env: Environment, { access, audit, log }: BoardValuesRoutesDeps): OpenAPIHono<ApiEnv> => {
  const deps = { ...composeValues(env), audit, log };
  const app = createRouter();
  app.route('/', valueRoutes({ access, readValues: async (scope) => namedValues(await deps.store.read(scope)) }));
  app.route('/', variableRoutes({ access, variables: createVariables(deps) }));
  app.route('/', sourceRoutes({ access, sources: createSources(deps) }));
  return app;
};
