import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { guardSite } from '../identity/permissions.ts';
import type { Access, SiteScope } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { siteInPath } from '../runtime/site-path.ts';
import type { ResolveFilter, StoredReports } from '../saved-reports/stored-reports.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { explainAnswer, explainQuery } from './explain-schemas.ts';
import type { ExplainDeps } from './explained.ts';
import { queryAnswer, querySchema, storedQuerySchema } from './query-schemas.ts';
import { questionFilter } from './question-filter.ts';
import { createRunExplain } from './run-explain.ts';
import { createRunQuery } from './run-query.ts';
import { type SettingsRoutesDeps, settingsRoutes } from './settings-routes.ts';
import { storedQuestion } from './stored-question.ts';

export interface ReportsRoutesDeps extends ExplainDeps, Pick<SettingsRoutesDeps, 'trySettings'> {
  readonly access: Access;
  readonly findConfig: FindSiteConfig;
  readonly resolveFilter: ResolveFilter;
  readonly findReport: StoredReports['findFor'];
}

export const reportsRoutes = (deps: ReportsRoutesDeps): OpenAPIHono<ApiEnv> => {
  const { access } = deps;
  const runQuery = createRunQuery(deps);
  const runExplain = createRunExplain(deps);
  const configOf = async (scope: SiteScope) => {
    const found = await deps.findConfig(scope.tenant, scope.site);
    if (found === null) throw new ProblemError('unavailable', 'The site has no configuration yet; create it before asking for figures.');
    return found;
  };
  const app = createRouter();
  const query = createRoute({
    method: 'post',
    path: '/v1/sites/{site}/query',
    summary: 'A report on demand: grouped figures, or a list of calls, segments, status changes or devices',
    description: 'Reads only. Counts calls that started in the range; calls in progress are counted with what is final.',
    security: bearerOnly,
    middleware: guardSite(access, 'calls.read'),
    request: { params: siteInPath, body: { required: true, content: { 'application/json': { schema: querySchema } } } },
    responses: { 200: { description: 'The report', content: { 'application/json': { schema: queryAnswer } } }, ...userProblems },
    'x-unaudited': 'It reads figures and changes nothing; it is a POST because the question is too long for an address.',
  });
  const stored = createRoute({
    method: 'post',
    path: '/v1/sites/{site}/reports/{report}/query',
    summary: 'A stored report on demand, with its own columns, filter, range and order, or with others this once',
    description:
      'Answers as `query` does; `{}` asks it as it is stored. Headings, widths and formats of its columns are for pages and files.',
    security: bearerOnly,
    middleware: guardSite(access, 'calls.read'),
    request: {
      params: siteInPath.extend({ report: z.string().min(1).max(200) }),
      body: { required: true, content: { 'application/json': { schema: storedQuerySchema } } },
    },
    responses: { 200: { description: 'The report', content: { 'application/json': { schema: queryAnswer } } }, ...userProblems },
    'x-unaudited': 'It reads figures and changes nothing; it is a POST so that what is asked otherwise can be said as in `query`.',
  });
  const explain = createRoute({
    method: 'get',
    path: '/v1/sites/{site}/explain',
    summary: 'How a figure came about: the rows counted in, the rows counted out and why',
    description: '`counted + notCounted = all`, for every figure. Reports and live figures give this address with each column.',
    security: bearerOnly,
    middleware: guardSite(access, 'calls.read'),
    request: { params: siteInPath, query: explainQuery },
    responses: { 200: { description: 'The explanation', content: { 'application/json': { schema: explainAnswer } } }, ...userProblems },
  });

  app.openapi(query, async (c) => {
    const scope = await access.site(c, c.req.valid('param').site, 'calls.read');
    const question = await questionFilter(deps.resolveFilter, scope, c.get('principal'), c.req.valid('json'));
    return c.json(await runQuery(scope, (await configOf(scope)).config, question), 200);
  });
  app.openapi(stored, async (c) => {
    const { site, report } = c.req.valid('param');
    const who = c.get('principal');
    const { content } = await deps.findReport(await access.site(c, site, 'reports.read'), who, report);
    const scope = await access.site(c, site, 'calls.read');
    const question = await questionFilter(deps.resolveFilter, scope, who, storedQuestion(content, c.req.valid('json')));
    return c.json(await runQuery(scope, (await configOf(scope)).config, question), 200);
  });
  app.openapi(explain, async (c) => {
    const scope = await access.site(c, c.req.valid('param').site, 'calls.read');
    return c.json(await runExplain(scope, await configOf(scope), c.req.valid('query')), 200);
  });
  app.route('/', settingsRoutes({ ...deps, configOf }));
  return app;
};
