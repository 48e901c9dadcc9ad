import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Monitoring } from '../monitoring/monitoring.ts';
import { CapabilityFunction } from '../shared/capability-function.ts';
import { createCapabilityTable } from '../shared/capability-table.ts';
import { createDeadLetterQueue } from '../shared/dead-letter-queue.ts';
import { feedFromOutbox } from '../shared/outbox-source.ts';

/** Segments, calls, status rows, gaps and anomalies, by site and day. */
export class CallHistory extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, props: { readonly key: IKey; readonly engineTable: Table; readonly monitoring: Monitoring }) {
    super(scope, id);
    this.table = createCapabilityTable(this, 'Table', { key: props.key });
    const deadLetters = createDeadLetterQueue(this, 'DeadLetters', props.key);
    const project = new CapabilityFunction(this, 'Project', {
      entry: 'call-history/project.lambda.ts',
      memoryMiB: 1024,
      timeout: Duration.minutes(1),
      environment: { TRUNKLINE_HISTORY_TABLE: this.table.tableName, TRUNKLINE_ENGINE_TABLE: props.engineTable.tableName },
    });
    this.table.grantReadWriteData(project);
    props.engineTable.grantReadData(project);
    feedFromOutbox(project, props.engineTable, deadLetters);
    props.monitoring.alarm({
      runbook: 'history-is-behind',
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'IteratorAge',
        dimensionsMap: { FunctionName: project.functionName },
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      threshold: 60_000,
      what: 'Call lists are more than a minute behind.',
    });
    props.monitoring.alarm({
      runbook: 'history-gave-up-on-a-record',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      threshold: 1,
      evaluationPeriods: 1,
      what: 'Rows of calls were not written.',
    });
  }
}
