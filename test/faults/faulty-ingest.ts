import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { foldEvents, initialEngineState } from '../../functions/call-engine/core/fold-events.ts';
import { createEventArchive } from '../../functions/call-engine/event-archive.ts';
import { createIngest } from '../../functions/call-engine/ingest.ts';
import { createIngestSite } from '../../functions/call-engine/ingest-site.ts';
import { createRejectedStore } from '../../functions/call-engine/rejected-store.ts';
import { createStateStore } from '../../functions/call-engine/state-store.ts';
import { createVerifyFrames } from '../../functions/call-engine/verify-frames.ts';
import { createWaitingStore } from '../../functions/call-engine/waiting-store.ts';
import { createAgentKeyStore, verifyAgentSignature } from '../../functions/edge-agents/agent-keys.ts';
import { createAwsClients } from '../../functions/runtime/aws-clients.ts';
import { silentLog } from '../../functions/runtime/log.ts';
import { silentMetrics } from '../../functions/runtime/metrics.ts';
import { createSiteDirectory } from '../../functions/tenants/site-configs.ts';

/** Places where a consumer can die. */
export interface IngestFaults {
  readonly afterArchive: () => boolean;
  readonly afterCommit: () => boolean;
}
export class ConsumerDied extends Error {
  override readonly name = 'ConsumerDied';
}
const die = (): never => {
  throw new ConsumerDied('as the test wants it');
};
export const noFaults: IngestFaults = { afterArchive: () => false, afterCommit: () => false };

export type Ingest = (event: KinesisStreamEvent) => Promise<KinesisStreamBatchResponse>;

/**
 * The Kinesis consumer as compose-ingest.ts puts it together, with faults at its writes. Each call of the result is a new process:
 * nothing warm.
 */
export const createFaultyIngest = (env: Readonly<Record<string, string>>, faults: IngestFaults): (() => Ingest) => {
  const clients = createAwsClients(env);
  const [dynamo, s3] = [clients.dynamo(), clients.s3()];
  const table = env.TRUNKLINE_ENGINE_TABLE ?? '';
  const bucket = env.TRUNKLINE_EVENTS_BUCKET ?? '';
  const directory = env.TRUNKLINE_DIRECTORY_TABLE ?? '';
  const now = Date.now;
  const states = createStateStore<ReturnType<typeof initialEngineState>>({ client: dynamo, table });
  const archive = createEventArchive({ client: s3, bucket });
  const reject = createRejectedStore({ dynamo, s3, table, bucket });
  return () =>
    createIngest({
      verifyFrames: createVerifyFrames({
        findKey: createAgentKeyStore({ client: dynamo, table: directory, now }).find,
        verify: verifyAgentSignature,
      }),
      ingestSite: createIngestSite({
        engine: { initial: initialEngineState, fold: foldEvents },
        states: {
          read: states.read,
          commit: async (commit) => {
            await states.commit(commit);
            if (faults.afterCommit()) die();
          },
        },
        archive: async (batch) => {
          await archive(batch);
          if (faults.afterArchive()) die();
        },
        reject,
        waitingSince: createWaitingStore({ client: dynamo, table }),
        findConfig: createSiteDirectory({ client: dynamo, table: directory, now }).findConfig,
        now,
        log: silentLog,
        metrics: silentMetrics,
      }),
      reject,
      log: silentLog,
      metrics: silentMetrics,
    });
};
