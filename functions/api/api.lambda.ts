import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import { handle } from 'hono/aws-lambda';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { composeApi } from './compose-api.ts';

const compose = perEnvironment((env) => {
  const api = composeApi(env);
  return { ...api, handle: handle(api.app) };
});

/** HTTP API (payload format 2.0). */
export const handler = lambdaStack<APIGatewayProxyEventV2, APIGatewayProxyResultV2>(compose, (event) => compose().handle(event));
