import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { openAwsEmulators } from '../aws-emulators.ts';
import { localRegion } from '../local-environment.ts';
import type { MailStore } from '../ses/mail-store.ts';

/** Where a suite runs. */
export interface Target {
  readonly dynamo: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
  readonly kinesis: KinesisClient;
  readonly s3: S3Client;
  /** Makes addresses of uploads: without a checksum of the body that is not there yet. */
  readonly s3Links: S3Client;
  readonly scheduler: SchedulerClient;
  readonly ses: SESv2Client;
  readonly sqs: SQSClient;
  readonly ssm: SSMClient;
  readonly sts: STSClient;
  /** Where pages come from that may use signed addresses; null when the suite runs elsewhere. */
  readonly webOrigin: string | null;
  /** A Kinesis client with other credentials. */
  kinesisWith(credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }): KinesisClient;
  /** Our own emulators: the clock can be moved, sweeping asked for, and mails looked at. Null when the suite runs elsewhere. */
  readonly own: { advance(ms: number): void; sweep(): Promise<void>; readonly mails: MailStore } | null;
  /** Makes names of this run unlike those of others. */
  readonly run: string;
  close(): Promise<void>;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export const clientsOf = (endpoint: string | undefined, credentials: Credentials | undefined) => {
  const common = {
    ...(endpoint === undefined ? {} : { endpoint, region: localRegion }),
    ...(credentials === undefined ? {} : { credentials }),
  };
  return {
    dynamo: new DynamoDBClient({ ...common, maxAttempts: 1 }),
    streams: new DynamoDBStreamsClient({ ...common, maxAttempts: 1 }),
    kinesis: new KinesisClient({ ...common, maxAttempts: 1, requestHandler: new NodeHttpHandler() }),
    s3: new S3Client({ ...common, maxAttempts: 1, forcePathStyle: true }),
    s3Links: new S3Client({ ...common, forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' }),
    scheduler: new SchedulerClient({ ...common, maxAttempts: 1 }),
    ses: new SESv2Client({ ...common, maxAttempts: 1 }),
    sqs: new SQSClient({ ...common, maxAttempts: 1 }),
    ssm: new SSMClient({ ...common, maxAttempts: 1 }),
    sts: new STSClient({ ...common, maxAttempts: 1 }),
    kinesisWith: (other: Credentials & { sessionToken?: string }) =>
      new KinesisClient({ ...common, credentials: other, maxAttempts: 1, requestHandler: new NodeHttpHandler() }),
  };
};

const elsewhere = (run: string): Target => ({
  ...clientsOf(undefined, undefined),
  webOrigin: null,
  own: null,
  run,
  close: async () => undefined,
});

/**
 * Our emulators on a fresh folder, or, with `TRUNKLINE_CONFORMANCE=environment`, whatever `AWS_ENDPOINT_URL_*` and the AWS
 * credentials of the environment point at.
 */
export const openTarget = async (): Promise<Target> => {
  const run = `c${Date.now().toString(36)}`;
  if (process.env.TRUNKLINE_CONFORMANCE === 'environment') return elsewhere(run);
  const dataDir = await mkdtemp(join(tmpdir(), 'trunkline-conformance-'));
  let ahead = 0;
  const webOrigin = 'https://boards.example';
  const emulators = await openAwsEmulators({ dataDir, sync: false, now: () => Date.now() + ahead, log: console.error, webOrigin });
  const endpoint = await emulators.listen(0, async (_req, res) => void res.writeHead(404).end());
  const clients = clientsOf(endpoint, emulators.credentials);
  return {
    ...clients,
    webOrigin,
    run,
    own: {
      advance: (ms) => {
        ahead += ms;
      },
      sweep: () => emulators.dynamo.sweep(),
      mails: emulators.mails,
    },
    close: async () => {
      const { dynamo, streams, kinesis, s3, s3Links, scheduler, ses, sqs, ssm, sts } = clients;
      for (const client of [dynamo, streams, kinesis, s3, s3Links, scheduler, ses, sqs, ssm, sts]) client.destroy();
      await emulators.hangUp();
      await emulators.close();
      await rm(dataDir, { recursive: true });
    },
  };
};
