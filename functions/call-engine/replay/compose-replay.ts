import type { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { variables } from '../../runtime/constants.ts';
import { type Environment, requireVariable } from '../../runtime/env.ts';
import type { FindSiteConfigVersion } from '../../tenants/types.ts';
import { type EngineState, foldEvents, initialEngineState } from '../core/fold-events.ts';
import { createArchiveReader } from '../rebuild/read-archive.ts';
import { createStateStore } from '../state-store.ts';
import { createCheckpointStore } from './checkpoint-store.ts';
import { createLinkListing } from './list-link.ts';
import { createOpenReplay, type OpenReplay } from './open-replay.ts';

/** Replays over the table and the bucket that an environment names. @throws EnvironmentError */
export const composeReplay = (
  env: Environment,
  deps: {
    readonly dynamo: Pick<DynamoDBDocumentClient, 'send'>;
    readonly s3: Pick<S3Client, 'send'>;
    readonly findConfigVersion: FindSiteConfigVersion;
    readonly now: () => number;
  },
): OpenReplay => {
  const archive = { client: deps.s3, bucket: requireVariable(env, variables.eventsBucket) };
  return createOpenReplay({
    engine: { initial: initialEngineState, fold: foldEvents },
    states: createStateStore<EngineState>({ client: deps.dynamo, table: requireVariable(env, variables.engineTable) }),
    checkpoints: createCheckpointStore(archive),
    listing: createLinkListing(archive),
    archive: createArchiveReader(archive),
    findConfigVersion: deps.findConfigVersion,
    now: deps.now,
  });
};
