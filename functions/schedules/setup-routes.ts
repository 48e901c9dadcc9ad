import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import { limitWords } from '../domain/unit-words.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, problemResponse, userProblems } from '../runtime/create-api.ts';
import { json, ok } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { triesAnHour } from './constants.ts';
import * as schemas from './schemas.ts';
import { type TryBucketDeps, tryDelivery } from './try-bucket.ts';

export interface SetupRoutesDeps extends TryBucketDeps {
  readonly access: Access;
  readonly findConfig: FindSiteConfig;
  /** ARN of the role that puts objects into buckets of customers. */
  readonly deliveryRole: string;
}

/** What somebody who sets up a schedule has to know, and can try, before it is saved. */
export const setupRoutes = (deps: SetupRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access } = deps;
  const attempt = tryDelivery(deps);

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/schedule-setup',
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.read'),
      summary: 'What a schedule saved with your rights would hold, and who puts files into buckets',
      request: { params: siteInPath },
      responses: { 200: ok(schemas.setupSchema, 'For the form of a schedule and for the policy of a bucket'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'schedules.read');
      const config = await deps.findConfig(scope.tenant, scope.site);
      const limit = limitWords({ businessUnits: config?.config.businessUnits ?? [] }, scope);
      return c.json({ limit, bucket: { principal: deps.deliveryRole, folder: `${scope.tenant}/${scope.site}` } }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sites/{site}/schedule-setup/try-bucket',
      security: bearerOnly,
      middleware: guardSite(access, 'schedules.write'),
      'x-audit': 'schedule.tryBucket',
      summary: 'Put a small object where schedules would put their files, and say what AWS answered',
      request: { params: siteInPath, body: json(schemas.tryBody) },
      responses: {
        200: ok(schemas.triedSchema, 'What came of it, also when it was refused'),
        ...userProblems,
        429: problemResponse(`More than ${triesAnHour} tries of the site within an hour.`),
      },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'schedules.write');
      const doing = { scope, who: c.get('principal'), origin: auditOriginOf(c) };
      return c.json(await attempt(doing, c.req.valid('json').delivery), 200);
    },
  );
  return app;
};
