import { randomBytes } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { variables } from '../runtime/constants.ts';
import { type ApiEnv, createRouter } from '../runtime/create-api.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import type { ScreensRoutesDeps } from './deps.ts';
import { ownScreenRoutes } from './own-screen-routes.ts';
import { pairingRoutes } from './pairing-routes.ts';
import { createPairingStore } from './pairing-store.ts';
import { createScreenStore } from './screen-store.ts';
import { siteScreenRoutes } from './site-screen-routes.ts';

/** Published door of screens: its routes, whole paths. */
export const screensRoutes = (deps: ScreensRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  for (const routes of [pairingRoutes, ownScreenRoutes, siteScreenRoutes]) app.route('/', routes(deps));
  return app;
};

/** The routes as one environment composes them. */
export const composeScreensRoutes = (
  env: Environment,
  deps: Pick<ScreensRoutesDeps, 'access' | 'findBoard' | 'findSite' | 'audit' | 'now' | 'log'> & {
    readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  },
): OpenAPIHono<ApiEnv> => {
  const own = { client: deps.client, table: requireVariable(env, variables.boardsTable) };
  return screensRoutes({ ...deps, store: createScreenStore(own), pairings: createPairingStore(own), randomBytes });
};
