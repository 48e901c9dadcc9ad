import type { APIGatewayAuthorizerResult } from 'aws-lambda';
import { lambdaStack } from '../runtime/lambda-stack.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { composeSockets } from './compose-sockets.ts';

const compose = perEnvironment(composeSockets);

/** REQUEST authoriser of `$connect`: the token comes in the sub-protocol header. */
export const handler = lambdaStack<unknown, APIGatewayAuthorizerResult>(compose, (event) => compose().authorize(event));
