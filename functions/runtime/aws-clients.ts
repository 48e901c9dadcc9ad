import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from './env.ts';

const sockets = 200;
const handler = (requestTimeout: number, keepAlive = true) => ({
  connectionTimeout: 2_000,
  requestTimeout,
  httpAgent: { keepAlive, maxSockets: sockets },
  httpsAgent: { keepAlive, maxSockets: sockets },
});

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** AWS clients of one composition, each made on first use and kept. Endpoints come from `AWS_ENDPOINT_URL_<SERVICE>`, which the SDK reads itself. */
export interface AwsClients {
  readonly dynamo: () => DynamoDBDocumentClient;
  readonly s3: () => S3Client;
  /** Makes addresses for browsers: a checksum of a body that is not there yet must not be part of them. */
  readonly s3Links: () => S3Client;
  readonly ssm: () => SSMClient;
  readonly sts: () => STSClient;
  readonly sqs: () => SQSClient;
  readonly scheduler: () => SchedulerClient;
  /** Carries whole mails with their attachments, so it may take longer than the others. */
  readonly ses: () => SESv2Client;
  /** Pushes to sockets of the WebSocket API at `endpoint`. */
  readonly sockets: (endpoint: string) => ApiGatewayManagementApiClient;
}

export const createAwsClients = (env: Environment): AwsClients => {
  const endpoints = new Map<string, ApiGatewayManagementApiClient>();
  return {
    dynamo: once(() =>
      DynamoDBDocumentClient.from(new DynamoDBClient({ requestHandler: handler(5_000) }), {
        marshallOptions: { removeUndefinedValues: true },
      }),
    ),
    // An own endpoint has no wildcard host names, so the bucket goes into the path.
    s3: once(() => new S3Client({ requestHandler: handler(10_000), forcePathStyle: env.AWS_ENDPOINT_URL_S3 !== undefined })),
    s3Links: once(
      () => new S3Client({ forcePathStyle: env.AWS_ENDPOINT_URL_S3 !== undefined, requestChecksumCalculation: 'WHEN_REQUIRED' }),
    ),
    ssm: once(() => new SSMClient({ requestHandler: handler(5_000) })),
    sts: once(() => new STSClient({ requestHandler: handler(5_000) })),
    sqs: once(() => new SQSClient({ requestHandler: handler(5_000) })),
    scheduler: once(() => new SchedulerClient({ requestHandler: handler(5_000) })),
    // A connection that ended while the function slept breaks at the next mail, and then nobody knows whether that was taken.
    ses: once(() => new SESv2Client({ requestHandler: handler(60_000, false) })),
    sockets: (endpoint) => {
      const kept = endpoints.get(endpoint);
      if (kept !== undefined) return kept;
      const made = new ApiGatewayManagementApiClient({ endpoint, maxAttempts: 1, requestHandler: handler(3_000) });
      endpoints.set(endpoint, made);
      return made;
    },
  };
};
