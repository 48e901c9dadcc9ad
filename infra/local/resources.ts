import type { Json } from './aws-wire/json.ts';
import type { DynamoEngine } from './dynamodb/engine.ts';
import type { Streams } from './kinesis/streams.ts';
import type { BucketStore } from './s3/bucket-store.ts';
import type { Schedules } from './scheduler/schedules.ts';
import { parseQueueFacts } from './sqs/queue-model.ts';
import type { Queues } from './sqs/queues.ts';

/** Names of what the stack creates. */
export const resources = {
  engineTable: 'trunkline-engine',
  historyTable: 'trunkline-history',
  liveTable: 'trunkline-live',
  directoryTable: 'trunkline-directory',
  auditTable: 'trunkline-audit',
  connectionsTable: 'trunkline-connections',
  boardsTable: 'trunkline-boards',
  commandsTable: 'trunkline-commands',
  mediaBucket: 'trunkline-media',
  lakeTable: 'trunkline-lake',
  lakeBucket: 'trunkline-lake',
  reportsTable: 'trunkline-reports',
  exportsBucket: 'trunkline-exports',
  eventsBucket: 'trunkline-events',
  /** Stands for a bucket of a customer's own. */
  demoBucket: 'demo-reports',
  eventsStream: 'trunkline-events',
  jobsQueue: 'trunkline-jobs',
  jobsDeadLetters: 'trunkline-jobs-dead-letters',
  schedulerGroup: 'trunkline',
  mailConfigurationSet: 'trunkline-mail',
} as const;

const tables = [
  { name: resources.engineTable, stream: true },
  { name: resources.historyTable, stream: false },
  { name: resources.liveTable, stream: false },
  { name: resources.directoryTable, stream: false },
  { name: resources.auditTable, stream: false },
  { name: resources.boardsTable, stream: true },
  { name: resources.commandsTable, stream: false },
  { name: resources.reportsTable, stream: false },
  { name: resources.lakeTable, stream: false },
  { name: resources.connectionsTable, stream: false },
];

const tableParams = (name: string, stream: boolean): Json => ({
  TableName: name,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  ...(stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } } : {}),
});

const exists = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && String(error.code).endsWith(code);

const ignoring = async (code: string, run: () => Promise<unknown> | unknown): Promise<void> => {
  try {
    await run();
  } catch (error) {
    if (!exists(error, code)) throw error;
  }
};

/** Three tries, as in AWS; a fourteenth day in the dead letters is the service's most. */
const jobsRedrive = JSON.stringify({ deadLetterTargetArn: `arn:aws:sqs:::${resources.jobsDeadLetters}`, maxReceiveCount: 3 });

/** Creates tables, stream, buckets, queues and the group of schedules that are not there yet. */
export const createResources = async (
  made: {
    readonly dynamo: DynamoEngine;
    readonly streams: Streams;
    readonly buckets: BucketStore;
    readonly queues: Queues;
    readonly schedules: Schedules;
  },
  shards: number,
): Promise<void> => {
  const { dynamo, streams, buckets, queues, schedules } = made;
  for (const { name, stream } of tables) {
    await ignoring('ResourceInUseException', () => dynamo.call('CreateTable', tableParams(name, stream)));
    await dynamo.tableReady(name);
    await ignoring('ValidationException', () =>
      dynamo.call('UpdateTimeToLive', { TableName: name, TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } }),
    );
  }
  if (!streams.names().includes(resources.eventsStream)) await streams.create(resources.eventsStream, shards, true);
  for (const bucket of [resources.eventsBucket, resources.lakeBucket, resources.mediaBucket, resources.exportsBucket, resources.demoBucket])
    await ignoring('BucketAlreadyOwnedByYou', () => buckets.createBucket(bucket));
  for (const [name, attributes] of [
    [resources.jobsDeadLetters, { MessageRetentionPeriod: '1209600' }],
    [resources.jobsQueue, { RedrivePolicy: jobsRedrive, VisibilityTimeout: '900' }],
  ] as const)
    if (!queues.has(name)) await queues.create(parseQueueFacts(name, attributes, Date.now()));
  if (!schedules.hasGroup(resources.schedulerGroup)) await schedules.createGroup(resources.schedulerGroup);
};
