import { createReadOutbox } from '../call-engine/events.ts';
import { createIdentity, type Identity } from '../identity/principal.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { createLog } from '../runtime/log.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { createScreenIdentity } from '../screens/screen-identity.ts';
import { createSiteDirectory } from '../tenants/site-configs.ts';
import { createAuthorize } from './authorize.ts';
import { composeBoards } from './compose-boards.ts';
import { composeFigures } from './compose-figures.ts';
import { createConnectionStore } from './connection-store.ts';
import { createHandleMessage } from './handle-message.ts';
import { createLiveStore } from './live-store.ts';
import { createReadSnapshot } from './snapshot.ts';
import { createSockets } from './sockets.ts';

/** Everything the four socket handlers need, from one environment. */
export const composeSockets = (env: Environment) => {
  const clients = createAwsClients(env);
  const client = clients.dynamo();
  const now = Date.now;
  const log = createLog('sockets', env);
  const directory = createSiteDirectory({ client, table: requireVariable(env, variables.directoryTable), now });
  const store = createLiveStore({ client, table: requireVariable(env, variables.liveTable) });
  const connections = createConnectionStore({ client, table: requireVariable(env, variables.connectionsTable) });
  // The management endpoint exists only once the API does, figures read more tables, and connecting asks nobody who they are: each handler
  // must start without what the others need.
  let known: Identity | null = null;
  const identity = (): Identity => {
    const screens = createScreenIdentity({ client, table: requireVariable(env, variables.boardsTable), now });
    // Whoever was put out because of other rights connects at once, and is to find those.
    known ??= createIdentity(env, { client, findSite: directory.findSite, now, rightsKeptMs: 0, kinds: [screens] });
    return known;
  };
  let handle: ReturnType<typeof createHandleMessage> | null = null;
  const composeHandle = (): ReturnType<typeof createHandleMessage> =>
    createHandleMessage({
      ...identity(),
      ...composeBoards({ client, table: requireVariable(env, variables.boardsTable), findConfig: directory.findConfig }),
      connections,
      sockets: createSockets(clients.sockets(requireVariable(env, variables.wsEndpoint))),
      store,
      readOutbox: createReadOutbox({ client, table: requireVariable(env, variables.engineTable) }),
      readSnapshot: createReadSnapshot({ store, findConfig: directory.findConfig, now }),
      bring: composeFigures(env, { client, findConfig: directory.findConfig, now, log }).bring,
      now,
      log,
    });
  return {
    log,
    metrics: createMetrics('sockets', env),
    now,
    connections,
    authorize: createAuthorize((credentials) => identity().authenticate(credentials)),
    handleMessage: (connectionId: string, text: string): Promise<void> => {
      handle ??= composeHandle();
      return handle(connectionId, text);
    },
  };
};
