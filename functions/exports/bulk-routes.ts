import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { idempotencyHeader, type Once } from '../runtime/idempotency.ts';
import { json, ok } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { askBulk } from './ask-export.ts';
import { beginOnce } from './begin-once.ts';
import { bulkJsonSchema } from './core/bulk-columns.ts';
import { startProblems } from './export-routes.ts';
import type { MakeExportDeps } from './make-export.ts';
import { bulkInput, bulkSchemas, exportSchema } from './schemas.ts';

export interface BulkRoutesDeps extends MakeExportDeps {
  readonly access: Access;
  readonly once: Once;
}
const notes = [
  'Rows are in the order of their time; `from` is inclusive, `to` exclusive; a file holds one month of the site’s zone, or a part of it of at most 1,000,000 rows.',
  'CSV: RFC 4180, UTF-8, a header line, CRLF; instants in ISO 8601 UTC, empty = null. Text that a spreadsheet would take for a formula begins with an apostrophe; numbers such as +441132000000 stay as they are.',
  'Parquet: instants as TIMESTAMP in UTC, durations in ms as INT64.',
  '`next` of an export is where it is complete to, and where the next one goes on: it passes no hour of which an agent of the site may still deliver, or in which a call is in progress; `heldBack` says why in words. After 72 hours without a word an agent is waited for no longer, nor is such a call.',
  'Hours that change later all the same (after a rebuild, or what was not waited for) are named in `restated` of exports that hold them.',
];

/** Whole ranges of rows as files. */
export const bulkRoutes = (deps: BulkRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access } = deps;
  const begin = beginOnce(deps);
  const ask = askBulk(deps);
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sites/{site}/bulk',
      security: bearerOnly,
      middleware: guardSite(access, 'bulk.make'),
      'x-audit': 'bulk.make',
      summary: 'All calls, segments or status changes of a range as files of a month each; fetched as exports are',
      request: { params: siteInPath, headers: idempotencyHeader, body: json(bulkInput) },
      responses: { 202: ok(exportSchema, 'It waits for its turn'), ...startProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'bulk.make');
      const doing = { scope, who: c.get('principal'), origin: auditOriginOf(c) };
      const body = c.req.valid('json');
      const key = c.req.valid('header')['idempotency-key'];
      return c.json(await begin(doing, { key, what: 'POST bulk', body }, () => ask(doing, body)), 202);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/bulk-schema',
      security: bearerOnly,
      middleware: guardSite(access, 'bulk.make'),
      summary: 'Columns of the files of POST bulk, as JSON Schema',
      request: { params: siteInPath },
      responses: { 200: ok(bulkSchemas, 'A schema for each kind'), ...userProblems },
    }),
    async (c) => {
      await access.site(c, c.req.valid('param').site, 'bulk.make');
      const schemas = { calls: bulkJsonSchema('calls'), segments: bulkJsonSchema('segments'), status: bulkJsonSchema('status') };
      return c.json({ schemas, notes }, 200);
    },
  );
  return app;
};
