import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { guardSite } from '../identity/permissions.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { decodePosition, encodePosition } from '../runtime/position-cursor.ts';
import { ok, pageOf } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { type ConfigurationRoutesDeps, readVersion } from './configuration-parts.ts';
import * as schemas from './configuration-schemas.ts';
import { listDevices } from './core/list-devices.ts';

/** Devices of a configuration, and what the PBX last said of them. */
export const configuredDeviceRoutes = ({ access, store, now }: ConfigurationRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/configuration/devices',
      security: bearerOnly,
      middleware: guardSite(access, 'configuration.read'),
      summary: 'Devices of the current configuration by type and number, with who holds them now',
      request: { params: siteInPath, query: schemas.devicesQuery },
      responses: { 200: ok(pageOf(schemas.configuredDeviceSchema), 'Devices'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'configuration.read');
      const { tenant, site } = scope;
      const { cursor, limit, ...filter } = c.req.valid('query');
      const list = `devices ${tenant} ${site}`;
      const after = cursor === undefined ? '' : decodePosition(list, cursor);
      const [{ config }, reports] = [await readVersion(store, scope), await store.listDirectoryReports(tenant, site)];
      // Links come and go with spools; the last word is that of the last list.
      const latest = reports.toSorted((a, b) => b.at - a.at)[0];
      const missing = new Set(latest?.missing);
      const found = listDevices(config, filter, now()).filter(({ position }) => position > after);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return c.json(
        {
          items: page.map(({ device, user }) => ({ ...device, user, missing: missing.has(device.number) })),
          cursor: last === undefined || found.length <= limit ? null : encodePosition(list, last.position),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/configuration/imports',
      security: bearerOnly,
      middleware: guardSite(access, 'configuration.read'),
      summary: 'The last device list of each PBX link, compared with the configuration',
      request: { params: siteInPath },
      responses: { 200: ok(z.object({ items: z.array(schemas.directoryReportSchema) }), 'Imports'), ...userProblems },
    }),
    async (c) => {
      const { tenant, site } = await access.site(c, c.req.valid('param').site, 'configuration.read');
      const reports = await store.listDirectoryReports(tenant, site);
      const items = reports.map(({ link, at, version, added, renamed, missing }) => ({
        link,
        at: new Date(at).toISOString(),
        version,
        added: [...added],
        renamed: [...renamed],
        missing: [...missing],
      }));
      return c.json({ items }, 200);
    },
  );
  return app;
};
