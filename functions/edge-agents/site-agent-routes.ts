import { createRoute, type OpenAPIHono, type z } from '@hono/zod-openapi';
import { auditNote, auditOriginOf } from '../audit/audit.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { decodePosition, encodePosition } from '../runtime/position-cursor.ts';
import { ProblemError } from '../runtime/problem.ts';
import { ok, pageOf } from '../runtime/route-parts.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { agentStatusSk, lateAfterMs } from './constants.ts';
import { computeAgentState } from './core/agent-state.ts';
import type { EdgeAgentRoutesDeps } from './deps.ts';
import { createEnrolmentCode, shortCodeId } from './enrol.ts';
import { agentInPath, iso, isoOrNull, paging } from './route-parts.ts';
import { agentSchema, enrolmentCodeSchema } from './schemas.ts';
import type { EdgeAgent } from './types.ts';

const publicAgent = (agent: EdgeAgent, now: number): z.input<typeof agentSchema> => ({
  agent: agent.agent,
  site: agent.site,
  name: agent.name,
  version: agent.version,
  state: computeAgentState(agent, now, lateAfterMs),
  enrolledAt: iso(agent.enrolledAt),
  revokedAt: isoOrNull(agent.revokedAt),
  lastSeenAt: isoOrNull(agent.lastSeenAt),
  heartbeat: agent.heartbeat,
});

/** Routes for the people who look after a site's agents. */
export const siteAgentRoutes = (deps: EdgeAgentRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const token = deps.access.authenticate;
  const newCode = createEnrolmentCode(deps);

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/agents',
      summary: 'Edge agents of a site with their last heartbeat',
      security: bearerOnly,
      middleware: token,
      request: { params: siteInPath, query: paging },
      responses: { 200: ok(pageOf(agentSchema), 'Agents'), ...userProblems },
    }),
    async (c) => {
      const scope = await deps.access.site(c, c.req.valid('param').site, 'edgeAgents.read');
      const { cursor, limit } = c.req.valid('query');
      const list = `edge-agents ${scope.tenant} ${scope.site}`;
      const after = cursor === undefined ? null : agentStatusSk(scope.site, decodePosition(list, cursor));
      const page = await deps.store.list(scope.tenant, scope.site, limit, after);
      const last = page.items.at(-1);
      return c.json(
        {
          items: page.items.map((agent) => publicAgent(agent, deps.now())),
          cursor: page.next === null || last === undefined ? null : encodePosition(list, last.agent),
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sites/{site}/enrolment-codes',
      'x-audit': 'edgeAgent.makeCode',
      summary: 'A one-time code for a new edge agent of a site, valid for 24 hours',
      security: bearerOnly,
      middleware: token,
      request: { params: siteInPath },
      responses: { 201: ok(enrolmentCodeSchema, 'The code, shown this once'), ...userProblems },
    }),
    async (c) => {
      const scope = await deps.access.site(c, c.req.valid('param').site, 'edgeAgents.enrol');
      const who = c.get('principal');
      const { code, record } = await newCode(scope, who.id, (made) => [
        deps.audit(
          auditNote({ scope, who, origin: auditOriginOf(c) }, made.createdAt, {
            action: 'edgeAgent.makeCode',
            object: `enrolment code ${shortCodeId(made)}`,
            summary: `valid until ${iso(made.validUntil)}`,
          }),
        ),
      ]);
      deps.log.info('enrolment code made', { tenant: scope.tenant, site: scope.site, codeId: record.codeId, by: record.createdBy });
      return c.json({ code, codeId: record.codeId, site: scope.site, validUntil: iso(record.validUntil) }, 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sites/{site}/agents/{agent}/revoke',
      'x-audit': 'edgeAgent.revoke',
      summary: 'Stop believing an edge agent; takes effect within a minute and for good',
      security: bearerOnly,
      middleware: token,
      request: { params: agentInPath },
      responses: { 200: ok(agentSchema, 'As it is now'), ...userProblems },
    }),
    async (c) => {
      const { site, agent: id } = c.req.valid('param');
      const scope = await deps.access.site(c, site, 'edgeAgents.enrol');
      const who = c.get('principal');
      const now = deps.now();
      const row = deps.audit(
        auditNote({ scope, who, origin: auditOriginOf(c) }, now, {
          action: 'edgeAgent.revoke',
          object: `edge agent ${id}`,
          summary: 'no longer believed',
        }),
      );
      const isNew = await deps.store.revoke({ ...scope, agent: id }, who.id, now, [row]);
      const agent = await deps.store.find(scope.tenant, scope.site, id);
      if (agent === null) throw new ProblemError('not-found', 'There is no such agent at this site.');
      await deps.onRevoked(scope, id);
      if (isNew) deps.log.info('agent revoked', { tenant: scope.tenant, site: scope.site, agent: id, by: who.id });
      return c.json(publicAgent(agent, deps.now()), 200);
    },
  );
  return app;
};
