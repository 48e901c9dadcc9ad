import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership, StorageClass } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { checkpointsKeptDays, rejectedKeptSeconds, streamKeptSeconds } from '../../functions/call-engine/constants.ts';

/** The way in: the stream that agents write signed batches to, and the archive that keeps each verified batch unchanged. */
export class CallEvents extends Construct {
  readonly stream: Stream;
  readonly archive: Bucket;
  readonly accessLogs: Bucket;

  constructor(scope: Construct, id: string, props: { readonly key: IKey }) {
    super(scope, id);
    this.stream = new Stream(this, 'Stream', {
      streamMode: StreamMode.ON_DEMAND,
      retentionPeriod: Duration.seconds(streamKeptSeconds),
      encryption: StreamEncryption.KMS,
      encryptionKey: props.key,
    });
    const common = { blockPublicAccess: BlockPublicAccess.BLOCK_ALL, enforceSSL: true, removalPolicy: RemovalPolicy.RETAIN };
    // CloudFront and S3 deliver logs by access control list, so this one bucket must accept them.
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...common,
      objectOwnership: ObjectOwnership.OBJECT_WRITER,
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(400) }],
    });
    this.archive = new Bucket(this, 'Archive', {
      ...common,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.KMS,
      encryptionKey: props.key,
      bucketKeyEnabled: true,
      versioned: true,
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: 'archive/',
      lifecycleRules: [
        {
          transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) }],
          abortIncompleteMultipartUploadAfter: Duration.days(2),
        },
        // In a bucket with versions what expires becomes a former version, which must end too.
        { prefix: 'rejected/', expiration: Duration.seconds(rejectedKeptSeconds), noncurrentVersionExpiration: Duration.days(1) },
        { prefix: 'checkpoints/', expiration: Duration.days(checkpointsKeptDays), noncurrentVersionExpiration: Duration.days(1) },
      ],
    });
  }
}
