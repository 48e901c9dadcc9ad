import { type APIGatewayProxyResult, handle, type LambdaEvent } from 'hono/aws-lambda';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { composeApi } from './compose-api.ts';

const compose = perEnvironment((env) => {
  const api = composeApi(env);
  return { ...api, handle: handle(api.app) };
});

/** HTTP API (payload format 2.0). */
export const handler = lambdaStack<LambdaEvent, APIGatewayProxyResult>(compose, (event) => compose().handle(event));
