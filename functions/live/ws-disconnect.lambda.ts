import { z } from 'zod';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { composeSockets } from './compose-sockets.ts';

const compose = perEnvironment(composeSockets);
const eventSchema = z.object({ requestContext: z.object({ connectionId: z.string() }) });

/** `$disconnect`: forgets the connection and its subscriptions. */
export const handler = lambdaStack<unknown, { readonly statusCode: number }>(compose, async (event) => {
  await compose().connections.forget(eventSchema.parse(event).requestContext.connectionId);
  return { statusCode: 200 };
});
