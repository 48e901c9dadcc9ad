import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { type FieldError, ProblemError } from '../runtime/problem.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { figuresPerSubscription } from './constants.ts';
import type { BringFigures } from './figures-keeper.ts';
import { figuresSchema } from './public-schemas.ts';
import { createReadFigures } from './read-figures.ts';

/** What a site shows at a glance, for who names no statistics. */
const usual = ['callsInbound', 'callsInAnsExternal', 'callsLost', 'callsOutExternal', 'callsInternal', 'callsActive', 'longestWaiting'];

const question = z.object({
  statistics: z
    .string()
    .max(10_000)
    .default(usual.join())
    .openapi({ description: 'Ids, separated by commas', example: 'callsLost,longestWaiting' }),
  template: z.string().max(100).default('site'),
  filter: z.string().max(8_000).optional().openapi({ description: 'A filter as JSON', example: '{"huntGroup":"2000"}' }),
});

const figures = createRoute({
  method: 'get',
  path: '/v1/sites/{site}/figures',
  summary: 'Figures of today as they are now; the socket topic `figures` sends the same and then what changes',
  security: bearerOnly,
  request: { params: siteInPath, query: question },
  responses: { 200: { description: 'Figures', content: { 'application/json': { schema: figuresSchema } } }, ...userProblems },
});

const bad = (detail: string, errors: readonly FieldError[] = []): ProblemError => new ProblemError('bad-request', detail, { errors });

const filterOf = (text: string | undefined): unknown => {
  if (text === undefined || text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw bad('The filter is not JSON.', [
      { pointer: '#/filter', detail: 'Give an object of fields, such as {"extension":"1000-1005"}.', in: 'query' },
    ]);
  }
};

export const figuresRoutes = (deps: {
  readonly access: Access;
  readonly bring: BringFigures;
  readonly now: () => number;
}): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const readFigures = createReadFigures(deps);
  app.use('/v1/sites/:site/figures', deps.access.authenticate);
  app.openapi(figures, async (c) => {
    // Filters can name numbers outside, so figures are for those who may see them.
    const scope = await deps.access.site(c, c.req.valid('param').site, 'live.readNumbers');
    const { statistics, template, filter } = c.req.valid('query');
    const ids = [...new Set(statistics.split(',').map((id) => id.trim()))].filter((id) => id !== '');
    if (ids.length === 0 || ids.length > figuresPerSubscription) throw bad(`Name 1 to ${figuresPerSubscription} statistics.`);
    return c.json(await readFigures(scope, ids, template, filterOf(filter)), 200);
  });
  return app;
};
