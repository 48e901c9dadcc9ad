import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createAwsServer } from './aws-wire/aws-server.ts';
import { createCredentialBook, type RootCredentials } from './aws-wire/credentials.ts';
import type { HttpHandler } from './aws-wire/json-service.ts';
import { closeServer, listen } from './aws-wire/listen.ts';
import { createSignatureVerifier, type VerifySignature } from './aws-wire/sigv4.ts';
import { createDynamoService } from './dynamodb/dynamodb-service.ts';
import { type DynamoEngine, openDynamoEngine } from './dynamodb/engine.ts';
import { openLevelStore } from './dynamodb/level-store.ts';
import { createKinesisService } from './kinesis/kinesis-service.ts';
import { openStreams, type Streams } from './kinesis/streams.ts';
import { localRegion } from './local-environment.ts';
import { resources } from './resources.ts';
import { type BucketStore, openBucketStore } from './s3/bucket-store.ts';
import { createS3Service } from './s3/s3-service.ts';
import { createSchedulerService } from './scheduler/scheduler-service.ts';
import { openSchedules, type Schedules } from './scheduler/schedules.ts';
import { openRootCredentials } from './secrets.ts';
import { type MailStore, openMailStore } from './ses/mail-store.ts';
import { createSesService } from './ses/ses-service.ts';
import { openQueues, type Queues } from './sqs/queues.ts';
import { createSqsService } from './sqs/sqs-service.ts';
import { openParameterFile } from './ssm/parameter-file.ts';
import { createSsmService } from './ssm/ssm-service.ts';
import { createStsService } from './sts/sts-service.ts';

export interface AwsEmulatorsParams {
  readonly dataDir: string;
  readonly sync: boolean;
  /** Origin whose pages may use signed addresses of S3, as a bucket's CORS rules would say. */
  readonly webOrigin?: string;
  /** Whether items of tables that have expired are deleted by themselves; yes unless told. */
  readonly sweeps?: boolean;
  readonly now: () => number;
  readonly log: (message: string, error: unknown) => void;
}

export interface AwsEmulators {
  readonly credentials: RootCredentials;
  readonly verify: VerifySignature;
  readonly dynamo: DynamoEngine;
  readonly streams: Streams;
  readonly buckets: BucketStore;
  readonly queues: Queues;
  readonly schedules: Schedules;
  /** What was sent. */
  readonly mails: MailStore;
  /** Starts answering. @returns the address of all services */
  listen(port: number, connections: HttpHandler, agentConnections?: HttpHandler): Promise<string>;
  /** Stops answering. */
  hangUp(): Promise<void>;
  /** Closes the files. */
  close(): Promise<void>;
}

const trimEveryMs = 60_000;
/** Mails that can be looked at. */
export const mailsKept = 500;

/** DynamoDB, Kinesis, S3, SQS, EventBridge Scheduler, SES, SSM and STS on one data directory. */
export const openAwsEmulators = async (params: AwsEmulatorsParams): Promise<AwsEmulators> => {
  const { dataDir, sync, now, log } = params;
  const at = (name: string): string => join(dataDir, name);
  for (const dir of ['dynamodb', 'kinesis', 's3']) await mkdir(at(dir), { recursive: true, mode: 0o700 });
  const book = createCredentialBook(await openRootCredentials(at('aws-credentials.json')));
  const verify = createSignatureVerifier(book, now);
  const dynamo = await openDynamoEngine({ path: at('dynamodb'), region: localRegion, sync, sweeps: params.sweeps ?? true, now });
  const streams = await openStreams({ dir: at('kinesis'), region: localRegion, sync, now });
  const buckets = await openBucketStore(at('s3'), sync);
  // One store, so that a schedule that is due becomes a message in one step.
  const level = await openLevelStore(at('messages'), sync);
  const queues = await openQueues(level, now);
  const schedules = await openSchedules({ level, queues, now, log: (message, error) => log(message, error) });
  const mails = await openMailStore({ level, dir: at('mail'), keep: mailsKept });
  const parameters = await openParameterFile(at('parameters.json'));
  const trimming = setInterval(() => {
    streams.trim().catch((error: unknown) => log('trimming the streams failed', error));
  }, trimEveryMs);
  trimming.unref();
  let endpoint = '';
  let hangUp = (): Promise<void> => Promise.resolve();

  return {
    credentials: book.root,
    verify,
    dynamo,
    streams,
    buckets,
    queues,
    schedules,
    mails,
    listen: async (port, connections, agentConnections = connections) => {
      const server = createAwsServer(
        {
          dynamodb: createDynamoService({ engine: dynamo, verify, log }),
          kinesis: createKinesisService({ streams, verify, log, now }),
          s3: createS3Service({ store: buckets, verify, now, sync, log, webOrigin: params.webOrigin }),
          scheduler: createSchedulerService({ schedules, verify, now, log }),
          ses: createSesService({ store: mails, configurationSets: new Set([resources.mailConfigurationSet]), verify, now, log }),
          sqs: createSqsService({ queues, verify, now, log, endpoint: () => endpoint }),
          ssm: createSsmService({ parameters, verify, now, log }),
          sts: createStsService({ book, verify, now, log }),
          connections,
          agentConnections,
        },
        log,
      );
      hangUp = () => closeServer(server);
      endpoint = `http://127.0.0.1:${await listen(server, port)}`;
      return endpoint;
    },
    hangUp: () => hangUp(),
    close: async () => {
      clearInterval(trimming);
      await schedules.stop();
      await streams.close();
      await dynamo.close();
      await level.close();
    },
  };
};
