import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Audit } from '../audit/audit.ts';
import type { Monitoring } from '../monitoring/monitoring.ts';
import { CapabilityFunction } from '../shared/capability-function.ts';
import { createCapabilityTable } from '../shared/capability-table.ts';
import { createDeadLetterQueue } from '../shared/dead-letter-queue.ts';
import { feedFromOutbox } from '../shared/outbox-source.ts';

/** Resellers, customers, sites, people, agents' keys and site configuration. */
export class Tenants extends Construct {
  readonly directory: Table;
  readonly #audit: Audit;

  constructor(scope: Construct, id: string, props: { readonly key: IKey; readonly audit: Audit }) {
    super(scope, id);
    this.#audit = props.audit;
    this.directory = createCapabilityTable(this, 'Directory', { key: props.key });
  }

  /** Keeps site configurations up to date with the device lists that PBXs report. */
  importFrom(engineTable: Table, key: IKey, monitoring: Monitoring): void {
    const deadLetters = createDeadLetterQueue(this, 'DeadLetters', key);
    const importDirectory = new CapabilityFunction(this, 'ImportDirectory', {
      entry: 'tenants/import-directory.lambda.ts',
      environment: {
        TRUNKLINE_DIRECTORY_TABLE: this.directory.tableName,
        TRUNKLINE_AUDIT_TABLE: this.#audit.table.tableName,
        TRUNKLINE_ENGINE_TABLE: engineTable.tableName,
      },
    });
    this.directory.grantReadWriteData(importDirectory);
    this.#audit.grantAdd(importDirectory);
    engineTable.grantReadData(importDirectory);
    feedFromOutbox(importDirectory, engineTable, deadLetters);
    monitoring.alarm({
      runbook: 'directory-import-gave-up-on-a-record',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
      threshold: 1,
      evaluationPeriods: 1,
      what: 'A device list of a PBX was not imported.',
    });
  }
}
