import { randomUUID } from 'node:crypto';
import { createAuditWriter } from '../audit/audit.ts';
import { createAuditReader } from '../audit/audit-store.ts';
import { auditRoutes } from '../audit/routes.ts';
import { composeBoardMediaRoutes } from '../board-media/routes.ts';
import { composeBoardValueRoutes } from '../board-values/routes.ts';
import { composeBoardsRoutes } from '../boards/routes.ts';
import { createValueNames } from '../boards/value-names.ts';
import { composeCallBackRoutes } from '../call-backs/routes.ts';
import { composeCallControl } from '../call-control/routes.ts';
import { callEngineRoutes } from '../call-engine/routes.ts';
import { createHistoryReader } from '../call-history/read-history.ts';
import { callHistoryRoutes } from '../call-history/routes.ts';
import { epochMs } from '../domain/ids.ts';
import { emptyLiveState } from '../domain/live.ts';
import { composeEdgeAgentRoutes } from '../edge-agents/routes.ts';
import { composeExportRoutes } from '../exports/routes.ts';
import { createAccess, createIdentity } from '../identity/principal.ts';
import { composeBoards } from '../live/compose-boards.ts';
import { composeFigures } from '../live/compose-figures.ts';
import { createConnectionStore } from '../live/connection-store.ts';
import { createLiveStore } from '../live/live-store.ts';
import { liveRoutes } from '../live/routes.ts';
import { createReadSnapshot } from '../live/snapshot.ts';
import { tellOfRights } from '../live/tell-of-rights.ts';
import { composeMailRoutes } from '../mail/routes.ts';
import { composeQueryEngine } from '../reports/compose-reports.ts';
import { composeSources } from '../reports/compose-sources.ts';
import { createOpenRows } from '../reports/report-rows.ts';
import { reportsRoutes } from '../reports/routes.ts';
import { createUnreturnedCalls } from '../reports/unreturned-calls.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { createLog } from '../runtime/log.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { createFilterStore } from '../saved-filters/filters.ts';
import { composeSavedReportRoutes } from '../saved-reports/routes.ts';
import { createStoredReports } from '../saved-reports/stored-reports.ts';
import { composeSchedulesRoutes } from '../schedules/routes.ts';
import { composeStoredSchedules } from '../schedules/stored-schedules.ts';
import { composeScreensRoutes } from '../screens/routes.ts';
import { createScreenIdentity } from '../screens/screen-identity.ts';
import { filterMatchRoutes } from '../statistics/filter-match-routes.ts';
import { filterRoutes } from '../statistics/filter-routes.ts';
import { statisticsRoutes } from '../statistics/routes.ts';
import { createDirectoryStore } from '../tenants/directory-store.ts';
import { tenantsRoutes } from '../tenants/routes.ts';
import { createSiteDirectory, findConfigInForce } from '../tenants/site-configs.ts';
import { trySettings } from '../tenants/try-settings.ts';
import { composeTimeMachine } from '../time-machine/compose-time-machine.ts';
import { timeMachineRoutes } from '../time-machine/routes.ts';
import { createApp } from './create-app.ts';

/** The whole API from one environment. */
export const composeApi = (env: Environment) => {
  const clients = createAwsClients(env);
  const client = clients.dynamo();
  const now = Date.now;
  const log = createLog('api', env);
  const metrics = createMetrics('api', env);
  const directoryTable = requireVariable(env, variables.directoryTable);
  const directory = createSiteDirectory({ client, table: directoryTable, now });
  const boardsTable = requireVariable(env, variables.boardsTable);
  const screens = createScreenIdentity({ client, table: boardsTable, now });
  const access = createAccess(createIdentity(env, { client, findSite: directory.findSite, now, kinds: [screens] }));
  const { showBoard } = composeBoards({ client, table: boardsTable, findConfig: directory.findConfig });
  const store = createDirectoryStore({ client, table: directoryTable });
  const auditTable = requireVariable(env, variables.auditTable);
  const audit = createAuditWriter({ table: auditTable, newId: randomUUID });
  const liveStore = createLiveStore({ client, table: requireVariable(env, variables.liveTable) });
  const history = createHistoryReader({ client, table: requireVariable(env, variables.historyTable) });
  const callControl = composeCallControl(env, {
    access,
    client,
    clients,
    audit,
    metrics,
    log,
    now,
    readSite: async ({ tenant, site }) => {
      const [stored, config] = await Promise.all([liveStore.read({ tenant, site }), directory.findConfig(tenant, site)]);
      return { live: stored?.model.live ?? emptyLiveState(epochMs(0)), devices: config?.config.devices ?? [] };
    },
  });
  const filters = createFilterStore({ client, table: boardsTable });
  const reportsTable = requireVariable(env, variables.reportsTable);
  const storedReports = createStoredReports({ client, table: reportsTable, filters });
  const engine = { ...composeQueryEngine(env), ...composeSources(env) };
  const schedules = composeStoredSchedules(env, { clients, directory, audit, log, now });
  const app = createApp({
    log,
    webOrigin: requireVariable(env, variables.webOrigin),
    access,
    routers: [
      tenantsRoutes({ access, store, audit, tellOfRights: (at, subject, when) => tellOfRights(boardsTable, at, subject, when), now }),
      callHistoryRoutes({ access, reader: history, findConfig: directory.findConfig, now }),
      callEngineRoutes({ access, client, table: requireVariable(env, variables.engineTable) }),
      statisticsRoutes({ access, findConfig: findConfigInForce(directory.findConfig, now) }),
      filterRoutes({ access }),
      filterMatchRoutes({ access, findConfig: directory.findConfig, now }),
      reportsRoutes({
        ...engine,
        access,
        trySettings,
        findConfig: directory.findConfig,
        resolveFilter: storedReports.resolveFilter,
        findReport: storedReports.findFor,
        liveCalls: async (scope) => Object.values((await liveStore.read(scope))?.model.live.calls ?? {}),
        now,
      }),
      composeCallBackRoutes({
        access,
        client,
        table: boardsTable,
        audit,
        now,
        findConfig: directory.findConfig,
        unreturned: createUnreturnedCalls({ ...engine, now }),
      }),
      composeSavedReportRoutes({
        access,
        client,
        table: reportsTable,
        filters,
        findConfig: directory.findConfig,
        schedules,
        audit,
        log,
        now,
      }),
      composeExportRoutes(env, {
        access,
        client,
        clients,
        audit,
        log,
        now,
        findConfig: directory.findConfig,
        openRows: createOpenRows(engine),
        resolveFilter: storedReports.resolveFilter,
      }),
      composeSchedulesRoutes(env, { access, clients, directory, audit, log, now }),
      composeMailRoutes({ access, client, table: reportsTable, audit, now }),
      liveRoutes({
        access,
        readSnapshot: createReadSnapshot({ store: liveStore, findConfig: directory.findConfig, now }),
        showBoard,
        connections: createConnectionStore({ client, table: requireVariable(env, variables.connectionsTable) }),
        bring: composeFigures(env, { client, findConfig: directory.findConfig, now, log }).bring,
        now,
      }),
      composeBoardMediaRoutes(env, { access, audit }),
      composeBoardsRoutes({
        access,
        client,
        table: boardsTable,
        audit,
        log,
        now,
        showBoard,
        valueNames: createValueNames({ client, table: boardsTable }),
        otherFilterUses: async (scope, who) =>
          (await Promise.all([storedReports.filterUses(scope, who), schedules.filterUses(scope, who)])).flat(),
      }),
      composeBoardValueRoutes(env, { access, audit, log }),
      composeScreensRoutes(env, {
        access,
        client,
        audit,
        log,
        now,
        findSite: directory.findSite,
        findBoard: async (scope, principal, board) => (await showBoard(scope, principal, board, null)).shown,
      }),
      timeMachineRoutes({ access, readPast: composeTimeMachine(env, { client, s3: clients.s3(), directory, showBoard, now }), now }),
      auditRoutes({ access, reader: createAuditReader({ client, table: auditTable }), findCustomer: store.findCustomer }),
      callControl.routes,
      composeEdgeAgentRoutes(env, { access, client, sts: clients.sts(), audit, log, now, onRevoked: callControl.throwOut }),
    ],
  });
  return { app, log, metrics };
};
