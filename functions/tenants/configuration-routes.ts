import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { auditOriginOf } from '../audit/audit.ts';
import type { AuditWrite } from '../audit/types.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import type { Access, Permission, SiteScope } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, problemSchema, userProblems } from '../runtime/create-api.ts';
import { decodePosition, encodePosition } from '../runtime/position-cursor.ts';
import { ProblemError } from '../runtime/problem.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { jsonPointer } from '../runtime/validation.ts';
import * as schemas from './configuration-schemas.ts';
import { versionPrefix } from './constants.ts';
import { applyEdits } from './core/apply-edits.ts';
import { diffConfig } from './core/config-diff.ts';
import { listDevices } from './core/list-devices.ts';
import { findMissingSections, findUnknownFields } from './core/unknown-fields.ts';
import type { DirectoryStore } from './directory-store.ts';
import { noteOf, type SaveOutcome, saveConfiguration } from './save-configuration.ts';
import type { NotedVersion } from './types.ts';

export interface ConfigurationRoutesDeps {
  readonly access: Access;
  readonly store: Pick<DirectoryStore, 'readSite' | 'readConfig' | 'saveConfig' | 'listVersions' | 'listDirectoryReports'>;
  readonly audit: AuditWrite;
  readonly now: () => number;
}

const ok = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
const json = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } }, required: true });
const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemSchema } } });
const saveProblems = {
  ...userProblems,
  409: problem('Others keep changing it at the same moment.'),
  412: problem('Somebody else saved a version meanwhile; `detail` says who and when.'),
  413: problem('The configuration is larger than can be kept.'),
};
const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), cursor: z.string().nullable() });

const headOf = ({ version, at, author, note }: Omit<NotedVersion, 'config'>) => ({
  version,
  at: new Date(at).toISOString(),
  author,
  authorName: note.authorName,
});
const etagOf = (version: number): string => `"${version}"`;

/** @throws ProblemError `bad-request` */
const versionOf = (ifMatch: string): number => {
  const version = /^"?(\d{1,8})"?$/.exec(ifMatch.trim())?.[1];
  if (version === undefined)
    throw new ProblemError('bad-request', 'If-Match is no version of a configuration.', {
      errors: [{ pointer: '#/if-match', in: 'header', detail: 'Send the ETag of the version the change was made from, e.g. "7".' }],
    });
  return Number(version);
};

const publicOutcome = ({ version, saved, plan }: SaveOutcome) => ({
  ...headOf(version),
  saved,
  changes: [...plan.changes],
  words: [...noteOf(plan, '').words],
  past: [...plan.past],
  warnings: plan.known.map(({ path, detail }) => ({ pointer: jsonPointer(path), detail })),
});

/** The configuration of a site and its history. */
export const configurationRoutes = (deps: ConfigurationRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access, store } = deps;
  const save = saveConfiguration(deps);
  /** Reach and right before anything of the request is looked at: what is wrong with it is only for those who may know the site. */
  const may =
    (permission: Permission) =>
    async (c: Context<ApiEnv>, next: () => Promise<void>): Promise<void> => {
      await access.site(c, c.req.param('site') ?? '', permission);
      await next();
    };
  const read = [access.authenticate, may('configuration.read')] as const;
  const write = [access.authenticate, may('configuration.write')] as const;

  const versionOr404 = async (scope: SiteScope, version?: number): Promise<NotedVersion> => {
    const found = await store.readConfig(scope.tenant, scope.site, version);
    if (found === null)
      throw new ProblemError('not-found', version === undefined ? 'The site has no configuration yet.' : `There is no version ${version}.`);
    return found;
  };
  const whole = (found: NotedVersion) => ({ ...headOf(found), configuration: found.config });

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/configuration',
      security: bearerOnly,
      middleware: [...read],
      summary: 'Configuration of a site, the current version or an older one; its version is the ETag',
      request: { params: siteInPath, query: schemas.versionQuery },
      responses: { 200: ok(schemas.configurationSchema, 'One version'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'configuration.read');
      const found = await versionOr404(scope, c.req.valid('query').version);
      c.header('etag', etagOf(found.version));
      return c.json(whole(found), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: '/v1/sites/{site}/configuration',
      security: bearerOnly,
      middleware: [...write],
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
        throw new ProblemError('bad-request', `${faults.length} part(s) of the body are not valid.`, {
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
      middleware: [...write],
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

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/configuration/devices',
      security: bearerOnly,
      middleware: [...read],
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
      const [{ config }, reports] = [await versionOr404(scope), await store.listDirectoryReports(tenant, site)];
      const missing = new Set(reports.flatMap((report) => report.missing));
      const found = listDevices(config, filter, deps.now()).filter(({ position }) => position > after);
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
      middleware: [...read],
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

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/configuration/versions',
      security: bearerOnly,
      middleware: [...read],
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
      middleware: [...read],
      summary: 'One version of the configuration',
      request: { params: schemas.versionInPath },
      responses: { 200: ok(schemas.configurationSchema, 'The version'), ...userProblems },
    }),
    async (c) => {
      const { site, version } = c.req.valid('param');
      return c.json(whole(await versionOr404(await access.site(c, site, 'configuration.read'), version)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/configuration/versions/{version}/changes',
      security: bearerOnly,
      middleware: [...read],
      summary: 'What a version changed of the one before it',
      request: { params: schemas.versionInPath },
      responses: { 200: ok(schemas.changesSchema, 'Carried out in this order they lead from one version to the other'), ...userProblems },
    }),
    async (c) => {
      const { site, version } = c.req.valid('param');
      const scope = await access.site(c, site, 'configuration.read');
      const after = await versionOr404(scope, version);
      const before = version === 1 ? null : await versionOr404(scope, version - 1);
      const items = [...diffConfig(before?.config ?? null, after.config)];
      return c.json({ from: before?.version ?? null, to: after.version, items }, 200);
    },
  );
  return app;
};
