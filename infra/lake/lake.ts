import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { hoursBehindMetric, runEveryMinutes, runLimitMs, sealerService, sitesFailedMetric } from '../../functions/lake/constants.ts';
import { metricNamespace, variables } from '../../functions/runtime/constants.ts';
import type { Monitoring } from '../monitoring/monitoring.ts';
import { CapabilityFunction } from '../shared/capability-function.ts';
import { createCapabilityTable } from '../shared/capability-table.ts';
import { LakeCatalogue } from './lake-catalogue.ts';

export interface LakeProps {
  readonly key: IKey;
  readonly accessLogs: IBucket;
  readonly history: Table;
  readonly monitoring: Monitoring;
}

/** Calls, segments, facts and status as Parquet files: bucket, manifests, the sealer on its schedule, tables for Athena. */
export class Lake extends Construct {
  readonly bucket: Bucket;
  readonly table: Table;
  readonly #key: IKey;
  readonly #history: Table;

  constructor(scope: Construct, id: string, props: LakeProps) {
    super(scope, id);
    const { key, history, monitoring } = props;
    this.#key = key;
    this.#history = history;
    this.table = createCapabilityTable(this, 'Table', { key });
    // Without versions: what is deleted must be gone (erasure), and all of it can be made again from history.
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      serverAccessLogsBucket: props.accessLogs,
      serverAccessLogsPrefix: 'lake/',
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(2) }],
    });
    new LakeCatalogue(this, 'Catalogue', { bucket: this.bucket });

    const seal = new CapabilityFunction(this, 'Seal', {
      entry: 'lake/seal.lambda.ts',
      duckDb: true,
      memoryMiB: 1769,
      diskMiB: 2048,
      timeout: Duration.millis(runLimitMs),
      environment: {},
    });
    this.readBy(seal);
    this.table.grantReadWriteData(seal);
    key.grantEncryptDecrypt(seal);
    seal.addToRolePolicy(
      new PolicyStatement({ actions: ['s3:PutObject', 's3:DeleteObject'], resources: [this.bucket.arnForObjects('*')] }),
    );
    // A tick that fails needs no second try and no dead letter: the next one does its work.
    new Rule(this, 'Schedule', {
      schedule: Schedule.rate(Duration.minutes(runEveryMinutes)),
      targets: [new LambdaFunction(seal, { retryAttempts: 0, maxEventAge: Duration.minutes(runEveryMinutes) })],
    });

    const period = Duration.minutes(runEveryMinutes);
    const metricOf = (metricName: string, statistic: string): IMetric =>
      new Metric({ namespace: metricNamespace, metricName, dimensionsMap: { service: sealerService }, period, statistic });
    monitoring.alarm({
      runbook: 'lake-sealer-fails',
      metric: seal.metricErrors({ period }),
      threshold: 1,
      what: 'No hour of calls is written to the lake; reports get slower by the hour.',
    });
    monitoring.alarm({
      runbook: 'lake-site-fails',
      metric: metricOf(sitesFailedMetric, 'Sum'),
      threshold: 1,
      what: 'The hours of a site are not written to the lake; its reports get slower by the hour.',
    });
    monitoring.alarm({
      runbook: 'lake-is-behind',
      metric: metricOf(hoursBehindMetric, 'Maximum'),
      threshold: 1,
      evaluationPeriods: 12,
      what: 'More hours change than the sealer writes, for an hour now.',
    });
  }

  /** Lets a function read lake and history, and tells it where they are. */
  readBy(reader: CapabilityFunction): void {
    reader.addEnvironment(variables.lakeTable, this.table.tableName);
    reader.addEnvironment(variables.lakeBucket, this.bucket.bucketName);
    reader.addEnvironment(variables.historyTable, this.#history.tableName);
    this.table.grantReadData(reader);
    this.#history.grantReadData(reader);
    this.#key.grantDecrypt(reader);
    reader.addToRolePolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: [this.bucket.arnForObjects('*')] }));
    // Without it, S3 answers 403 for an object that is gone, instead of 404.
    reader.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }));
  }
}
