import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { unfinishedTag } from '../../functions/board-media/constants.ts';
import type { CapabilityFunction } from '../shared/capability-function.ts';

export interface BoardMediaProps {
  readonly key: IKey;
  readonly accessLogs: IBucket;
  /** Whose pages may upload and load. */
  readonly webOrigin: string;
}

/** Pictures, sounds and videos of boards. Browsers reach the bucket by signed addresses only. */
export class BoardMedia extends Construct {
  readonly bucket: Bucket;
  readonly environment: Record<string, string>;
  readonly #key: IKey;

  constructor(scope: Construct, id: string, props: BoardMediaProps) {
    super(scope, id);
    this.#key = props.key;
    // Without versions: what a customer deletes must be gone.
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.KMS,
      encryptionKey: props.key,
      bucketKeyEnabled: true,
      serverAccessLogsBucket: props.accessLogs,
      serverAccessLogsPrefix: 'board-media/',
      cors: [
        {
          allowedOrigins: [props.webOrigin],
          allowedMethods: [HttpMethods.GET, HttpMethods.HEAD, HttpMethods.PUT],
          allowedHeaders: ['content-type', 'if-none-match', 'x-amz-tagging', 'range'],
          exposedHeaders: ['etag', 'content-length', 'content-range'],
          maxAge: 3_600,
        },
      ],
      lifecycleRules: [
        { tagFilters: { [unfinishedTag.key]: unfinishedTag.value }, expiration: Duration.days(1) },
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    this.environment = { TRUNKLINE_MEDIA_BUCKET: this.bucket.bucketName };
  }

  /** Lets a function read pictures, for the logo of reports. */
  readBy(reader: CapabilityFunction): void {
    reader.addToRolePolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: [this.bucket.arnForObjects('*')] }));
    this.#key.grantDecrypt(reader);
  }

  /** Lets a function sign addresses, look at what was uploaded, and delete it. */
  changedBy(writer: CapabilityFunction): void {
    writer.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:PutObjectTagging', 's3:DeleteObjectTagging'],
        resources: [this.bucket.arnForObjects('*')],
      }),
    );
    // Without it, S3 answers 403 for an object that is not there yet, instead of 404.
    writer.addToRolePolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }));
    this.#key.grantEncryptDecrypt(writer);
  }
}
