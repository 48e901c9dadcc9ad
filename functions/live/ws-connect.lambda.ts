import { z } from 'zod';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { connectContextSchema } from './authorize.ts';
import { composeSockets } from './compose-sockets.ts';
import { socketProtocol } from './constants.ts';

const compose = perEnvironment(composeSockets);
const eventSchema = z.object({ requestContext: z.object({ connectionId: z.string(), authorizer: connectContextSchema }) });

export interface ConnectAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** `$connect`, after the authoriser: remembers who is connected and accepts our sub-protocol. */
export const handler = lambdaStack<unknown, ConnectAnswer>(compose, async (event) => {
  const { connectionId, authorizer } = eventSchema.parse(event).requestContext;
  const { connections, now } = compose();
  const tokenExpiresAt = authorizer.tokenExpiresAt === 0 ? null : authorizer.tokenExpiresAt;
  await connections.connect({ connectionId, subject: authorizer.principalId, tokenExpiresAt }, now());
  return { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': socketProtocol } };
});
