import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Access, SiteScope } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { decodePosition, encodePosition } from '../runtime/position-cursor.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { rejectedPrefix, sitePk } from './constants.ts';
import { rejectionReasons } from './ports.ts';

const text = z.string().nullable();
const number = z.int().nullable();
const rejectionSchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    reason: z.enum(rejectionReasons),
    detail: z.string(),
    agent: text,
    link: text,
    firstSeq: number,
    lastSeq: number,
    raw: text.openapi({ description: 'The rejected event itself, where it was one event of a batch' }),
  })
  .openapi('Rejection');

const storedSchema = z.object({
  sk: z.string(),
  id: z.string(),
  at: z.number(),
  reason: z.enum(rejectionReasons),
  detail: z.string(),
  agent: text,
  link: text,
  firstSeq: number,
  lastSeq: number,
  raw: text,
});

export const rejectionsParams = (
  table: string,
  scope: Pick<SiteScope, 'tenant' | 'site'>,
  limit: number,
  after: string | null,
): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :rejected)',
  ExpressionAttributeValues: { ':pk': sitePk(scope.tenant, scope.site), ':rejected': rejectedPrefix },
  ScanIndexForward: false,
  Limit: limit,
  ...(after === null ? {} : { ExclusiveStartKey: { pk: sitePk(scope.tenant, scope.site), sk: after } }),
});

const rejections = createRoute({
  method: 'get',
  path: '/v1/sites/{site}/rejections',
  summary: 'What the platform did not take in from the agents of the site, newest first, kept 90 days',
  security: bearerOnly,
  request: {
    params: siteInPath,
    query: z.object({ cursor: z.string().max(1_000).optional(), limit: z.coerce.number().int().min(1).max(1_000).default(100) }),
  },
  responses: {
    200: {
      description: 'Rejections',
      content: { 'application/json': { schema: z.object({ items: z.array(rejectionSchema), cursor: z.string().nullable() }) } },
    },
    ...userProblems,
  },
});

export const callEngineRoutes = (deps: {
  readonly access: Access;
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
}): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  app.use('/v1/sites/:site/rejections', deps.access.authenticate);
  app.openapi(rejections, async (c) => {
    const scope = await deps.access.site(c, c.req.valid('param').site, 'rejections.read');
    const { cursor, limit } = c.req.valid('query');
    const list = `rejections ${scope.site}`;
    const after = cursor === undefined ? null : decodePosition(list, cursor, rejectedPrefix);
    const page = await deps.client.send(new QueryCommand(rejectionsParams(deps.table, scope, limit, after)));
    const items = (page.Items ?? []).map((item) => {
      const { sk: _sk, at, ...rest } = storedSchema.parse(item);
      return { ...rest, at: new Date(at).toISOString() };
    });
    const next = page.LastEvaluatedKey?.sk;
    return c.json({ items, cursor: typeof next === 'string' ? encodePosition(list, next) : null }, 200);
  });
  return app;
};
