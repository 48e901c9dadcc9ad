import { z } from 'zod';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { composeSockets } from './compose-sockets.ts';

const compose = perEnvironment(composeSockets);
const eventSchema = z.object({
  requestContext: z.object({ connectionId: z.string() }),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().optional(),
});

/** `$default`: one message of a client, answered through the management endpoint. */
export const handler = lambdaStack<unknown, { readonly statusCode: number }>(compose, async (event) => {
  const { requestContext, body, isBase64Encoded } = eventSchema.parse(event);
  const text = isBase64Encoded === true ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
  await compose().handleMessage(requestContext.connectionId, text);
  return { statusCode: 200 };
});
