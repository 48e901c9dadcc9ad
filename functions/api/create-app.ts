import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, createApi, createRouter } from '../runtime/create-api.ts';
import type { Log } from '../runtime/log.ts';

const health = createRoute({
  method: 'get',
  path: '/v1/health',
  summary: 'Whether the API answers',
  responses: { 200: { description: 'It does', content: { 'application/json': { schema: z.object({ status: z.literal('ok') }) } } } },
});

const description = {
  openapi: '3.1.0',
  info: {
    title: 'Trunkline API',
    version: '1',
    description:
      'Calls, segments, live state and agents of business phone systems. Times are ISO 8601 in UTC, durations whole milliseconds, absent values null. Every error is an RFC 9457 problem. A site out of reach is answered like one that does not exist.',
  },
};

export interface AppDeps {
  readonly log: Log;
  readonly webOrigin: string;
  readonly access: Access;
  /** Routers of the capabilities, whole paths. */
  readonly routers: readonly OpenAPIHono<ApiEnv>[];
  readonly newRequestId?: () => string;
}

/** The API of all capabilities with its own description at `/v1/openapi.json`. */
export const createApp = (deps: AppDeps): OpenAPIHono<ApiEnv> => {
  const app = createApi(deps);
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Access token of the log-in (OIDC).',
  });
  const own = createRouter();
  own.openapi(health, (c) => c.json({ status: 'ok' as const }, 200));
  for (const router of [own, ...deps.routers]) app.route('/', router);
  let described: object | undefined;
  app.get('/v1/openapi.json', (c) => {
    described ??= describeApi(app);
    return c.json(described);
  });
  return app;
};

/** OpenAPI 3.1 of an app. */
export const describeApi = (app: OpenAPIHono<ApiEnv>): object => app.getOpenAPI31Document(description);
