import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createReadOutbox } from '../call-engine/events.ts';
import { createHistoryReader, createHourReader, createReadGaps, createReadPosition } from '../call-history/events.ts';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import type { Log } from '../runtime/log.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { createFiguresKeeper } from './figures-keeper.ts';
import { createLiveStore } from './live-store.ts';

/** The keeper of figures over the tables of one environment: history, the live state, the outbox of the engine. All are only read. */
export const composeFigures = (
  env: Environment,
  deps: {
    readonly client: Pick<DynamoDBDocumentClient, 'send'>;
    readonly findConfig: FindSiteConfig;
    readonly now: () => number;
    readonly log: Log;
  },
) => {
  const { client } = deps;
  const history = { client, table: requireVariable(env, variables.historyTable) };
  return createFiguresKeeper({
    ...deps,
    historyPosition: createReadPosition(history),
    hours: createHourReader(history),
    gapsOf: createReadGaps(createHistoryReader({ ...history, consistent: true })),
    store: createLiveStore({ client, table: requireVariable(env, variables.liveTable) }),
    readOutbox: createReadOutbox({ client, table: requireVariable(env, variables.engineTable) }),
  });
};
