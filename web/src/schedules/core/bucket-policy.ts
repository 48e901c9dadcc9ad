/** Where files of a site go, below the bucket: `bakery/harbour/calls/daily/`. What is ours comes first, so that nobody else's folder leads there. */
export const bucketFolder = (prefix: string, folder: string): string =>
  `${[...folder.split('/'), ...prefix.split('/')].filter((part) => part.trim() !== '').join('/')}/`;

/** The least that a bucket's policy has to allow: putting objects below one folder, giving them to its owner, and dropping what was begun. */
export const bucketPolicy = (principal: string, bucket: string, folder: string): string =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'TrunklineReports',
          Effect: 'Allow',
          Principal: { AWS: principal },
          Action: ['s3:PutObject', 's3:PutObjectAcl', 's3:AbortMultipartUpload'],
          Resource: `arn:aws:s3:::${bucket}/${folder}*`,
        },
      ],
    },
    null,
    2,
  );
