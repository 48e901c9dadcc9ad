import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { guardSite } from '../identity/permissions.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { decodePosition, encodePosition } from '../runtime/position-cursor.ts';
import { ok, pageOf } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { type ConfigurationRoutesDeps, headOf, readVersion, wholeOf } from './configuration-parts.ts';
import * as schemas from './configuration-schemas.ts';
import { versionPrefix } from './constants.ts';
import { diffConfig } from './core/config-diff.ts';

/** Versions of a configuration and what each changed. */
export const configurationHistoryRoutes = ({ access, store }: ConfigurationRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/configuration/versions',
      security: bearerOnly,
      middleware: guardSite(access, 'configuration.read'),
      summary: 'Versions of the configuration, newest first: when, by whom, what changed',
      request: { params: siteInPath, query: schemas.versionsQuery },
      responses: { 200: ok(pageOf(schemas.versionSchema), 'Versions'), ...userProblems },
    }),
    async (c) => {
      const { tenant, site } = await access.site(c, c.req.valid('param').site, 'configuration.read');
      const { cursor, limit } = c.req.valid('query');
      const list = `versions ${tenant} ${site}`;
      const after = cursor === undefined ? null : decodePosition(list, cursor, versionPrefix);
      const page = await store.listVersions(tenant, site, limit, after);
      const items = page.items.map((one) => ({
        ...headOf(one),
        words: [...one.note.words],
        changeCount: one.note.changeCount,
        changesPast: one.note.changesPast,
      }));
      return c.json({ items, cursor: page.next === null ? null : encodePosition(list, page.next) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/configuration/versions/{version}',
      security: bearerOnly,
      middleware: guardSite(access, 'configuration.read'),
      summary: 'One version of the configuration',
      request: { params: schemas.versionInPath },
      responses: { 200: ok(schemas.configurationSchema, 'The version'), ...userProblems },
    }),
    async (c) => {
      const { site, version } = c.req.valid('param');
      return c.json(wholeOf(await readVersion(store, await access.site(c, site, 'configuration.read'), version)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/configuration/versions/{version}/changes',
      security: bearerOnly,
      middleware: guardSite(access, 'configuration.read'),
      summary: 'What a version changed of the one before it',
      request: { params: schemas.versionInPath },
      responses: { 200: ok(schemas.changesSchema, 'Carried out in this order they lead from one version to the other'), ...userProblems },
    }),
    async (c) => {
      const { site, version } = c.req.valid('param');
      const scope = await access.site(c, site, 'configuration.read');
      const after = await readVersion(store, scope, version);
      const before = version === 1 ? null : await readVersion(store, scope, version - 1);
      const items = [...diffConfig(before?.config ?? null, after.config)];
      return c.json({ from: before?.version ?? null, to: after.version, items }, 200);
    },
  );
  return app;
};
