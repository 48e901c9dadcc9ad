import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import { guardSite } from '../identity/permissions.ts';
import { type ApiEnv, bearerOnly, createRouter } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { etagOf, ok } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { type ConfigurationRoutesDeps, publicOutcome, saveProblems, versionOf } from './configuration-parts.ts';
import * as schemas from './configuration-schemas.ts';
import { takeUsersFromCsv } from './core/users-from-csv.ts';
import { saveConfiguration } from './save-configuration.ts';

const description =
  'First line: the columns `name`, `extension`, `agent`, `business unit`, in any order; `name` is needed. At most 5,000 lines more. Users are found by name or added; numbers are theirs from now on; nothing is taken from anybody.';

/** Users from a spreadsheet. */
export const userImportRoutes = (deps: ConfigurationRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access } = deps;
  const save = saveConfiguration(deps);

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sites/{site}/configuration/import',
      security: bearerOnly,
      middleware: guardSite(access, 'configuration.write'),
      'x-audit': 'configuration.save',
      summary: 'Users with extension, agent and business unit from comma-separated text; a dry run unless dryRun=false',
      request: {
        params: siteInPath,
        query: z.object({ dryRun: z.enum(['true', 'false']).default('true') }),
        headers: schemas.ifMatchOptional,
        body: { content: { 'text/csv': { schema: z.string() } }, required: true, description },
      },
      responses: { 200: ok(schemas.savedSchema, 'What changed, or would'), ...saveProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'configuration.write');
      const text = await c.req.text();
      const ifMatch = c.req.valid('header')['if-match'];
      const outcome = await save({
        scope,
        who: c.get('principal'),
        origin: auditOriginOf(c),
        madeFrom: ifMatch === undefined ? null : versionOf(ifMatch),
        dryRun: c.req.valid('query').dryRun === 'true',
        allowPast: false,
        change: (current, now) => {
          const { config, faults } = takeUsersFromCsv(current, text, now);
          if (faults.length > 0)
            throw new ProblemError('bad-request', `${faults.length} line(s) cannot be taken; nothing was saved.`, {
              errors: faults.map(({ line, detail }) => ({ pointer: `#/lines/${line}`, detail: `Line ${line}: ${detail}`, in: 'body' })),
            });
          return config;
        },
      });
      c.header('etag', etagOf(outcome.version.version));
      return c.json(publicOutcome(outcome), 200);
    },
  );
  return app;
};
