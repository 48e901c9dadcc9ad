import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables as names } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { createLog } from '../runtime/log.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { fetchService } from './constants.ts';
import { createFetchSource, publicInternet } from './fetch/create-fetch-source.ts';
import type { FetchDueDeps } from './fetch-due-sources.ts';
import { createSourceSecrets } from './secrets.ts';
import { createValuesStore } from './values-store.ts';

/** Stores and fetching of one environment. */
export const composeValues = (env: Environment) => {
  const clients = createAwsClients(env);
  const client = clients.dynamo();
  return {
    client,
    store: createValuesStore({ client, table: requireVariable(env, names.boardsTable) }),
    secrets: createSourceSecrets({ client: clients.ssm(), keyId: requireVariable(env, names.secretsKey) }),
    fetchSource: createFetchSource(publicInternet),
    now: Date.now,
  };
};

/** What fetches on a schedule. */
export const composeFetchDue = (env: Environment): FetchDueDeps => ({
  ...composeValues(env),
  log: createLog(fetchService, env),
  metrics: createMetrics(fetchService, env),
});
