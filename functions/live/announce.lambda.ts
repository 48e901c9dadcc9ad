import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { requireVariable } from '../runtime/env.ts';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { createLog } from '../runtime/log.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { createAnnounce } from './announce.ts';
import { createConnectionStore } from './connection-store.ts';
import { createDeliver } from './deliver.ts';
import { createSockets } from './sockets.ts';

const compose = perEnvironment((env) => {
  const clients = createAwsClients(env);
  const log = createLog('announce', env);
  const metrics = createMetrics('announce', env);
  const connections = createConnectionStore({ client: clients.dynamo(), table: requireVariable(env, variables.connectionsTable) });
  const sockets = createSockets(clients.sockets(requireVariable(env, variables.wsEndpoint)));
  const deliver = createDeliver({ connections, sockets, now: Date.now, metrics });
  return { log, metrics, announce: createAnnounce({ connections, sockets, deliver, log }) };
});

/** Stream of the boards table: what boards and screens should look at again, with partial batch failure. */
export const handler = lambdaStack<DynamoDBStreamEvent, DynamoDBBatchResponse>(compose, (event) => compose().announce(event));
