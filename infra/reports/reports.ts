import { Duration, Stack } from 'aws-cdk-lib';
import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { ArnPrincipal, type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { jobLimitMs, jobsAtOnce, jobTries } from '../../functions/jobs/constants.ts';
import { metricNamespace, variables } from '../../functions/runtime/constants.ts';
import { scheduleFailedMetric, schedulesService, scheduleUnreadableMetric } from '../../functions/schedules/constants.ts';
import type { Mail } from '../mail/mail.ts';
import type { Monitoring } from '../monitoring/monitoring.ts';
import { CapabilityFunction } from '../shared/capability-function.ts';
import { createCapabilityTable } from '../shared/capability-table.ts';
import { createDeadLetterQueue } from '../shared/dead-letter-queue.ts';
import { createExportsBucket } from './exports-bucket.ts';

export interface ReportsProps {
  readonly key: IKey;
  readonly accessLogs: IBucket;
  readonly mail: Mail;
  readonly monitoring: Monitoring;
  /** What the API's functions are told too. */
  readonly environment: Record<string, string>;
}

const groupName = 'trunkline';

const roleOf = ({ role, node }: CapabilityFunction): IRole => {
  if (role === undefined) throw new Error(`the function ${node.path} has no role`);
  return role;
};

/** Saved reports, exports and schedules: table, files, the queue of long work with its worker, and the one-time schedules that feed it. */
export class Reports extends Construct {
  readonly table: Table;
  readonly bucket: Bucket;
  readonly worker: CapabilityFunction;
  readonly sweep: CapabilityFunction;
  readonly environment: Record<string, string>;
  readonly #key: IKey;
  readonly #jobs: Queue;
  readonly #deadLetters: Queue;
  readonly #schedulerRole: Role;
  readonly #deliveryRole: Role;

  constructor(scope: Construct, id: string, props: ReportsProps) {
    super(scope, id);
    const { key } = props;
    this.#key = key;
    this.table = createCapabilityTable(this, 'Table', { key });
    this.bucket = createExportsBucket(this, props);
    this.#deadLetters = createDeadLetterQueue(this, 'DeadLetters', key);
    this.#jobs = new Queue(this, 'Jobs', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      // A job may take as long as Lambda lets it; only then may another worker take it.
      visibilityTimeout: Duration.millis(jobLimitMs),
      deadLetterQueue: { queue: this.#deadLetters, maxReceiveCount: jobTries },
    });
    const group = new CfnScheduleGroup(this, 'Schedules', { name: groupName });
    this.#schedulerRole = new Role(this, 'SchedulerRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account, 'aws:SourceArn': group.attrArn } },
      }),
    });
    this.#jobs.grantSendMessages(this.#schedulerRole);
    this.environment = {
      [variables.reportsTable]: this.table.tableName,
      [variables.exportsBucket]: this.bucket.bucketName,
      [variables.jobsQueueUrl]: this.#jobs.queueUrl,
      [variables.jobsQueueArn]: this.#jobs.queueArn,
      [variables.schedulerGroup]: groupName,
      [variables.schedulerRoleArn]: this.#schedulerRole.roleArn,
    };

    const environment = { ...props.environment, ...this.environment, ...props.mail.environment };
    this.worker = new CapabilityFunction(this, 'Worker', {
      entry: 'jobs/work.lambda.ts',
      // As the function that answers questions about figures: DuckDB with two processors, and files on disk.
      duckDb: true,
      memoryMiB: 3008,
      diskMiB: 4096,
      timeout: Duration.millis(jobLimitMs),
      environment: { ...environment },
    });
    this.worker.addEventSource(new SqsEventSource(this.#jobs, { batchSize: 1, maxConcurrency: jobsAtOnce, reportBatchItemFailures: true }));
    this.changedBy(this.worker);
    props.mail.sentBy(this.worker);
    this.#deliveryRole = this.#createDeliveryRole();
    this.deliveredBy(this.worker);

    this.sweep = new CapabilityFunction(this, 'Sweep', {
      entry: 'schedules/sweep.lambda.ts',
      timeout: Duration.minutes(5),
      environment: {},
    });
    this.#scheduledBy(this.sweep);
    new Rule(this, 'SweepSchedule', {
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(this.sweep, { retryAttempts: 2, maxEventAge: Duration.minutes(30) })],
    });
    this.#watch(props.monitoring);
  }

  /** Lets a function read and write reports, exports and schedules with their files, put jobs into the queue, and set what is due. */
  changedBy(writer: CapabilityFunction): void {
    this.#scheduledBy(writer);
    writer.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject', 's3:PutObjectTagging', 's3:DeleteObject', 's3:AbortMultipartUpload'],
        resources: ['exports', 'schedules'].map((folder) => this.bucket.arnForObjects(`tenant=*/site=*/${folder}/*`)),
      }),
    );
    // Without it, S3 answers 403 for an object that is gone, instead of 404.
    writer.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }));
  }

  #scheduledBy(writer: CapabilityFunction): void {
    for (const [name, value] of Object.entries(this.environment)) writer.addEnvironment(name, value);
    this.table.grantReadWriteData(writer);
    this.#jobs.grantSendMessages(writer);
    this.#key.grantEncryptDecrypt(writer);
    writer.addToRolePolicy(
      new PolicyStatement({
        actions: ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule', 'scheduler:GetSchedule', 'scheduler:DeleteSchedule'],
        resources: [Stack.of(this).formatArn({ service: 'scheduler', resource: 'schedule', resourceName: `${groupName}/*` })],
      }),
    );
    writer.addToRolePolicy(
      new PolicyStatement({
        actions: ['iam:PassRole'],
        resources: [this.#schedulerRole.roleArn],
        conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
      }),
    );
  }

  /** Lets a function take on the role that puts objects into buckets of customers. */
  deliveredBy(deliverer: CapabilityFunction): void {
    this.deliveryToldTo(deliverer);
    if (deliverer !== this.worker)
      this.#deliveryRole.assumeRolePolicy?.addStatements(
        new PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new ArnPrincipal(roleOf(deliverer).roleArn)] }),
      );
    this.#deliveryRole.grantAssumeRole(roleOf(deliverer));
  }
  /** Tells a function which role that is. */
  deliveryToldTo(served: CapabilityFunction): void {
    served.addEnvironment(variables.deliveryRoleArn, this.#deliveryRole.roleArn);
  }

  /**
   * Customers may have reports put into a bucket of theirs, whose policy lets this role in: one principal for what is delivered and for what is tried,
   * that stays when functions are made anew. Never into a bucket of this account.
   */
  #createDeliveryRole(): Role {
    const assumedBy = new ArnPrincipal(roleOf(this.worker).roleArn);
    const role = new Role(this, 'DeliveryRole', { assumedBy, maxSessionDuration: Duration.hours(1) });
    role.addToPolicy(
      new PolicyStatement({
        // The access list that gives the object to the bucket's owner is a right of its own.
        actions: ['s3:PutObject', 's3:PutObjectAcl', 's3:AbortMultipartUpload'],
        resources: ['arn:aws:s3:::*/*'],
        conditions: { StringNotEquals: { 's3:ResourceAccount': Stack.of(this).account } },
      }),
    );
    return role;
  }

  #watch(monitoring: Monitoring): void {
    monitoring.alarm({
      runbook: 'jobs-were-given-up',
      metric: this.#deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' }),
      threshold: 1,
      evaluationPeriods: 1,
      what: 'Exports or scheduled reports were given up after three tries.',
    });
    monitoring.alarm({
      runbook: 'jobs-wait-too-long',
      metric: this.#jobs.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: 'Maximum' }),
      threshold: 30 * 60,
      what: 'An export or a scheduled report waits for more than half an hour.',
    });
    monitoring.alarm({
      runbook: 'job-worker-fails',
      metric: this.worker.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 1,
      what: 'The worker for exports and scheduled reports ends with errors.',
    });
    const ofSchedules = (metricName: string): IMetric =>
      new Metric({
        namespace: metricNamespace,
        metricName,
        dimensionsMap: { service: schedulesService },
        period: Duration.minutes(15),
        statistic: 'Sum',
      });
    monitoring.alarm({
      runbook: 'scheduled-reports-fail',
      metric: ofSchedules(scheduleFailedMetric),
      threshold: 1,
      evaluationPeriods: 1,
      what: 'A scheduled report did not reach anybody.',
    });
    monitoring.alarm({
      runbook: 'schedules-are-not-looked-after',
      metric: this.sweep.metricErrors({ period: Duration.hours(1), statistic: 'Sum' }),
      threshold: 1,
      evaluationPeriods: 2,
      what: 'Nobody notices schedules whose next run was lost.',
    });
    monitoring.alarm({
      runbook: 'schedules-cannot-be-read',
      metric: ofSchedules(scheduleUnreadableMetric),
      threshold: 1,
      evaluationPeriods: 1,
      what: 'A schedule or run is due whose row cannot be read: it does not run.',
    });
  }
}
