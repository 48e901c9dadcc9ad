import { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';

const sessionSeconds = 3_600;

/**
 * Puts objects into buckets of customers, in any region, as the one role that their policies let in: worker and API, which only tries, come as the
 * same principal.
 */
export const createDeliveryClient = (deps: {
  readonly sts: Pick<STSClient, 'send'>;
  readonly roleArn: string;
  /** An own endpoint has no wildcard host names, and no other regions. */
  readonly isLocal: boolean;
}): S3Client =>
  new S3Client({
    followRegionRedirects: !deps.isLocal,
    forcePathStyle: deps.isLocal,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000 },
    // The client keeps them until they expire.
    credentials: async () => {
      const { Credentials } = await deps.sts.send(
        new AssumeRoleCommand({ RoleArn: deps.roleArn, RoleSessionName: 'trunkline-delivery', DurationSeconds: sessionSeconds }),
      );
      const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
      if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined || Expiration === undefined)
        throw new Error(`STS gave incomplete credentials for ${deps.roleArn}`);
      return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken, expiration: Expiration };
    },
  });
