import { AwsError } from '../aws-wire/aws-error.ts';
import { createJsonService, type HttpHandler, type JsonServiceParams } from '../aws-wire/json-service.ts';
import type { DynamoEngine } from './engine.ts';

/** DynamoDB's own limit on a request. */
const maxBody = 16 * 1024 * 1024;

/** DynamoDB and DynamoDB Streams over HTTP. Session credentials are refused: they are only ever for the event streams. */
export const createDynamoService = (params: Pick<JsonServiceParams, 'verify' | 'log'> & { readonly engine: DynamoEngine }): HttpHandler =>
  createJsonService({
    contentType: 'application/x-amz-json-1.0',
    maxBody,
    verify: params.verify,
    log: params.log,
    call: (operation, input, session) => {
      if (session !== null && session.policy !== null)
        throw new AwsError('AccessDeniedException', `${session.roleArn} may not call dynamodb:${operation}`);
      return params.engine.call(operation, input);
    },
  });
