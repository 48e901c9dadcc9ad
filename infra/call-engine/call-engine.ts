import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { StreamConsumer } from 'aws-cdk-lib/aws-kinesis';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisConsumerEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { batchesDeclaredLostMetric, ingestService, recordsRejectedMetric } from '../../functions/call-engine/constants.ts';
import { metricNamespace } from '../../functions/runtime/constants.ts';
import type { CallEvents } from '../call-events/call-events.ts';
import type { Monitoring } from '../monitoring/monitoring.ts';
import { CapabilityFunction } from '../shared/capability-function.ts';
import { createCapabilityTable } from '../shared/capability-table.ts';
import { createDeadLetterQueue } from '../shared/dead-letter-queue.ts';

export interface CallEngineProps {
  readonly key: IKey;
  readonly events: CallEvents;
  readonly directory: Table;
  readonly monitoring: Monitoring;
}

/** Folds call events into site state and publishes the outbox, which every other capability lives on. */
export class CallEngine extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, props: CallEngineProps) {
    super(scope, id);
    const { events, directory, monitoring, key } = props;
    this.table = createCapabilityTable(this, 'Table', { key, stream: true });
    const deadLetters = createDeadLetterQueue(this, 'DeadLetters', key);
    const ingest = new CapabilityFunction(this, 'Ingest', {
      entry: 'call-engine/ingest.lambda.ts',
      memoryMiB: 1769,
      timeout: Duration.minutes(1),
      environment: {
        TRUNKLINE_ENGINE_TABLE: this.table.tableName,
        TRUNKLINE_DIRECTORY_TABLE: directory.tableName,
        TRUNKLINE_EVENTS_BUCKET: events.archive.bucketName,
      },
    });
    this.table.grantReadWriteData(ingest);
    directory.grantReadData(ingest);
    events.archive.grantPut(ingest);
    // HeadObject tells what an archived object already holds; S3 wants the right to read for it.
    ingest.addToRolePolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: [events.archive.arnForObjects('*')] }));

    // Enhanced fan-out: plain polling is about once a second. A batch that cannot be folded is retried for a day before it is set aside.
    const consumer = new StreamConsumer(this, 'FanOut', { stream: events.stream, streamConsumerName: 'call-engine' });
    ingest.addEventSource(
      new KinesisConsumerEventSource(consumer, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 200,
        parallelizationFactor: 1,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: -1,
        maxRecordAge: Duration.days(1),
        onFailure: new SqsDlq(deadLetters),
      }),
    );

    const minute = { period: Duration.minutes(1), statistic: 'Maximum' };
    monitoring.alarm({
      runbook: 'ingest-is-behind',
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'IteratorAge',
        dimensionsMap: { FunctionName: ingest.functionName },
        ...minute,
      }),
      threshold: 30_000,
      what: 'Call events wait more than 30 s before they are folded.',
    });
    monitoring.alarm({
      runbook: 'ingest-fails',
      metric: ingest.metricErrors({ period: Duration.minutes(1) }),
      threshold: 3,
      what: 'The ingest function fails.',
    });
    monitoring.alarm({
      runbook: 'ingest-gave-up-on-a-record',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      threshold: 1,
      evaluationPeriods: 1,
      what: 'A call event batch was set aside after a day of retries.',
    });
    monitoring.alarm({
      runbook: 'batches-are-rejected',
      metric: new Metric({
        namespace: metricNamespace,
        metricName: recordsRejectedMetric,
        dimensionsMap: { service: ingestService },
        period: Duration.minutes(5),
        statistic: 'Sum',
      }),
      threshold: 1,
      evaluationPeriods: 1,
      what: 'Batches with a bad signature, an unknown agent or unreadable content arrived.',
    });
    monitoring.alarm({
      runbook: 'numbers-were-declared-lost',
      metric: new Metric({
        namespace: metricNamespace,
        metricName: batchesDeclaredLostMetric,
        dimensionsMap: { service: ingestService },
        period: Duration.minutes(5),
        statistic: 'Sum',
      }),
      threshold: 1,
      evaluationPeriods: 1,
      what: 'A batch waited in vain for the one before it; call events of a site are missing.',
    });
  }
}
