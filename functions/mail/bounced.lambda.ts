import type { SNSEvent } from 'aws-lambda';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { createLog } from '../runtime/log.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { mailService } from './constants.ts';
import { noteFeedback } from './note-feedback.ts';
import { createStoppedStore } from './stopped-store.ts';

const compose = perEnvironment((env: Environment) => ({
  stopped: createStoppedStore({ client: createAwsClients(env).dynamo(), table: requireVariable(env, variables.reportsTable) }),
  log: createLog(mailService, env),
  metrics: createMetrics(mailService, env),
}));

/** Bounces and complaints, as the mail service tells of them. */
export const handler = lambdaStack<SNSEvent, void>(compose, (event) => noteFeedback(compose())(event));
