import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { createOutboxConsumer, createReadOutbox } from '../call-engine/events.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { requireVariable } from '../runtime/env.ts';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { createLog } from '../runtime/log.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { createHistoryProjection } from './project.ts';

const compose = perEnvironment((env) => {
  const client = createAwsClients(env).dynamo();
  const log = createLog('call-history', env);
  const metrics = createMetrics('call-history', env);
  const projection = createHistoryProjection({ client, table: requireVariable(env, variables.historyTable), now: Date.now });
  const readOutbox = createReadOutbox({ client, table: requireVariable(env, variables.engineTable) });
  return { log, metrics, consume: createOutboxConsumer({ ...projection, readOutbox, log, metrics }) };
});

/** Stream of the engine table (OUTBOX# items) into history rows, with partial batch failure. */
export const handler = lambdaStack<DynamoDBStreamEvent, DynamoDBBatchResponse>(compose, (event) => compose().consume(event));
