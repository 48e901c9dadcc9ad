import { createListSites } from '../call-history/events.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { requireVariable } from '../runtime/env.ts';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { composeSealer } from './compose-lake.ts';
import { runMs } from './constants.ts';
import { type SealedSites, sealSites } from './seal-sites.ts';

const compose = perEnvironment((env) => ({
  ...composeSealer(env),
  listSites: createListSites({ client: createAwsClients(env).dynamo(), table: requireVariable(env, variables.historyTable) }),
  random: Math.random,
}));

/** On a schedule: what history has of hours that are over goes into Parquet files. What one run leaves undone the next does. */
export const handler = lambdaStack<unknown, SealedSites>(compose, () => {
  const deps = compose();
  const until = deps.now() + runMs;
  return sealSites(deps, () => deps.now() >= until);
});
