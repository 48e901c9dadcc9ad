import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { ok, saveProblems } from './board-parts.ts';
import { exportText } from './export-text.ts';
import { type ImportDeps, importText } from './import-text.ts';

export interface TextRoutesDeps extends ImportDeps {
  readonly access: Access;
}

const path = '/v1/sites/{site}/boards-text';
const importSchema = z
  .object({
    changes: z.array(
      z.object({
        kind: z.enum(['board', 'filter', 'variable']),
        id: z.string(),
        name: z.string(),
        change: z.enum(['add', 'change', 'same']),
        lines: z
          .array(z.object({ sign: z.enum(['+', '-', ' ']), text: z.string() }))
          .openapi({ description: 'What changes, with three lines around it; `…` for what is left out' }),
      }),
    ),
    applied: z.boolean(),
  })
  .openapi('BoardsImport');

/** Boards, filters and variables of a site as one text, out and in. */
export const textRoutes = (deps: TextRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access } = deps;
  const [write, read] = [exportText(deps), importText(deps)];

  app.openapi(
    createRoute({
      method: 'get',
      path,
      security: bearerOnly,
      middleware: guardSite(access, 'boards.write'),
      summary: 'Boards with their filters and variables as YAML: the same data gives the same bytes',
      request: {
        params: siteInPath,
        query: z.object({
          boards: z
            .string()
            .max(10_000)
            .optional()
            .openapi({ description: 'Ids, separated by commas; left out: everything the token may see' }),
        }),
      },
      responses: {
        200: { description: 'The text', content: { 'text/yaml': { schema: z.string() } } },
        ...userProblems,
        413: saveProblems[413],
      },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'boards.write');
      const { boards } = c.req.valid('query');
      const only = boards === undefined ? null : [...new Set(boards.split(',').map((id) => id.trim()))].filter((id) => id !== '');
      const text = await write(scope, c.get('principal'), only);
      return c.text(text, 200, { 'content-type': 'text/yaml; charset=utf-8' });
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path,
      security: bearerOnly,
      middleware: guardSite(access, 'boards.write'),
      'x-audit': 'board.import',
      summary: 'Bring such a text in; a dry run unless dryRun=false. Nothing is deleted by it',
      request: {
        params: siteInPath,
        query: z.object({ dryRun: z.enum(['true', 'false']).default('true') }),
        body: { content: { 'text/yaml': { schema: z.string() } }, required: true },
      },
      responses: { 200: ok(importSchema, 'What changed, or would'), ...saveProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'boards.write');
      const doing = { scope, who: c.get('principal'), origin: auditOriginOf(c) };
      const { changes, applied } = await read(doing, await c.req.text(), c.req.valid('query').dryRun === 'true');
      return c.json({ changes: changes.map((one) => ({ ...one, lines: one.lines.map((line) => ({ ...line })) })), applied }, 200);
    },
  );
  return app;
};
