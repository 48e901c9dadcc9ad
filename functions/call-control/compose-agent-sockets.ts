import { createAgentKeyStore } from '../edge-agents/agent-keys.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { createLog } from '../runtime/log.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { createAgentSockets } from './agent-sockets.ts';
import { createAuthorizeAgent } from './authorize-agent.ts';
import { createCommandStore, createLinkStore } from './command-store.ts';
import { keyKeptMs } from './constants.ts';
import { createHandleAgentMessage } from './handle-agent-message.ts';

/** Everything the four handlers of the agents' sockets need, from one environment; each takes what its own has. */
export const composeAgentSockets = (env: Environment) => {
  const clients = createAwsClients(env);
  const client = clients.dynamo();
  const now = Date.now;
  const log = createLog('call-control', env);
  const metrics = createMetrics('call-control', env);
  const keys = () => createAgentKeyStore({ client, table: requireVariable(env, variables.directoryTable), now, cacheMs: keyKeptMs });
  const table = () => requireVariable(env, variables.commandsTable);
  const sockets = () => createAgentSockets(clients.sockets(requireVariable(env, variables.agentWsEndpoint)));
  const once = <T>(make: () => T): (() => T) => {
    let made: { readonly value: T } | null = null;
    return () => {
      made ??= { value: make() };
      return made.value;
    };
  };
  return {
    log,
    metrics,
    now,
    authorize: once(() => createAuthorizeAgent({ keys: keys(), now, log })),
    links: once(() => createLinkStore({ client, table: table() })),
    sockets: once(sockets),
    handleMessage: once(() =>
      createHandleAgentMessage({
        store: createCommandStore({ client, table: table() }),
        links: createLinkStore({ client, table: table() }),
        keys: keys(),
        sockets: sockets(),
        metrics,
        log,
        now,
      }),
    ),
  };
};
