import { randomBytes, randomUUID } from 'node:crypto';
import type { STSClient } from '@aws-sdk/client-sts';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AuditWrite } from '../audit/types.ts';
import type { Access } from '../identity/types.ts';
import { variables } from '../runtime/constants.ts';
import { type ApiEnv, createRouter } from '../runtime/create-api.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import type { Log } from '../runtime/log.ts';
import { createAgentKeyStore } from './agent-keys.ts';
import { agentRoutes } from './agent-routes.ts';
import { createAgentStore } from './agent-store.ts';
import { createAssumeRole } from './assume-role.ts';
import { agentKinesisEndpointVariable } from './constants.ts';
import type { EdgeAgentRoutesDeps } from './deps.ts';
import { siteAgentRoutes } from './site-agent-routes.ts';

/** Published door of edge-agents: its routes, whole paths. */
export const edgeAgentRoutes = (deps: EdgeAgentRoutesDeps): OpenAPIHono<ApiEnv> => {
  const app = createRouter();
  app.route('/', agentRoutes(deps));
  app.route('/', siteAgentRoutes(deps));
  return app;
};

/** The routes as one environment composes them. */
export const composeEdgeAgentRoutes = (
  env: Environment,
  deps: {
    readonly access: Access;
    readonly client: Pick<DynamoDBDocumentClient, 'send'>;
    readonly sts: Pick<STSClient, 'send'>;
    readonly audit: AuditWrite;
    readonly log: Log;
    readonly now: () => number;
    readonly onRevoked: EdgeAgentRoutesDeps['onRevoked'];
  },
): OpenAPIHono<ApiEnv> => {
  const table = requireVariable(env, variables.directoryTable);
  return edgeAgentRoutes({
    access: deps.access,
    audit: deps.audit,
    log: deps.log,
    now: deps.now,
    store: createAgentStore({ client: deps.client, table }),
    keys: createAgentKeyStore({ client: deps.client, table, now: deps.now }),
    assumeRole: createAssumeRole(deps.sts),
    randomBytes,
    newAgentId: randomUUID,
    stream: requireVariable(env, variables.eventsStream),
    region: requireVariable(env, 'AWS_REGION'),
    roleArn: requireVariable(env, variables.agentRoleArn),
    kinesisEndpoint: env[agentKinesisEndpointVariable] ?? null,
    commandSocket: env[variables.agentWsUrl] ?? null,
    onRevoked: deps.onRevoked,
  });
};
