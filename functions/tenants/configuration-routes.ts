import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import { guardSite } from '../identity/permissions.ts';
import { counted } from '../runtime/counted.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { etagOf, json, ok } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { jsonPointer } from '../runtime/validation.ts';
import { configurationHistoryRoutes } from './configuration-history-routes.ts';
import { type ConfigurationRoutesDeps, publicOutcome, readVersion, saveProblems, versionOf, wholeOf } from './configuration-parts.ts';
import * as schemas from './configuration-schemas.ts';
import { configuredDeviceRoutes } from './configured-device-routes.ts';
import { applyEdits } from './core/apply-edits.ts';
import { findMissingSections, findUnknownFields } from './core/unknown-fields.ts';
import { saveConfiguration } from './save-configuration.ts';
import { userImportRoutes } from './user-import-routes.ts';

export type { ConfigurationRoutesDeps } from './configuration-parts.ts';

/** The configuration of a site: read, replaced, changed in parts; with its history and its devices. */
export const configurationRoutes = (deps: ConfigurationRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access, store } = deps;
  const save = saveConfiguration(deps);

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/configuration',
      security: bearerOnly,
      middleware: guardSite(access, 'configuration.read'),
      summary: 'Configuration of a site, the current version or an older one; its version is the ETag',
      request: { params: siteInPath, query: schemas.versionQuery },
      responses: { 200: ok(schemas.configurationSchema, 'One version'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'configuration.read');
      const found = await readVersion(store, scope, c.req.valid('query').version);
      c.header('etag', etagOf(found.version));
      return c.json(wholeOf(found), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: '/v1/sites/{site}/configuration',
      security: bearerOnly,
      middleware: guardSite(access, 'configuration.write'),
      'x-audit': 'configuration.save',
      summary: 'Replace the whole configuration, made from the version that If-Match names',
      request: {
        params: siteInPath,
        query: schemas.saveQuery,
        headers: schemas.ifMatchRequired,
        body: json(schemas.wholeSchema),
      },
      responses: { 200: ok(schemas.savedSchema, 'What changed'), ...saveProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'configuration.write');
      const { dryRun, allowPast } = c.req.valid('query');
      const parsed = c.req.valid('json');
      const given: unknown = await c.req.json();
      const faults = [...findUnknownFields(given, parsed), ...findMissingSections(given, parsed)];
      if (faults.length > 0)
        throw new ProblemError('bad-request', `${counted(faults.length, 'part of the body is', 'parts of the body are')} not valid.`, {
          errors: faults.map(({ path, detail }) => ({ pointer: jsonPointer(path), detail, in: 'body' })),
        });
      const config: SiteConfig = { ...parsed, id: scope.site };
      const outcome = await save({
        scope,
        who: c.get('principal'),
        origin: auditOriginOf(c),
        madeFrom: versionOf(c.req.valid('header')['if-match']),
        dryRun: dryRun === 'true',
        allowPast: allowPast === 'true',
        change: () => config,
      });
      c.header('etag', etagOf(outcome.version.version));
      return c.json(publicOutcome(outcome), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'patch',
      path: '/v1/sites/{site}/configuration',
      security: bearerOnly,
      middleware: guardSite(access, 'configuration.write'),
      'x-audit': 'configuration.save',
      summary: 'Change parts: devices, users, what they hold from when to when, business units, dial plan, settings; all of it or nothing',
      request: {
        params: siteInPath,
        query: schemas.saveQuery,
        headers: schemas.ifMatchOptional,
        body: json(schemas.editsSchema),
      },
      responses: { 200: ok(schemas.savedSchema, 'What changed'), ...saveProblems },
    }),
    async (c) => {
      const { dryRun, allowPast } = c.req.valid('query');
      const { edits } = c.req.valid('json');
      const ifMatch = c.req.valid('header')['if-match'];
      const outcome = await save({
        scope: await access.site(c, c.req.valid('param').site, 'configuration.write'),
        who: c.get('principal'),
        origin: auditOriginOf(c),
        madeFrom: ifMatch === undefined ? null : versionOf(ifMatch),
        dryRun: dryRun === 'true',
        allowPast: allowPast === 'true',
        change: (current, now) => {
          const { config, faults } = applyEdits(current, edits, now);
          if (faults.length > 0)
            throw new ProblemError('bad-request', `${faults.length} of the edits cannot be made; nothing was saved.`, {
              errors: faults.map(({ index, detail }) => ({ pointer: `#/edits/${index}`, detail, in: 'body' })),
            });
          return config;
        },
      });
      c.header('etag', etagOf(outcome.version.version));
      return c.json(publicOutcome(outcome), 200);
    },
  );
  app.route('/', configurationHistoryRoutes(deps));
  app.route('/', configuredDeviceRoutes(deps));
  app.route('/', userImportRoutes(deps));
  return app;
};
