import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import { boardKinds } from '../domain/board.ts';
import { epochMs } from '../domain/ids.ts';
import type { Access } from '../identity/types.ts';
import { inParallel } from '../runtime/bounded.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { applyTemplate } from './apply-template.ts';
import { etagOf, ifMatch, json, ok, pageOf, saveProblems, versionOf } from './board-parts.ts';
import { followersAtOnce, templateSites } from './constants.ts';
import { personOf } from './save-board.ts';
import { createTemplate, deleteTemplate, findTemplateOf, type SiteResult, type TemplateDeps, updateTemplate } from './save-template.ts';
import { contentSchema } from './schemas.ts';
import type { Follower, StoredTemplate, TemplateHead } from './types.ts';

export interface TemplateRoutesDeps extends TemplateDeps {
  readonly access: Access;
}

const person = z.object({ id: z.string(), name: z.string() });
const headSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(boardKinds),
    version: z.int(),
    updatedAt: z.iso.datetime(),
    updatedBy: person,
    followers: z.int().openapi({ description: 'Boards that follow it' }),
    lagging: z.int().openapi({ description: 'Those of them that show an older version; saving the template again brings them up to it' }),
  })
  .openapi('BoardTemplateItem');
const templateSchema = headSchema
  .extend({
    content: contentSchema,
    followedBy: z.array(z.object({ tenant: z.string(), site: z.string(), board: z.string(), version: z.int(), lags: z.boolean() })),
    changes: z.array(z.object({ at: z.iso.datetime(), by: person, version: z.int(), what: z.string() })),
  })
  .openapi('BoardTemplate');
const resultSchema = z.object({
  tenant: z.string().nullable(),
  site: z.string(),
  board: z.string().nullable(),
  result: z.enum(['made', 'updated', 'same', 'forked', 'gone', 'refused', 'failed']),
  detail: z.string(),
});
const inputSchema = z.strictObject({ name: z.string().trim().min(1).max(80), content: contentSchema }).openapi('BoardTemplateInput');
const templateInPath = z.object({ template: z.string().min(1).max(200) });

const publicHead = ({ id, name, kind, version, updatedAt, updatedBy }: TemplateHead, followers: readonly Follower[]) => {
  const own = followers.filter(({ template }) => template === id);
  return {
    id,
    name,
    kind,
    version,
    updatedAt: new Date(updatedAt).toISOString(),
    updatedBy: { ...updatedBy },
    followers: own.length,
    lagging: own.filter((one) => one.version < version).length,
  };
};
const publicTemplate = (template: StoredTemplate, followers: readonly Follower[]) => ({
  ...publicHead(template, followers),
  content: template.content,
  followedBy: followers.map(({ tenant, site, board, version }) => ({ tenant, site, board, version, lags: version < template.version })),
  changes: template.changes.map(({ at, by, version, what }) => ({ at: new Date(at).toISOString(), by: { ...by }, version, what })),
});
const publicResult = ({ tenant, site, board, result, detail }: SiteResult) => ({ tenant, site, board, result, detail });

/** Boards that a reseller gives to many sites. Whose they are comes from the token alone. */
export const templateRoutes = (deps: TemplateRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access, templates } = deps;
  const [create, update, remove, apply] = [createTemplate(deps), updateTemplate(deps), deleteTemplate(deps), applyTemplate(deps)];
  const path = '/v1/board-templates';
  // The right before anything of the request is looked at.
  const guard = [
    access.authenticate,
    async (c: Parameters<Access['require']>[0], next: () => Promise<void>): Promise<void> => {
      access.require(c, 'boardTemplates.write');
      await next();
    },
  ];

  app.openapi(
    createRoute({
      method: 'get',
      path,
      security: bearerOnly,
      middleware: guard,
      summary: 'Templates of the reseller, with how many boards follow and lag',
      responses: { 200: ok(pageOf(headSchema), 'Templates; there is no second page'), ...userProblems },
    }),
    async (c) => {
      const { reseller } = c.get('principal');
      const [heads, followers] = await Promise.all([templates.list(reseller), templates.followers(reseller, null)]);
      return c.json({ items: heads.map((head) => publicHead(head, followers)), cursor: null }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path,
      security: bearerOnly,
      middleware: guard,
      'x-unaudited': 'changes nothing of any customer; the template itself remembers who made it',
      summary: 'A new template; it must stand by itself: no saved filters, variables or uploads of a site',
      request: { body: json(inputSchema) },
      responses: { 201: ok(templateSchema, 'The template'), ...saveProblems },
    }),
    async (c) => {
      const made = await create({ who: c.get('principal'), origin: auditOriginOf(c) }, c.req.valid('json'));
      c.header('etag', etagOf(made.version));
      return c.json(publicTemplate(made, []), 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: `${path}/{template}`,
      security: bearerOnly,
      middleware: guard,
      summary: 'A template, who follows it, and what was done with it',
      request: { params: templateInPath },
      responses: { 200: ok(templateSchema, 'The template'), ...userProblems },
    }),
    async (c) => {
      const who = c.get('principal');
      const found = await findTemplateOf(deps, { who, origin: auditOriginOf(c) }, c.req.valid('param').template);
      c.header('etag', etagOf(found.version));
      return c.json(publicTemplate(found, await templates.followers(who.reseller, found.id)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/{template}`,
      security: bearerOnly,
      middleware: guard,
      'x-audit': 'boardTemplate.save',
      summary: 'Change a template and every board that follows it; needs If-Match. The same again tries those that lag once more',
      request: { params: templateInPath, headers: ifMatch, body: json(inputSchema) },
      responses: {
        200: ok(templateSchema.extend({ results: z.array(resultSchema) }), 'The template, and what became of each board'),
        ...saveProblems,
      },
    }),
    async (c) => {
      const who = c.get('principal');
      const madeFrom = versionOf(c.req.valid('header')['if-match']);
      const doing = { who, origin: auditOriginOf(c) };
      const { template, results } = await update(doing, c.req.valid('param').template, c.req.valid('json'), madeFrom);
      c.header('etag', etagOf(template.version));
      const followers = await templates.followers(who.reseller, template.id);
      return c.json({ ...publicTemplate(template, followers), results: results.map(publicResult) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: `${path}/{template}`,
      security: bearerOnly,
      middleware: guard,
      'x-audit': 'boardTemplate.delete',
      summary: 'Delete a template; boards that follow it stay and go their own way',
      request: { params: templateInPath },
      responses: {
        200: ok(z.object({ deleted: z.boolean(), results: z.array(resultSchema) }), 'False: some boards could not be let go; repeat it'),
        ...saveProblems,
      },
    }),
    async (c) => {
      const { deleted, results } = await remove({ who: c.get('principal'), origin: auditOriginOf(c) }, c.req.valid('param').template);
      return c.json({ deleted, results: results.map(publicResult) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/{template}/apply`,
      security: bearerOnly,
      middleware: guard,
      'x-audit': 'boardTemplate.apply',
      summary: 'Give sites a board from a template: one that follows it, or a copy',
      request: {
        params: templateInPath,
        body: json(
          z
            .strictObject({ sites: z.array(z.string().min(1).max(200)).min(1).max(templateSites), mode: z.enum(['follow', 'fork']) })
            .openapi('ApplyTemplate'),
        ),
      },
      responses: { 200: ok(z.object({ results: z.array(resultSchema) }), 'What became of each site'), ...saveProblems },
    }),
    async (c) => {
      const who = c.get('principal');
      const doing = { who, origin: auditOriginOf(c) };
      const { sites, mode } = c.req.valid('json');
      const template = await findTemplateOf(deps, doing, c.req.valid('param').template);
      if (template.closing) throw new ProblemError('conflict', 'The template is being deleted.');
      const results = await inParallel([...new Set(sites)], followersAtOnce, async (site) => {
        try {
          const scope = await access.site(c, site, 'boardTemplates.write');
          return { tenant: scope.tenant, site, board: template.id, ...(await apply(doing, template, scope, mode)) };
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error;
          return { tenant: null, site, board: null, result: 'refused' as const, detail: error.message };
        }
      });
      const reached = results.filter(({ result }) => result === 'made' || result === 'updated' || result === 'forked');
      if (reached.length > 0)
        await templates.note(who.reseller, template, {
          at: epochMs(deps.now()),
          by: personOf(who),
          version: template.version,
          what: `${mode === 'follow' ? 'given to be followed' : 'copied'} at ${reached.length} site(s)`,
        });
      return c.json({ results }, 200);
    },
  );
  return app;
};
