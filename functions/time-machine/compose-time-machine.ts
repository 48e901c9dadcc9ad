import type { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ShowBoard } from '../boards/types.ts';
import { composeReplay } from '../call-engine/replay.ts';
import { createHistoryReader, createHourReader, createReadGaps } from '../call-history/events.ts';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import type { SiteDirectory } from '../tenants/site-configs.ts';
import { createOpenSession } from './past-session.ts';
import { createPastSessions } from './past-sessions.ts';
import { createReadPast } from './read-past.ts';
import type { ReadPast } from './types.ts';

/** Looking back, over the tables and the archive of one environment; all are only read. @throws EnvironmentError */
export const composeTimeMachine = (
  env: Environment,
  deps: {
    readonly client: Pick<DynamoDBDocumentClient, 'send'>;
    readonly s3: Pick<S3Client, 'send'>;
    readonly directory: SiteDirectory;
    readonly showBoard: ShowBoard;
    readonly now: () => number;
  },
): ReadPast => {
  const { client, directory, now } = deps;
  const history = { client, table: requireVariable(env, variables.historyTable) };
  const gapsOf = createReadGaps(createHistoryReader(history));
  const openReplay = composeReplay(env, { dynamo: client, s3: deps.s3, findConfigVersion: directory.findConfigVersion, now });
  return createReadPast({
    showBoard: deps.showBoard,
    sessions: createPastSessions({ open: createOpenSession({ openReplay, hours: createHourReader(history), gapsOf }), now }),
    gapsOf,
    findConfig: directory.findConfig,
    now,
  });
};
