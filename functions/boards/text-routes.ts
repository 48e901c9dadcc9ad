import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import {
  idsInQuery,
  idsOf,
  importRequest,
  importSchema,
  publicChanges,
  textAnswer,
  yamlHeaders,
} from '../definitions-text/text-document.ts';
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
const answerSchema = importSchema(['board', 'filter', 'variable'], 'BoardsImport');

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
        query: z.object({ boards: idsInQuery('left out: everything the token may see') }),
      },
      responses: { ...userProblems, ...textAnswer },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'boards.write');
      const text = await write(scope, c.get('principal'), idsOf(c.req.valid('query').boards));
      return c.text(text, 200, yamlHeaders);
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
      request: importRequest,
      responses: { 200: ok(answerSchema, 'What changed, or would'), ...saveProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'boards.write');
      const doing = { scope, who: c.get('principal'), origin: auditOriginOf(c) };
      const { changes, applied } = await read(doing, await c.req.text(), c.req.valid('query').dryRun === 'true');
      return c.json({ changes: publicChanges(changes), applied }, 200);
    },
  );
  return app;
};
