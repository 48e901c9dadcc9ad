import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { SiteConfig } from '../domain/site-config.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { ok } from '../runtime/route-parts.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { findStatistic, templates } from './catalogue.ts';
import { listStatistics, presentStatistic, presentTemplate } from './present.ts';
import { statisticSchema, statisticsQuerySchema, templateSchema } from './public-schemas.ts';

const list = createRoute({
  method: 'get',
  path: '/v1/statistics',
  summary: 'Every column of reports and figure of boards: what it counts, how, and where it is offered',
  security: bearerOnly,
  request: { query: statisticsQuerySchema },
  responses: {
    200: ok(z.object({ items: z.array(statisticSchema) }), 'Statistics, in the order of the manual, ours last'),
    ...userProblems,
  },
});
const one = createRoute({
  method: 'get',
  path: '/v1/statistics/{id}',
  summary: 'One statistic',
  security: bearerOnly,
  request: { params: z.object({ id: z.string().max(100) }), query: statisticsQuerySchema.pick({ site: true }) },
  responses: { 200: ok(statisticSchema, 'The statistic'), ...userProblems },
});
const reports = createRoute({
  method: 'get',
  path: '/v1/templates',
  summary: 'What reports can be made of: grouped ones and lists, what each counts, its scope, its columns',
  security: bearerOnly,
  responses: { 200: ok(z.object({ items: z.array(templateSchema) }), 'Templates'), 401: userProblems[401] },
});

/** The catalogue is the same for everyone who is logged in; only headings and limits in seconds belong to a site. */
export const statisticsRoutes = (deps: { readonly access: Access; readonly findConfig: FindSiteConfig }): OpenAPIHono<ApiEnv> => {
  const { access, findConfig } = deps;
  const configOf = async (c: Context<ApiEnv>, site: string | undefined): Promise<SiteConfig | null> => {
    if (site === undefined) return null;
    const scope = await access.site(c, site, 'site.read');
    return (await findConfig(scope.tenant, scope.site))?.config ?? null;
  };
  const app = createRouter();
  for (const path of ['/v1/statistics', '/v1/statistics/:id', '/v1/templates']) app.use(path, access.authenticate);
  app.openapi(list, async (c) => {
    const { site, ...query } = c.req.valid('query');
    return c.json({ items: listStatistics(query, await configOf(c, site)) }, 200);
  });
  app.openapi(one, async (c) => {
    const { id } = c.req.valid('param');
    const config = await configOf(c, c.req.valid('query').site);
    const statistic = findStatistic(id);
    if (statistic === null) throw new ProblemError('not-found', 'There is no statistic with this id; GET /v1/statistics lists them.');
    return c.json(presentStatistic(statistic, config), 200);
  });
  const presented = templates.map(presentTemplate);
  app.openapi(reports, (c) => c.json({ items: presented }, 200));
  return app;
};
