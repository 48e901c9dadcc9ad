import type { APIGatewayAuthorizerResult } from 'aws-lambda';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { composeAgentSockets } from './compose-agent-sockets.ts';

const compose = perEnvironment(composeAgentSockets);

/** REQUEST authoriser of the agents' `$connect`: the signature comes in the sub-protocol header. */
export const handler = lambdaStack<unknown, APIGatewayAuthorizerResult>(compose, (event) => compose().authorize()(event));
