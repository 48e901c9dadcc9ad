import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { exportTag } from '../../functions/jobs/constants.ts';

export interface ExportsBucketProps {
  readonly key: IKey;
  readonly accessLogs: IBucket;
}

/**
 * Files of exports for a week and of scheduled runs for three months, each with a day to spare; without versions, so that what ages is gone. Keys
 * begin with the tenant, and a rule knows no pattern: what goes after a week says so by a tag.
 */
export const createExportsBucket = (scope: Construct, { key, accessLogs }: ExportsBucketProps): Bucket =>
  new Bucket(scope, 'Files', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.RETAIN,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    serverAccessLogsBucket: accessLogs,
    serverAccessLogsPrefix: 'exports/',
    lifecycleRules: [
      { tagFilters: { [exportTag.key]: exportTag.value }, expiration: Duration.days(8) },
      { expiration: Duration.days(93) },
      { abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
  });
