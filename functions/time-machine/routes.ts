import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { maxEverySeconds } from './constants.ts';
import { frameInstants } from './core/frame-instants.ts';
import { pastSchema } from './public-schemas.ts';
import type { ReadPast } from './types.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const past = (access: Access) =>
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/boards/{board}/views/{view}/past',
    summary: 'A view of a board as it stood at past moments: the board of today, the calls and people of then',
    security: bearerOnly,
    middleware: guardSite(access, 'pastBoards.read'),
    request: {
      params: siteInPath.extend({ board: z.string().min(1).max(200), view: z.string().min(1).max(200) }),
      query: z.object({
        at: instant.openapi({ type: 'string', format: 'date-time', example: '2026-03-02T14:07:00Z' }),
        to: instant.optional().openapi({ type: 'string', format: 'date-time', description: 'Last frame, at most 24 hours later' }),
        every: z.coerce
          .number()
          .int()
          .min(1)
          .max(maxEverySeconds)
          .optional()
          .openapi({ description: 'Seconds between frames; at most 60 frames a request' }),
      }),
    },
    responses: { 200: { description: 'Frames', content: { 'application/json': { schema: pastSchema } } }, ...userProblems },
  });

export const timeMachineRoutes = (deps: {
  readonly access: Access;
  readonly readPast: ReadPast;
  readonly now: () => number;
}): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  app.openapi(past(deps.access), async (c) => {
    const { site, board, view } = c.req.valid('param');
    const scope = await deps.access.site(c, site, 'pastBoards.read');
    const { at, to = null, every = null } = c.req.valid('query');
    const asked = frameInstants({ at, to, every }, deps.now());
    if ('fault' in asked) {
      const { field, detail } = asked.fault;
      throw new ProblemError('bad-request', detail, { errors: [{ pointer: `#/${field}`, detail, in: 'query' }] });
    }
    return c.json(await deps.readPast(scope, c.get('principal'), board, view, asked.instants), 200);
  });
  return app;
};
