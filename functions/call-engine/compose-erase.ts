import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { createSiteDirectory } from '../tenants/site-configs.ts';
import { createEraseRejected } from './erase/erase-rejected.ts';
import { createEraseArchive } from './erase-archive.ts';
import { createEraseNumber, type EraseNumberDeps } from './erase-number.ts';
import { createEraseCheckpoints } from './replay/erase-checkpoints.ts';
import { createStateStore } from './state-store.ts';

/** The erasure of a number against the tables and the bucket that an environment names. @throws EnvironmentError */
export const composeEraseNumber = (env: Environment, onProgress: EraseNumberDeps['onProgress']) => {
  const clients = createAwsClients(env);
  const client = clients.dynamo();
  const table = requireVariable(env, variables.engineTable);
  const bucket = requireVariable(env, variables.eventsBucket);
  return createEraseNumber({
    ...createSiteDirectory({ client, table: requireVariable(env, variables.directoryTable), now: Date.now }),
    states: createStateStore<unknown>({ client, table }),
    eraseArchive: createEraseArchive({ client: clients.s3(), bucket, now: Date.now }),
    eraseRejected: createEraseRejected({ client, table }),
    eraseCheckpoints: createEraseCheckpoints({ client: clients.s3(), bucket }),
    onProgress,
  });
};
