import { createHistoryReader, createReadGaps } from '../call-history/events.ts';
import { createHearAgents } from '../edge-agents/events.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { createSitesOf } from '../tenants/site-configs.ts';
import type { GapSources } from './figure-gaps.ts';
import { createHeardThrough } from './heard-through.ts';
import type { OpenQueryDeps } from './open-query.ts';

/** What questions read beside the lake, in this environment. */
export const composeSources = (env: Environment): GapSources & Pick<OpenQueryDeps, 'sitesOf'> => {
  const client = createAwsClients(env).dynamo();
  const table = requireVariable(env, variables.directoryTable);
  const history = createHistoryReader({ client, table: requireVariable(env, variables.historyTable) });
  return {
    sitesOf: createSitesOf({ client, table }),
    gapsOf: createReadGaps(history),
    heardThrough: createHeardThrough(createHearAgents({ client, table })),
  };
};
