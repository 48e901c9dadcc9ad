import { createRestateHistory } from '../call-history/events.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { createSiteDirectory } from '../tenants/site-configs.ts';
import { type EngineState, foldEvents, initialEngineState } from './core/fold-events.ts';
import { createReadOutbox } from './outbox-batch.ts';
import type { Engine } from './ports.ts';
import { createReadAfter } from './rebuild/read-after.ts';
import { createArchiveReader } from './rebuild/read-archive.ts';
import { createRebuildSite, type RebuildDeps } from './rebuild/rebuild-site.ts';
import { createStateStore } from './state-store.ts';

const engine: Engine<EngineState> = { initial: initialEngineState, fold: foldEvents };

/** The rebuild against the tables and the bucket that an environment names. @throws EnvironmentError */
export const composeRebuild = (env: Environment, onProgress: RebuildDeps<EngineState>['onProgress']) => {
  const clients = createAwsClients(env);
  const client = clients.dynamo();
  const now = Date.now;
  const engineTable = requireVariable(env, variables.engineTable);
  const states = createStateStore<EngineState>({ client, table: engineTable });
  const directory = createSiteDirectory({ client, table: requireVariable(env, variables.directoryTable), now });
  const readAfter = createReadAfter({ states, readOutbox: createReadOutbox({ client, table: engineTable }) });
  return createRebuildSite({
    engine,
    states,
    archive: createArchiveReader({ client: clients.s3(), bucket: requireVariable(env, variables.eventsBucket) }),
    history: createRestateHistory({ client, table: requireVariable(env, variables.historyTable), now, readAfter }),
    ...directory,
    onProgress,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
};
