import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { actorOf, auditOriginOf } from '../audit/audit.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { json, ok, pageOf } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { saveProblems } from './route-parts.ts';
import { variableInput, variableSchema } from './schemas.ts';
import type { Variables } from './variables.ts';

const variableInPath = siteInPath.extend({ variable: z.string().min(1).max(60) });

export const variableRoutes = ({ access, variables }: { readonly access: Access; readonly variables: Variables }): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const path = '/v1/sites/{site}/variables';
  const onePath = '/v1/sites/{site}/variables/{variable}';
  const write = { security: bearerOnly, middleware: guardSite(access, 'values.write') };

  app.openapi(
    createRoute({
      method: 'get',
      path,
      security: bearerOnly,
      // For those who make boards; what a board shows of them comes by `values`.
      middleware: guardSite(access, 'boards.write'),
      summary: 'Global variables of a site, by name',
      request: { params: siteInPath },
      responses: { 200: ok(pageOf(variableSchema), 'All of them'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'boards.write');
      return c.json({ items: [...(await variables.list(scope))], cursor: null }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path,
      ...write,
      'x-audit': 'variable.save',
      summary: 'A new global variable',
      request: { params: siteInPath, body: json(variableInput) },
      responses: { 201: ok(variableSchema, 'As it is kept'), ...saveProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'values.write');
      const by = { scope, who: actorOf(c.get('principal')), origin: auditOriginOf(c) };
      return c.json(await variables.save(by, null, c.req.valid('json')), 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: onePath,
      ...write,
      'x-audit': 'variable.save',
      summary: 'Change a global variable; every board that shows it changes at once',
      request: { params: variableInPath, body: json(variableInput) },
      responses: { 200: ok(variableSchema, 'As it is kept'), ...saveProblems },
    }),
    async (c) => {
      const { site, variable } = c.req.valid('param');
      const scope = await access.site(c, site, 'values.write');
      const by = { scope, who: actorOf(c.get('principal')), origin: auditOriginOf(c) };
      return c.json(await variables.save(by, variable, c.req.valid('json')), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: onePath,
      ...write,
      'x-audit': 'variable.delete',
      summary: 'Delete a global variable; tiles that show it say so',
      request: { params: variableInPath },
      responses: { 204: { description: 'It is gone' }, ...saveProblems },
    }),
    async (c) => {
      const { site, variable } = c.req.valid('param');
      const scope = await access.site(c, site, 'values.write');
      await variables.remove({ scope, who: actorOf(c.get('principal')), origin: auditOriginOf(c) }, variable);
      return c.body(null, 204);
    },
  );
  return app;
};
