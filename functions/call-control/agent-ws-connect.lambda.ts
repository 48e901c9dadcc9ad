import { z } from 'zod';
import { agentSocketProtocol } from '../domain/agent-command.ts';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { agentLoginSchema } from './authorize-agent.ts';
import { composeAgentSockets } from './compose-agent-sockets.ts';

const compose = perEnvironment(composeAgentSockets);
const eventSchema = z.object({
  requestContext: z.object({ connectionId: z.string(), connectedAt: z.number(), authorizer: agentLoginSchema }),
});

export interface ConnectAnswer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The agents' `$connect`, after the authoriser: this connection counts from now on, the one before is closed. A log-in counts once. */
export const handler = lambdaStack<unknown, ConnectAnswer>(compose, async (event) => {
  const { connectionId, connectedAt, authorizer } = eventSchema.parse(event).requestContext;
  const { links, sockets, log, now } = compose();
  if (!(await links().useProof(authorizer, authorizer.agent, authorizer.signedAt, now()))) {
    log.warn('log-in of an agent was used before', { tenant: authorizer.tenant, site: authorizer.site, agent: authorizer.agent });
    return { statusCode: 401 };
  }
  const before = await links().connect(authorizer, { agent: authorizer.agent, connectionId, connectedAt, heardAt: now(), offers: null });
  if (before === 'older') return { statusCode: 409 };
  if (before !== null && before.connectionId !== connectionId) await sockets().close(before.connectionId);
  return { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': agentSocketProtocol } };
});
