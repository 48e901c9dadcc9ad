import { createReadStream } from 'node:fs';
import type { PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { RunFailure } from './run-failure.ts';
import type { Place } from './types.ts';

/** Puts a file into a bucket of the customer. @returns its key. @throws RunFailure for what the customer has to put right */
export type PutInBucket = (
  place: Place,
  to: { readonly bucket: string; readonly prefix: string },
  file: { readonly run: string; readonly name: string; readonly path: string },
) => Promise<string>;

/**
 * Customer and site are in every key, so that a bucket's policy can say whose files it takes: nobody else's schedule, who may know the name of
 * the bucket, can then write there.
 */
export const customerKey = ({ tenant, site }: Place, prefix: string, run: string, name: string): string =>
  [...prefix.split('/').filter((part) => part !== ''), tenant, site, run, name].join('/');

const putParams = (bucket: string, key: string): Omit<PutObjectCommandInput, 'Body'> => ({
  Bucket: bucket,
  Key: key,
  // Without it the file would stay ours in a bucket that still has ACLs.
  ACL: 'bucket-owner-full-control',
});

const words: Readonly<Record<string, string>> = {
  NoSuchBucket: 'there is no such bucket',
  AccessDenied: 'the bucket does not let us put objects in: its policy must allow s3:PutObject and s3:PutObjectAcl for this folder',
  AllAccessDisabled: 'the bucket is switched off',
  InvalidBucketName: 'this is no name of a bucket',
  AccessControlListNotSupported: 'the bucket refuses the access list that gives the file to you',
  'KMS.DisabledException': 'its encryption key is switched off',
  KMSAccessDeniedException: 'its encryption key does not let us use it',
};

export const createPutInBucket = (deps: { readonly s3: S3Client; readonly ownBuckets: readonly string[] }): PutInBucket => {
  return async (place, { bucket, prefix }, { run, name, path }) => {
    if (deps.ownBuckets.includes(bucket)) throw new RunFailure(`The bucket "${bucket}" is not one of yours.`);
    const key = customerKey(place, prefix, run, name);
    try {
      await new Upload({ client: deps.s3, params: { ...putParams(bucket, key), Body: createReadStream(path) } }).done();
      return key;
    } catch (error) {
      const known = error instanceof Error ? words[error.name] : undefined;
      if (known === undefined) throw error;
      throw new RunFailure(`The files could not be put into the bucket "${bucket}": ${known}.`, { cause: error });
    }
  };
};
