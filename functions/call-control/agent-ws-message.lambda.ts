import { z } from 'zod';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { agentContextSchema } from './authorize-agent.ts';
import { composeAgentSockets } from './compose-agent-sockets.ts';

const compose = perEnvironment(composeAgentSockets);
const eventSchema = z.object({
  requestContext: z.object({ connectionId: z.string(), authorizer: agentContextSchema }),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().optional(),
});

/** The agents' `$default`: an answer, a ping, or what the PBX offers. */
export const handler = lambdaStack<unknown, { readonly statusCode: number }>(compose, async (event) => {
  const { requestContext, body, isBase64Encoded } = eventSchema.parse(event);
  const text = isBase64Encoded === true ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
  const { connectionId, authorizer } = requestContext;
  await compose().handleMessage()({ ...authorizer, connectionId }, text);
  return { statusCode: 200 };
});
