import { randomUUID } from 'node:crypto';
import { createAuditWriter } from '../audit/audit.ts';
import { createAuditReader } from '../audit/audit-store.ts';
import { auditRoutes } from '../audit/routes.ts';
import { callEngineRoutes } from '../call-engine/routes.ts';
import { createHistoryReader } from '../call-history/read-history.ts';
import { callHistoryRoutes } from '../call-history/routes.ts';
import { composeEdgeAgentRoutes } from '../edge-agents/routes.ts';
import { createAccess, createIdentity } from '../identity/principal.ts';
import { createLiveStore } from '../live/live-store.ts';
import { liveRoutes } from '../live/routes.ts';
import { createReadSnapshot } from '../live/snapshot.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { createLog } from '../runtime/log.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { filterRoutes } from '../statistics/filter-routes.ts';
import { statisticsRoutes } from '../statistics/routes.ts';
import { createDirectoryStore } from '../tenants/directory-store.ts';
import { tenantsRoutes } from '../tenants/routes.ts';
import { createSiteDirectory } from '../tenants/site-configs.ts';
import { createApp } from './create-app.ts';

/** The whole API from one environment. */
export const composeApi = (env: Environment) => {
  const clients = createAwsClients(env);
  const client = clients.dynamo();
  const now = Date.now;
  const log = createLog('api', env);
  const directoryTable = requireVariable(env, variables.directoryTable);
  const directory = createSiteDirectory({ client, table: directoryTable, now });
  const access = createAccess(createIdentity(env, { client, findSite: directory.findSite, now }));
  const store = createDirectoryStore({ client, table: directoryTable });
  const auditTable = requireVariable(env, variables.auditTable);
  const audit = createAuditWriter({ table: auditTable, newId: randomUUID });
  const liveStore = createLiveStore({ client, table: requireVariable(env, variables.liveTable) });
  const app = createApp({
    log,
    webOrigin: requireVariable(env, variables.webOrigin),
    access,
    routers: [
      tenantsRoutes({ access, store, audit, now }),
      callHistoryRoutes({ access, reader: createHistoryReader({ client, table: requireVariable(env, variables.historyTable) }), now }),
      callEngineRoutes({ access, client, table: requireVariable(env, variables.engineTable) }),
      statisticsRoutes({ access, findConfig: directory.findConfig }),
      filterRoutes({ access }),
      liveRoutes({ access, readSnapshot: createReadSnapshot({ store: liveStore, findConfig: directory.findConfig, now }) }),
      auditRoutes({ access, reader: createAuditReader({ client, table: auditTable }), findCustomer: store.findCustomer }),
      composeEdgeAgentRoutes(env, { access, client, sts: clients.sts(), audit, log, now }),
    ],
  });
  return { app, log, metrics: createMetrics('api', env) };
};
