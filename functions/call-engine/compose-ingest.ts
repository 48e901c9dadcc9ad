import { createAgentKeyStore, verifyAgentSignature } from '../edge-agents/agent-keys.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { createLog } from '../runtime/log.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { createSiteDirectory } from '../tenants/site-configs.ts';
import { ingestService } from './constants.ts';
import { foldEvents, initialEngineState } from './core/fold-events.ts';
import { createEventArchive } from './event-archive.ts';
import { createIngest } from './ingest.ts';
import { createIngestSite } from './ingest-site.ts';
import type { Engine } from './ports.ts';
import { createRejectedStore } from './rejected-store.ts';
import { createCheckpointStore } from './replay/checkpoint-store.ts';
import { createKeepCheckpoints } from './replay/keep-checkpoints.ts';
import { createStateStore } from './state-store.ts';
import { createVerifyFrames } from './verify-frames.ts';
import { createWaitingStore } from './waiting-store.ts';

type EngineState = ReturnType<typeof initialEngineState>;
const engine: Engine<EngineState> = { initial: initialEngineState, fold: foldEvents };

/** Everything the Kinesis consumer needs, from one environment. */
export const composeIngest = (env: Environment) => {
  const clients = createAwsClients(env);
  const dynamo = clients.dynamo();
  const s3 = clients.s3();
  const engineTable = requireVariable(env, variables.engineTable);
  const directoryTable = requireVariable(env, variables.directoryTable);
  const bucket = requireVariable(env, variables.eventsBucket);
  const now = Date.now;
  const log = createLog(ingestService, env);
  const metrics = createMetrics(ingestService, env);
  const reject = createRejectedStore({ dynamo, s3, table: engineTable, bucket });
  const keys = createAgentKeyStore({ client: dynamo, table: directoryTable, now });
  const ingestSite = createIngestSite({
    engine,
    states: createStateStore<EngineState>({ client: dynamo, table: engineTable }),
    archive: createEventArchive({ client: s3, bucket }),
    reject,
    waitingSince: createWaitingStore({ client: dynamo, table: engineTable }),
    keepCheckpoint: createKeepCheckpoints({ store: createCheckpointStore({ client: s3, bucket }), log }),
    findConfig: createSiteDirectory({ client: dynamo, table: directoryTable, now }).findConfig,
    now,
    log,
    metrics,
  });
  const verifyFrames = createVerifyFrames({ findKey: keys.find, verify: verifyAgentSignature });
  return { log, metrics, ingest: createIngest({ verifyFrames, ingestSite, reject, log, metrics }) };
};
