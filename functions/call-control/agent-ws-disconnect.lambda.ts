import { z } from 'zod';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { agentContextSchema } from './authorize-agent.ts';
import { composeAgentSockets } from './compose-agent-sockets.ts';

const compose = perEnvironment(composeAgentSockets);
const eventSchema = z.object({ requestContext: z.object({ connectionId: z.string(), authorizer: agentContextSchema }) });

/** The agents' `$disconnect`: forgets the connection, unless a newer one is there. */
export const handler = lambdaStack<unknown, { readonly statusCode: number }>(compose, async (event) => {
  const { connectionId, authorizer } = eventSchema.parse(event).requestContext;
  await compose().links().forget(authorizer, { agent: authorizer.agent, connectionId });
  return { statusCode: 200 };
});
