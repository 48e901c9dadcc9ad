import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { mayDo } from '../identity/permissions.ts';
import type { Access, Principal } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { siteInPath } from '../runtime/site-path.ts';
import type { ListPosition } from './core/list-cursor.ts';
import { isOwnSegment, type OwnDevices } from './core/own-rows.ts';
import { type ListPage, listCalls, listSegments } from './list-calls.ts';
import { encodeCursor, type ListRequest, listQuerySchema, parseListQuery } from './list-query.ts';
import { listGaps, listRows } from './list-rows.ts';
import { anomalySchema, callSchema, gapSchema, segmentSchema, statusSchema } from './public-schemas.ts';
import type { HistoryReader } from './read-history.ts';
import { restoreAnomaly, restoreStatus } from './stored-row.ts';

const pageOf = <T extends z.ZodType>(item: T) => ({
  description: 'Oldest first; `cursor` is null at the end of the range',
  content: { 'application/json': { schema: z.object({ items: z.array(item), cursor: z.string().nullable() }) } },
});
const list = <P extends string, T extends z.ZodType>(path: P, summary: string, item: T) =>
  createRoute({
    method: 'get',
    path,
    summary,
    security: bearerOnly,
    request: { params: siteInPath, query: listQuerySchema },
    responses: { 200: pageOf(item), ...userProblems },
  });

const calls = list('/v1/sites/{site}/calls', 'Calls that started in the range, calls in progress included', callSchema);
const segments = list('/v1/sites/{site}/segments', 'Segments of the calls that started in the range', segmentSchema);
const status = list('/v1/sites/{site}/status', 'Changes of agent and do-not-disturb status', statusSchema);
const gaps = list('/v1/sites/{site}/gaps', 'Stretches of time in the range for which something could not be known', gapSchema);
const anomalies = list('/v1/sites/{site}/anomalies', 'Odd things the engine met', anomalySchema);
const callSegments = createRoute({
  method: 'get',
  path: '/v1/sites/{site}/calls/{logicalCallId}/segments',
  summary: 'Segments of one call in order of number',
  security: bearerOnly,
  request: { params: siteInPath.extend({ logicalCallId: z.string().min(1).max(200) }) },
  responses: {
    200: {
      description: 'Segments',
      content: { 'application/json': { schema: z.object({ items: z.array(segmentSchema), cursor: z.null() }) } },
    },
    ...userProblems,
  },
});

export interface CallHistoryRoutesDeps {
  readonly access: Access;
  readonly reader: HistoryReader;
  readonly now: () => number;
}

/** Null for those who see all calls of the site. */
const ownOnly = (principal: Principal): OwnDevices | null =>
  mayDo(principal, 'calls.read') ? null : { extensions: principal.extensions, agents: principal.agents };

const answer = <T>(request: ListRequest, page: ListPage<T>): { items: T[]; cursor: string | null } => {
  const cursor = (next: ListPosition | null) => (next === null ? null : encodeCursor(request.list, next));
  return { items: [...page.items], cursor: cursor(page.next) };
};

export const callHistoryRoutes = ({ access, reader, now }: CallHistoryRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  for (const name of ['calls', 'segments', 'status', 'gaps', 'anomalies', 'calls/:logicalCallId/segments'])
    app.use(`/v1/sites/:site/${name}`, access.authenticate);

  app.openapi(calls, async (c) => {
    const scope = await access.site(c, c.req.valid('param').site, 'calls.read', 'calls.readOwn');
    const request = parseListQuery(scope.site, 'calls', c.req.valid('query'), now());
    return c.json(answer(request, await listCalls(reader, scope, request, ownOnly(c.get('principal')))), 200);
  });
  app.openapi(segments, async (c) => {
    const scope = await access.site(c, c.req.valid('param').site, 'calls.read', 'calls.readOwn');
    const request = parseListQuery(scope.site, 'segments', c.req.valid('query'), now());
    return c.json(answer(request, await listSegments(reader, scope, request, ownOnly(c.get('principal')))), 200);
  });
  app.openapi(callSegments, async (c) => {
    const { site, logicalCallId } = c.req.valid('param');
    const scope = await access.site(c, site, 'calls.read', 'calls.readOwn');
    const own = ownOnly(c.get('principal'));
    const items = await reader.segmentsOfCall(scope, logicalCallId);
    if (items.length === 0 || (own !== null && !items.some((segment) => isOwnSegment(own, segment))))
      throw new ProblemError('not-found', 'There is no such call at this site within your reach.');
    return c.json({ items: own === null ? [...items] : items.filter((segment) => isOwnSegment(own, segment)), cursor: null }, 200);
  });
  app.openapi(status, async (c) => {
    const scope = await access.site(c, c.req.valid('param').site, 'status.read');
    const request = parseListQuery(scope.site, 'status', c.req.valid('query'), now());
    return c.json(answer(request, await listRows(reader, scope, 'STATUS', request, restoreStatus)), 200);
  });
  app.openapi(gaps, async (c) => {
    const scope = await access.site(c, c.req.valid('param').site, 'gaps.read');
    const request = parseListQuery(scope.site, 'gaps', c.req.valid('query'), now());
    return c.json(answer(request, await listGaps(reader, scope, request)), 200);
  });
  app.openapi(anomalies, async (c) => {
    const scope = await access.site(c, c.req.valid('param').site, 'anomalies.read');
    const request = parseListQuery(scope.site, 'anomalies', c.req.valid('query'), now());
    return c.json(answer(request, await listRows(reader, scope, 'ANOMALY', request, restoreAnomaly)), 200);
  });
  return app;
};
