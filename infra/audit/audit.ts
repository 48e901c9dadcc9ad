import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { createCapabilityTable } from '../shared/capability-table.ts';

/**
 * Who changed what. A table of its own, because rights end at tables: functions that change and delete elsewhere may here only add and
 * read. (No policy can forbid a put over an existing row; the code's condition does, and point-in-time recovery would show it.)
 */
export class Audit extends Construct {
  readonly table: Table;
  readonly #key: IKey;

  constructor(scope: Construct, id: string, props: { readonly key: IKey }) {
    super(scope, id);
    this.#key = props.key;
    this.table = createCapabilityTable(this, 'Log', { key: props.key });
  }

  grantAdd(to: IGrantable): void {
    this.table.grant(to, 'dynamodb:PutItem');
    this.#key.grantEncryptDecrypt(to);
  }

  grantRead(to: IGrantable): void {
    this.table.grant(to, 'dynamodb:Query');
    this.#key.grantDecrypt(to);
  }
}
