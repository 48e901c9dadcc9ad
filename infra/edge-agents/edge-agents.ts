import { Duration } from 'aws-cdk-lib';
import { ArnPrincipal, type IRole, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { CallEvents } from '../call-events/call-events.ts';

/**
 * The role an enrolled agent's short-lived credentials come from: it may put records on the event stream and nothing else. Which
 * site a record belongs to is decided by its signature, because no stream policy can bind a partition to a tenant.
 */
export class EdgeAgents extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: { readonly events: CallEvents; readonly issuedBy: IRole }) {
    super(scope, id);
    this.role = new Role(this, 'UplinkRole', {
      assumedBy: new ArnPrincipal(props.issuedBy.roleArn),
      maxSessionDuration: Duration.hours(1),
    });
    this.role.addToPolicy(
      new PolicyStatement({ actions: ['kinesis:PutRecord', 'kinesis:PutRecords'], resources: [props.events.stream.streamArn] }),
    );
    props.events.stream.encryptionKey?.grantEncrypt(this.role);
  }
}
