import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { membersOfUnits, type UnitMembers } from '../domain/unit-members.ts';
import { viewStatus } from '../domain/unit-view.ts';
import { mayDo } from '../identity/permissions.ts';
import type { Access, Principal, SiteScope } from '../identity/types.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { siteInPath } from '../runtime/site-path.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import type { ListPosition } from './core/list-cursor.ts';
import type { OwnDevices } from './core/own-rows.ts';
import { type RowView, rowViewOf } from './core/row-view.ts';
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
  /** Asked for people who are limited to business units. */
  readonly findConfig: FindSiteConfig;
  readonly now: () => number;
}

/** Null for those who see all calls of the site. */
const ownOnly = (principal: Principal): OwnDevices | null =>
  mayDo(principal, 'calls.read') ? null : { extensions: principal.extensions, agents: principal.agents };

const answer = <T>(request: ListRequest, page: ListPage<T>): { items: T[]; cursor: string | null } => {
  const cursor = (next: ListPosition | null) => (next === null ? null : encodeCursor(request.list, next));
  return { items: [...page.items], cursor: cursor(page.next) };
};

export const callHistoryRoutes = ({ access, reader, findConfig, now }: CallHistoryRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const membersFor = async (scope: SiteScope): Promise<UnitMembers | null> => {
    if (scope.units === undefined) return null;
    const found = await findConfig(scope.tenant, scope.site);
    if (found === null)
      throw new ProblemError('unavailable', 'The site has no configuration yet, so it is not known which calls belong to your units.');
    return membersOfUnits(found.config, scope.units);
  };
  const viewFor = async (scope: SiteScope, principal: Principal): Promise<RowView | null> =>
    rowViewOf(ownOnly(principal), await membersFor(scope));
  for (const name of ['calls', 'segments', 'status', 'gaps', 'anomalies', 'calls/:logicalCallId/segments'])
    app.use(`/v1/sites/:site/${name}`, access.authenticate);

  app.openapi(calls, async (c) => {
    const scope = await access.site(c, c.req.valid('param').site, 'calls.read', 'calls.readOwn');
    const request = parseListQuery(scope.site, 'calls', c.req.valid('query'), now());
    return c.json(answer(request, await listCalls(reader, scope, request, await viewFor(scope, c.get('principal')))), 200);
  });
  app.openapi(segments, async (c) => {
    const scope = await access.site(c, c.req.valid('param').site, 'calls.read', 'calls.readOwn');
    const request = parseListQuery(scope.site, 'segments', c.req.valid('query'), now());
    return c.json(answer(request, await listSegments(reader, scope, request, await viewFor(scope, c.get('principal')))), 200);
  });
  app.openapi(callSegments, async (c) => {
    const { site, logicalCallId } = c.req.valid('param');
    const scope = await access.site(c, site, 'calls.read', 'calls.readOwn');
    const view = await viewFor(scope, c.get('principal'));
    const all = await reader.segmentsOfCall(scope, logicalCallId);
    const items = view === null ? all : view.segments(all);
    if (items.length === 0) throw new ProblemError('not-found', 'There is no such call at this site within your reach.');
    return c.json({ items: [...items], cursor: null }, 200);
  });
  app.openapi(status, async (c) => {
    const scope = await access.site(c, c.req.valid('param').site, 'status.read');
    const request = parseListQuery(scope.site, 'status', c.req.valid('query'), now());
    const members = await membersFor(scope);
    const restore = (text: string) => (members === null ? restoreStatus(text) : viewStatus(members, restoreStatus(text)));
    return c.json(answer(request, await listRows(reader, scope, 'STATUS', request, restore)), 200);
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
