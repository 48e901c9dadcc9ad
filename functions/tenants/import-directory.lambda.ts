import { randomUUID } from 'node:crypto';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { createAuditWriter } from '../audit/audit.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { requireVariable } from '../runtime/env.ts';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { createLog } from '../runtime/log.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { createDirectoryStore } from './directory-store.ts';
import { importDirectories } from './import-directory.ts';

const compose = perEnvironment((env) => ({
  store: createDirectoryStore({ client: createAwsClients(env).dynamo(), table: requireVariable(env, variables.directoryTable) }),
  audit: createAuditWriter({ table: requireVariable(env, variables.auditTable), newId: randomUUID }),
  now: Date.now,
  log: createLog('import-directory', env),
  metrics: createMetrics('import-directory', env),
}));

/** Stream of the engine table (OUTBOX# items): takes over what the PBX lists. A failure retries the whole event, which is idempotent. */
export const handler = lambdaStack<DynamoDBStreamEvent, void>(compose, (event) => importDirectories(compose())(event));
