import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

export interface CapabilityTableProps {
  readonly key: IKey;
  /** Publish every new item image, for the capabilities that live on this table's outbox. */
  readonly stream?: boolean;
}

/** On-demand table with the one key shape of the product: `pk`, `sk`, ageing by `expiresAt` (epoch seconds). */
export const createCapabilityTable = (scope: Construct, id: string, props: CapabilityTableProps): Table =>
  new Table(scope, id, {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: props.key,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    timeToLiveAttribute: 'expiresAt',
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    ...(props.stream === true ? { stream: StreamViewType.NEW_IMAGE } : {}),
  });
