import { randomUUID } from 'node:crypto';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { actorOf, auditOriginOf } from '../audit/audit.ts';
import type { AuditWrite } from '../audit/types.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type ApiEnv, bearerOnly, createRouter, problemResponse, userProblems } from '../runtime/create-api.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { json, ok } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { mediaTypes } from './constants.ts';
import type { Media } from './core/types.ts';
import { createMediaLibrary, type MediaChangedBy, type MediaLibrary } from './media-library.ts';
import { createMediaObjects } from './media-objects.ts';
import { createMediaStore } from './media-store.ts';
import { linkSchema, mediaSchema, uploadInput, uploadSchema } from './schemas.ts';

const conflict = { 409: problemResponse('There is no room, or nothing was uploaded yet.') };
const mediaInPath = siteInPath.extend({ media: z.string().min(1).max(60) });

const publicMedia = ({ id, name, contentType, bytes, createdAt, createdBy }: Media): z.input<typeof mediaSchema> => ({
  media: id,
  name,
  contentType,
  kind: mediaTypes[contentType].kind,
  bytes,
  createdAt,
  createdBy,
});

export const boardMediaRoutes = ({ access, library }: { readonly access: Access; readonly library: MediaLibrary }): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const path = '/v1/sites/{site}/media';
  const read = { security: bearerOnly, middleware: guardSite(access, 'boards.read') };
  const write = { security: bearerOnly, middleware: guardSite(access, 'boards.write') };
  const byOf = async (c: Context<ApiEnv>, site: string): Promise<MediaChangedBy> => ({
    scope: await access.site(c, site, 'boards.write'),
    who: actorOf(c.get('principal')),
    origin: auditOriginOf(c),
  });

  app.openapi(
    createRoute({
      method: 'get',
      path,
      // For those who make boards; who sees one asks for the links of its files.
      ...write,
      summary: 'Pictures, sounds and videos of a site, by name',
      request: { params: siteInPath },
      responses: {
        200: ok(
          z.object({
            items: z.array(mediaSchema),
            cursor: z.string().nullable(),
            room: z.object({ bytes: z.int(), of: z.int() }).openapi({ description: 'Taken by all files, and how much there is' }),
          }),
          'All that were checked',
        ),
        ...userProblems,
      },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'boards.write');
      const { items, bytes, of } = await library.list(scope);
      return c.json({ items: items.map(publicMedia), cursor: null, room: { bytes, of } }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path,
      ...write,
      'x-unaudited': 'Sets room aside; the file is audited when it was uploaded and checked.',
      summary: 'Announce a file and get the address to send it to',
      request: { params: siteInPath, body: json(uploadInput) },
      responses: { 201: ok(uploadSchema, 'Where to send it'), ...userProblems, ...conflict },
    }),
    async (c) => {
      const by = await byOf(c, c.req.valid('param').site);
      const { media, upload } = await library.promise(by, c.req.valid('json'));
      return c.json({ media: media.id, upload: { url: upload.url, headers: { ...upload.headers } } }, 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sites/{site}/media/{media}/uploaded',
      ...write,
      'x-audit': 'boardMedia.add',
      summary: 'The file was sent: check it, so that boards may show it',
      request: { params: mediaInPath },
      responses: { 200: ok(mediaSchema, 'It may be used'), ...userProblems, ...conflict },
    }),
    async (c) => {
      const { site, media } = c.req.valid('param');
      return c.json(publicMedia(await library.finish(await byOf(c, site), media)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/media/{media}/link',
      ...read,
      summary: 'An address from which a browser may load the file, for at least 12 hours',
      request: { params: mediaInPath },
      responses: { 200: ok(linkSchema, 'Ask again when it has expired, or no longer works'), ...userProblems },
    }),
    async (c) => {
      const { site, media } = c.req.valid('param');
      return c.json(await library.link(await access.site(c, site, 'boards.read'), media), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: '/v1/sites/{site}/media/{media}',
      ...write,
      'x-audit': 'boardMedia.delete',
      summary: 'Delete a file; tiles that show it say so',
      request: { params: mediaInPath },
      responses: { 204: { description: 'It is gone' }, ...userProblems },
    }),
    async (c) => {
      const { site, media } = c.req.valid('param');
      await library.remove(await byOf(c, site), media);
      return c.body(null, 204);
    },
  );
  return app;
};

/** From one environment. */
export const composeBoardMediaRoutes = (
  env: Environment,
  { access, audit }: { readonly access: Access; readonly audit: AuditWrite },
): OpenAPIHono<ApiEnv> => {
  const clients = createAwsClients(env);
  const now = Date.now;
  return boardMediaRoutes({
    access,
    library: createMediaLibrary({
      store: createMediaStore({ client: clients.dynamo(), table: requireVariable(env, variables.boardsTable) }),
      objects: createMediaObjects({ s3: clients.s3(), links: clients.s3Links(), bucket: requireVariable(env, variables.mediaBucket), now }),
      audit,
      now,
      newId: randomUUID,
    }),
  });
};
