import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { CapabilityFunction } from '../shared/capability-function.ts';
import { createCapabilityTable } from '../shared/capability-table.ts';

/** Boards, filters, variables, external data, uploads' entries and screens of sites; templates of resellers. Its stream carries notices. */
export class Boards extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, props: { readonly key: IKey }) {
    super(scope, id);
    this.table = createCapabilityTable(this, 'Table', { key: props.key, stream: true });
  }

  readBy(...functions: readonly CapabilityFunction[]): void {
    for (const reader of functions) {
      reader.addEnvironment('TRUNKLINE_BOARDS_TABLE', this.table.tableName);
      this.table.grantReadData(reader);
    }
  }

  changedBy(...functions: readonly CapabilityFunction[]): void {
    for (const writer of functions) {
      writer.addEnvironment('TRUNKLINE_BOARDS_TABLE', this.table.tableName);
      this.table.grantReadWriteData(writer);
    }
  }
}
