import { setTimeout as pause } from 'node:timers/promises';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { createOutboxConsumer, createReadOutbox } from '../call-engine/events.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { requireVariable } from '../runtime/env.ts';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { createLog } from '../runtime/log.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { createSiteDirectory } from '../tenants/site-configs.ts';
import { composeFigures } from './compose-figures.ts';
import { createConnectionStore } from './connection-store.ts';
import { createDeliver } from './deliver.ts';
import { createLiveStore } from './live-store.ts';
import { createLiveProjection } from './project-live.ts';
import { createPush } from './push.ts';
import { createPushFigures } from './push-figures.ts';
import { createSockets } from './sockets.ts';

const compose = perEnvironment((env) => {
  const clients = createAwsClients(env);
  const client = clients.dynamo();
  const now = Date.now;
  const log = createLog('live', env);
  const metrics = createMetrics('live', env);
  const { findConfig } = createSiteDirectory({ client, table: requireVariable(env, variables.directoryTable), now });
  const connections = createConnectionStore({ client, table: requireVariable(env, variables.connectionsTable) });
  const sockets = createSockets(clients.sockets(requireVariable(env, variables.wsEndpoint)));
  const store = createLiveStore({ client, table: requireVariable(env, variables.liveTable) });
  const told = { connections, sockets, now, metrics };
  const { bring } = composeFigures(env, { client, findConfig, now, log });
  const pushFigures = createPushFigures({ connections, bring, deliver: createDeliver(told), now, pause, log, metrics });
  const projection = createLiveProjection({ store, connections, push: createPush(told), pushFigures, findConfig, now });
  const readOutbox = createReadOutbox({ client, table: requireVariable(env, variables.engineTable) });
  return { log, metrics, consume: createOutboxConsumer({ ...projection, readOutbox, log, metrics }) };
});

/** Stream of the engine table (OUTBOX# items) into live snapshots and pushes, with partial batch failure. */
export const handler = lambdaStack<DynamoDBStreamEvent, DynamoDBBatchResponse>(compose, (event) => compose().consume(event));
