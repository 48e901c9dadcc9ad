import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { SiteConfig } from '../domain/site-config.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access, SiteScope } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { createPreviewSettings } from './preview-settings.ts';
import type { QueryDeps } from './run-query.ts';
import { previewAnswer, previewBody, serviceLevelsAnswer, serviceLevelsQuery } from './service-level-schemas.ts';
import { createServiceLevels, type ServiceLevelsAsked } from './service-levels.ts';

export interface SettingsRoutesDeps extends QueryDeps {
  readonly access: Access;
  /** @throws ProblemError `unavailable` */
  readonly configOf: (scope: SiteScope) => Promise<{ readonly config: SiteConfig }>;
  /** The configuration as a change of settings would leave it. @throws ProblemError `bad-request` */
  readonly trySettings: (
    config: SiteConfig,
    change: { readonly settings: Readonly<Record<string, unknown>>; readonly resetTime?: string | undefined },
    now: number,
  ) => SiteConfig;
}

const rangeOf = ({
  from,
  to,
  named,
  days,
}: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly named?: Extract<ServiceLevelsAsked['range'], { named: unknown }>['named'] | undefined;
  readonly days?: number | undefined;
}): ServiceLevelsAsked['range'] => {
  if (named === undefined && from !== undefined && to !== undefined) return { from, to };
  if (named === undefined && (from !== undefined || to !== undefined))
    throw new ProblemError('bad-request', 'Give both `from` and `to`, or `named`.');
  return { named: named ?? 'lastWeek', ...(days === undefined ? {} : { days }) };
};

/** What the settings of reports do to figures: service levels side by side, and last week with a change that is not saved. */
export const settingsRoutes = (deps: SettingsRoutesDeps): OpenAPIHono<ApiEnv> => {
  const { access } = deps;
  const serviceLevels = createServiceLevels(deps);
  const preview = createPreviewSettings(deps);
  const app = createRouter();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/service-levels',
      security: bearerOnly,
      middleware: guardSite(access, 'calls.read'),
      summary: 'The five formulas of the service level over the same calls: in total, by day and by hunt group; and which one counts',
      request: { params: siteInPath, query: serviceLevelsQuery },
      responses: {
        200: { description: 'Service levels', content: { 'application/json': { schema: serviceLevelsAnswer } } },
        ...userProblems,
      },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'calls.read');
      const { version, ...range } = c.req.valid('query');
      const { config } = await deps.configOf(scope);
      return c.json(await serviceLevels(scope, config, { range: rangeOf(range), version: version ?? null }), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sites/{site}/report-settings/preview',
      security: bearerOnly,
      middleware: guardSite(access, 'configuration.write'),
      summary:
        'Last week, or the last 7 days where it holds no call, as reports tell it, and as they would with other settings that are not saved',
      request: { params: siteInPath, body: { required: true, content: { 'application/json': { schema: previewBody } } } },
      responses: { 200: { description: 'Both', content: { 'application/json': { schema: previewAnswer } } }, ...userProblems },
      'x-unaudited': 'It computes figures and saves nothing.',
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'configuration.write');
      const { config } = await deps.configOf(scope);
      return c.json(await preview(scope, config, deps.trySettings(config, c.req.valid('json'), deps.now())), 200);
    },
  );
  return app;
};
