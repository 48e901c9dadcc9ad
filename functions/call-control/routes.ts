import { setTimeout as pause } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { auditOriginOf } from '../audit/audit.ts';
import type { AuditWrite } from '../audit/types.ts';
import { createAgentKeyStore } from '../edge-agents/agent-keys.ts';
import { guardSite } from '../identity/permissions.ts';
import type { Access } from '../identity/types.ts';
import type { AwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type ApiEnv, bearerOnly, createRouter, userProblems } from '../runtime/create-api.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import type { Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { ProblemError } from '../runtime/problem.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { type Act, createAct } from './act.ts';
import { createAgentSockets } from './agent-sockets.ts';
import { createFindReach, type FindReach } from './agents-of-site.ts';
import { type CommandStore, createCommandStore, createLinkStore } from './command-store.ts';
import { deadlineMs, graceMs, keyKeptMs } from './constants.ts';
import { answerWords } from './core/answer-words.ts';
import type { SiteNow } from './core/find-device.ts';
import { type ActionAnswer, actionAnswerSchema, actRequestSchema, offeredSchema } from './schemas.ts';
import { createThrowOut } from './throw-out.ts';
import type { Command, Settled, SiteOf } from './types.ts';

export interface CallControlRoutesDeps {
  readonly access: Access;
  readonly act: Act;
  readonly reach: FindReach;
  readonly store: Pick<CommandStore, 'find'>;
  readonly now: () => number;
}

const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
const conflict = { description: 'The id stands for another action.' };
const tooMany = { description: 'More actions in a minute than one person takes.' };

const publicAnswer = (id: string, { state, words, outcome, answeredAt }: Settled): ActionAnswer => ({
  id,
  state,
  words,
  outcome,
  answeredAt: new Date(answeredAt).toISOString(),
});

/** A command nobody has settled counts as unknown once its time is over, and as not answered yet before. */
const settledOf = (command: Command, now: number): Settled => {
  if (command.settled !== null) return command.settled;
  const state = 'unknown';
  const words =
    now > command.deadline + graceMs ? answerWords({ result: state, outcome: null, reason: null }, '') : 'Still waiting for the answer.';
  return { state, outcome: null, reason: null, words, answeredAt: Math.min(now, command.deadline + graceMs) };
};

/** Published door of call-control: its routes, whole paths. */
export const callControlRoutes = (deps: CallControlRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  const { access } = deps;
  const guard = guardSite(access, 'callControl.use');

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/actions/offered',
      summary: 'Whether actions reach the telephone system now, and its do-not-disturb messages',
      security: bearerOnly,
      middleware: guard,
      request: { params: siteInPath },
      responses: { 200: json(offeredSchema, 'What is offered'), ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'callControl.use');
      const reach = await deps.reach(scope);
      return c.json(
        reach.can
          ? { connected: true, dndMessages: [...(reach.offers?.dndMessages ?? [])], why: null }
          : { connected: false, dndMessages: [], why: reach.words },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sites/{site}/actions',
      'x-audit': 'callControl.act',
      summary: 'Act on a phone, an agent or a call; answers when the telephone system has, at most some 9 seconds later',
      security: bearerOnly,
      middleware: guard,
      request: { params: siteInPath, body: { content: { 'application/json': { schema: actRequestSchema } }, required: true } },
      responses: { 200: json(actionAnswerSchema, 'What became of it'), 409: conflict, 429: tooMany, ...userProblems },
    }),
    async (c) => {
      const scope = await access.site(c, c.req.valid('param').site, 'callControl.use');
      const { id, action } = c.req.valid('json');
      const { settled } = await deps.act({ scope, who: c.get('principal'), origin: auditOriginOf(c), id, action });
      return c.json(publicAnswer(id, settled), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/sites/{site}/actions/{action}',
      summary: 'What became of an action; kept for 30 days',
      security: bearerOnly,
      middleware: guard,
      request: { params: siteInPath.extend({ action: z.string().min(1).max(100).openapi({ description: 'Id given when acting' }) }) },
      responses: { 200: json(actionAnswerSchema, 'What became of it'), ...userProblems },
    }),
    async (c) => {
      const { site, action } = c.req.valid('param');
      const scope = await access.site(c, site, 'callControl.use');
      const command = await deps.store.find(scope, action);
      if (command === null) throw new ProblemError('not-found', 'There is no such action at this site.');
      return c.json(publicAnswer(command.id, settledOf(command, deps.now())), 200);
    },
  );
  return app;
};

/** What one environment composes: the routes, and throwing out a revoked agent. `readSite`: live state and configured devices of a site. */
export const composeCallControl = (
  env: Environment,
  deps: {
    readonly access: Access;
    readonly client: Pick<DynamoDBDocumentClient, 'send'>;
    readonly clients: Pick<AwsClients, 'sockets'>;
    readonly readSite: (of: SiteOf) => Promise<SiteNow>;
    readonly audit: AuditWrite;
    readonly metrics: Metrics;
    readonly log: Log;
    readonly now: () => number;
  },
): { readonly routes: OpenAPIHono<ApiEnv>; readonly throwOut: (of: SiteOf, agent: string) => Promise<void> } => {
  const { client, now } = deps;
  const table = requireVariable(env, variables.commandsTable);
  const endpoint = requireVariable(env, variables.agentWsEndpoint);
  const store = createCommandStore({ client, table });
  const links = createLinkStore({ client, table });
  const keys = createAgentKeyStore({ client, table: requireVariable(env, variables.directoryTable), now, cacheMs: keyKeptMs });
  const reach = createFindReach({ links, keys, now });
  const sockets = () => createAgentSockets(deps.clients.sockets(endpoint));
  const act = createAct({
    store,
    links,
    reach,
    sockets,
    readSite: deps.readSite,
    audit: deps.audit,
    metrics: deps.metrics,
    log: deps.log,
    deadlineMs,
    graceMs,
    now,
    pause,
  });
  return { routes: callControlRoutes({ access: deps.access, act, reach, store, now }), throwOut: createThrowOut({ links, sockets }) };
};
