import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import type { AuditAction, Doing } from '../audit/types.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access, Permission, Principal, SiteScope } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ok, saveProblems } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import type { TextChange } from './text-changes.ts';
import { idsInQuery, idsOf, importRequest, importSchema, publicChanges, textAnswer, yamlHeaders } from './text-parts.ts';

/** What an import did, or would do. */
export interface ImportOutcome {
  readonly changes: readonly TextChange[];
  readonly applied: boolean;
  /** Transactions it takes, or took; 0 = nothing changes. */
  readonly steps: number;
}
export interface TextRoutesOf {
  readonly access: Access;
  /** Last part of the address. */
  readonly path: 'boards-text' | 'reports-text';
  readonly permission: Permission;
  readonly action: AuditAction;
  /** Of the answer to an import: its name among the schemas of the API, and what it tells of. */
  readonly answer: { readonly name: string; readonly kinds: readonly [string, ...string[]] };
  readonly summary: string;
  /** Lists of the query; what is exported when they are left out. */
  readonly lists: Readonly<Record<string, string>>;
  /** @param chosen ids of a list of the query; null = left out */
  readonly write: (scope: SiteScope, who: Principal, chosen: (list: string) => readonly string[] | null) => Promise<string>;
  readonly read: (doing: Doing, text: string, dryRun: boolean) => Promise<ImportOutcome>;
}

/** Things of a site as one text, out and in. */
export const createTextRoutes = (of: TextRoutesOf): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access, permission, summary, lists, write, read } = of;
  const path = `/v1/sites/{site}/${of.path}` as const;
  const common = { path, security: bearerOnly, middleware: guardSite(access, permission) };

  app.openapi(
    createRoute({
      method: 'get',
      ...common,
      summary,
      request: {
        params: siteInPath,
        query: z.object(Object.fromEntries(Object.entries(lists).map(([list, leftOut]) => [list, idsInQuery(leftOut)]))),
      },
      responses: { ...userProblems, ...textAnswer },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, permission);
      const query = c.req.valid('query');
      return c.text(await write(scope, c.get('principal'), (list) => idsOf(query[list])), 200, yamlHeaders);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      ...common,
      'x-audit': of.action,
      summary: 'Bring such a text in; a dry run unless dryRun=false. Nothing is deleted by it',
      request: importRequest,
      responses: { 200: ok(importSchema(of.answer.kinds, of.answer.name), 'What changed, or would'), ...saveProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, permission);
      const doing = { scope, who: c.get('principal'), origin: auditOriginOf(c) };
      const { changes, applied, steps } = await read(doing, await c.req.text(), c.req.valid('query').dryRun === 'true');
      return c.json({ changes: publicChanges(changes), applied, steps }, 200);
    },
  );
  return app;
};
