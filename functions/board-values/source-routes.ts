import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { actorOf, auditOriginOf } from '../audit/audit.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { json, ok, pageOf } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { pauseProblems, saveProblems } from './route-parts.ts';
import { sourceInput, sourceSchema, sourceTrial, trialSchema } from './schemas.ts';
import type { KnownSource, Sources } from './sources.ts';
import { sourceValues } from './values-book.ts';

const sourceInPath = siteInPath.extend({ source: z.string().min(1).max(60) });

/** @returns what may be told of a source: everything but its secret */
export const publicSource = ({ source, fetched }: KnownSource): z.input<typeof sourceSchema> => {
  const { id, name, url, format, everySeconds, header, fields } = source;
  const values = sourceValues(source, fetched);
  const ofField = values.findIndex(({ failing }) => failing !== null);
  return {
    id,
    name,
    url,
    format,
    everySeconds,
    header: header === null ? null : { name: header.name },
    fields: [...fields],
    values: values.map(({ value, at, failing }, i) => ({ field: fields[i]?.id ?? '', value, at, failing })),
    lastFetchAt: fetched?.lastFetchAt ?? null,
    failing:
      fetched === undefined ? null : (fetched.failing ?? (ofField === -1 ? null : `${fields[ofField]?.name}: ${values[ofField]?.failing}`)),
    nextAt: fetched?.version === source.version ? fetched.nextAt : null,
  };
};

export const sourceRoutes = ({ access, sources }: { readonly access: Access; readonly sources: Sources }): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const path = '/v1/sites/{site}/external-data';
  const guarded = { security: bearerOnly, middleware: guardSite(access, 'externalData.write') };

  app.openapi(
    createRoute({
      method: 'get',
      path,
      ...guarded,
      summary: 'External data sources of a site, by name',
      request: { params: siteInPath },
      responses: { 200: ok(pageOf(sourceSchema), 'All of them'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'externalData.write');
      return c.json({ items: (await sources.list(scope)).map(publicSource), cursor: null }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path,
      ...guarded,
      'x-audit': 'externalData.save',
      summary: 'A new external data source; it is fetched within a minute',
      request: { params: siteInPath, body: json(sourceInput) },
      responses: { 201: ok(sourceSchema, 'As it is kept'), ...saveProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'externalData.write');
      const by = { scope, who: actorOf(c.get('principal')), origin: auditOriginOf(c) };
      return c.json(publicSource(await sources.save(by, null, c.req.valid('json'))), 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sites/{site}/external-data/test',
      ...guarded,
      'x-unaudited': 'Asks the address once and keeps nothing.',
      summary: 'Try a source without saving it',
      request: { params: siteInPath, body: json(sourceTrial) },
      responses: { 200: ok(trialSchema, 'What the fields would show'), ...pauseProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'externalData.write');
      const { source, ...input } = c.req.valid('json');
      const { definition, outcome, sample } = await sources.attempt(scope, source ?? null, input);
      const fields = definition.fields.map(({ name }, i) => {
        const reading = 'failing' in outcome ? outcome : outcome.readings[i];
        return reading !== undefined && 'value' in reading
          ? { name, value: reading.value, failing: null }
          : { name, value: null, failing: reading?.failing ?? null };
      });
      return c.json({ failing: 'failing' in outcome ? outcome.failing : null, fields, sample }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: '/v1/sites/{site}/external-data/{source}',
      ...guarded,
      'x-audit': 'externalData.save',
      summary: 'Change an external data source; it is fetched anew within a minute',
      request: { params: sourceInPath, body: json(sourceInput) },
      responses: { 200: ok(sourceSchema, 'As it is kept'), ...saveProblems },
    }),
    async (c) => {
      const { site, source } = c.req.valid('param');
      const scope = await access.site(c, site, 'externalData.write');
      const by = { scope, who: actorOf(c.get('principal')), origin: auditOriginOf(c) };
      return c.json(publicSource(await sources.save(by, source, c.req.valid('json'))), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: '/v1/sites/{site}/external-data/{source}',
      ...guarded,
      'x-audit': 'externalData.delete',
      summary: 'Delete an external data source with its secret',
      request: { params: sourceInPath },
      responses: { 204: { description: 'It is gone' }, ...saveProblems },
    }),
    async (c) => {
      const { site, source } = c.req.valid('param');
      const scope = await access.site(c, site, 'externalData.write');
      await sources.remove({ scope, who: actorOf(c.get('principal')), origin: auditOriginOf(c) }, source);
      return c.body(null, 204);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sites/{site}/external-data/{source}/fetch',
      ...guarded,
      'x-unaudited': 'Brings forward a fetch that would come by itself; nothing of the definition changes.',
      summary: 'Fetch a source now',
      request: { params: sourceInPath },
      responses: { 200: ok(sourceSchema, 'With what came'), ...pauseProblems },
    }),
    async (c) => {
      const { site, source } = c.req.valid('param');
      const scope = await access.site(c, site, 'externalData.write');
      return c.json(publicSource(await sources.fetchNow(scope, source)), 200);
    },
  );
  return app;
};
