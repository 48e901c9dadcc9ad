import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import { auditOriginOf } from '../audit/audit.ts';
import { agentHeader, signatureHeader, timestampHeader } from '../domain/signed-request.ts';
import { type ApiEnv, createRouter, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { json, ok } from '../runtime/route-parts.ts';
import type { AgentKey } from './agent-keys.ts';
import { credentialsSeconds, heartbeatSeconds } from './constants.ts';
import { sessionPolicy } from './core/session-policy.ts';
import type { EdgeAgentRoutesDeps } from './deps.ts';
import { enrolAgent } from './enrol.ts';
import { iso } from './route-parts.ts';
import {
  credentialsAnswerSchema,
  enrolAnswerSchema,
  enrolRequestSchema,
  heartbeatAnswerSchema,
  heartbeatSchema,
  timeAnswerSchema,
} from './schemas.ts';
import { refusalOf } from './verify-request.ts';

/** Anything else is no agent's id, and may be longer than a key can be. */
const couldBeAgent = /^[\w.:-]{1,64}$/;

/** Unknown and revoked agents, bad signatures and stale timestamps get one and the same answer; the log knows which it was. */
const signedByAgent = (deps: Pick<EdgeAgentRoutesDeps, 'keys' | 'now' | 'log'>) =>
  createMiddleware<{ Variables: ApiEnv['Variables'] & { agentKey: AgentKey } }>(async (c, next) => {
    const agent = c.req.header(agentHeader) ?? '';
    const key = couldBeAgent.test(agent) ? await deps.keys.find(agent) : null;
    const { pathname, search } = new URL(c.req.url);
    const request = {
      method: c.req.method,
      path: `${pathname}${search}`,
      timestamp: c.req.header(timestampHeader) ?? '',
      signature: c.req.header(signatureHeader) ?? '',
      body: new Uint8Array(await c.req.arrayBuffer()),
    };
    const refusal = refusalOf(key, request, deps.now());
    if (key === null || refusal !== null) {
      deps.log.warn('agent request refused', {
        tenant: key?.tenant,
        site: key?.site,
        agent: agent.slice(0, 64),
        refusal,
        path: request.path,
      });
      throw new ProblemError('unauthorised', 'The request is not signed by an enrolled agent of this platform, or its time is off.');
    }
    c.set('agentKey', key);
    await next();
  });

/** Routes for the agents themselves. */
export const agentRoutes = (deps: EdgeAgentRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const signed = signedByAgent(deps);
  const agentProblems = { 400: userProblems[400], 401: userProblems[401] };
  const enrol = enrolAgent(deps);

  app.openapi(
    createRoute({ method: 'get', path: '/v1/agent/time', summary: 'The cloud’s clock', responses: { 200: ok(timeAnswerSchema, 'Now') } }),
    (c) => c.json({ now: iso(deps.now()) }, 200),
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/agent/enrol',
      'x-audit': 'edgeAgent.enrol',
      summary: 'Turn a one-time code and a public key into an agent',
      request: { body: json(enrolRequestSchema) },
      responses: { 201: ok(enrolAnswerSchema, 'Enrolled'), ...userProblems },
    }),
    async (c) => {
      const { agent, tenant, site } = await enrol(c.req.valid('json'), auditOriginOf(c));
      deps.log.info('agent enrolled', { tenant, site, agent });
      return c.json({ agent, tenant, site, stream: deps.stream, region: deps.region }, 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/agent/credentials',
      'x-unaudited': 'changes nothing: temporary credentials are given out, and AWS records their use',
      summary: 'Short-lived credentials that may only put records on the events stream (signed request)',
      middleware: signed,
      responses: { 200: ok(credentialsAnswerSchema, 'Credentials'), ...agentProblems },
    }),
    async (c) => {
      const { stream, region, roleArn, kinesisEndpoint: endpoint } = deps;
      const credentials = await deps.assumeRole({
        roleArn,
        sessionName: c.get('agentKey').agent,
        policy: sessionPolicy(roleArn, region, stream),
        durationSeconds: credentialsSeconds,
      });
      return c.json({ ...credentials, expiresAt: iso(credentials.expiresAt), region, stream, endpoint }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/agent/heartbeat',
      'x-unaudited': 'changes nothing but what the agent says of itself every ten seconds',
      summary: 'State of the agent, its links and its spool (signed request)',
      middleware: signed,
      request: { body: json(heartbeatSchema) },
      responses: { 200: ok(heartbeatAnswerSchema, 'Taken'), ...agentProblems },
    }),
    async (c) => {
      const now = deps.now();
      await deps.store.recordHeartbeat(c.get('agentKey'), c.req.valid('json'), now);
      const { commandSocket } = deps;
      return c.json({ now: iso(now), intervalSeconds: heartbeatSeconds, ...(commandSocket === null ? {} : { commandSocket }) }, 200);
    },
  );
  return app;
};
