import { createReadStream } from 'node:fs';
import { PutObjectCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { bucketKey } from './core/bucket-key.ts';
import { RunFailure } from './run-failure.ts';
import type { Place } from './types.ts';

export interface BucketPlace {
  readonly bucket: string;
  readonly prefix: string;
}
/** Puts a file into a bucket of the customer. @returns its key. @throws RunFailure for what the customer has to put right */
export type PutInBucket = (
  place: Place,
  to: BucketPlace,
  file: { readonly run: string; readonly name: string; readonly path: string },
) => Promise<string>;
/** Puts a small object where runs have their folders, always the same one. @returns what is in the way, in words; null = it is there */
export type TryBucket = (place: Place, to: BucketPlace, text: string) => Promise<{ readonly key: string; readonly fault: string | null }>;

const triedName = 'trunkline-test.txt';

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
const knownWords = (error: unknown): string | undefined => (error instanceof Error ? words[error.name] : undefined);
/** AWS answered, and said no. */
const isAnswer = (error: unknown): error is Error & { readonly $metadata: { readonly httpStatusCode: number } } =>
  error instanceof Error &&
  '$metadata' in error &&
  typeof error.$metadata === 'object' &&
  error.$metadata !== null &&
  'httpStatusCode' in error.$metadata &&
  typeof error.$metadata.httpStatusCode === 'number';
const answeredCharacters = 300;

interface Deps {
  readonly s3: S3Client;
  readonly ownBuckets: readonly string[];
}
const refused = 'it is not one of yours';

export const createPutInBucket = (deps: Deps): PutInBucket => {
  return async (place, { bucket, prefix }, { run, name, path }) => {
    if (deps.ownBuckets.includes(bucket)) throw new RunFailure(`The bucket "${bucket}" is not one of yours.`);
    const key = bucketKey(place, prefix, [run, name]);
    try {
      await new Upload({ client: deps.s3, params: { ...putParams(bucket, key), Body: createReadStream(path) } }).done();
      return key;
    } catch (error) {
      const known = knownWords(error);
      if (known === undefined) throw error;
      throw new RunFailure(`The files could not be put into the bucket "${bucket}": ${known}.`, { cause: error });
    }
  };
};

/** With the rights with which runs deliver, so that what comes of it is what will come of them. @throws what is no answer of AWS */
export const createTryBucket = (deps: Deps): TryBucket => {
  return async (place, { bucket, prefix }, text) => {
    const key = bucketKey(place, prefix, [triedName]);
    if (deps.ownBuckets.includes(bucket)) return { key, fault: refused };
    try {
      await deps.s3.send(new PutObjectCommand({ ...putParams(bucket, key), Body: text, ContentType: 'text/plain; charset=utf-8' }));
      return { key, fault: null };
    } catch (error) {
      const known = knownWords(error);
      if (known !== undefined) return { key, fault: known };
      if (!isAnswer(error)) throw error;
      return { key, fault: `AWS answered "${error.name}": ${error.message.slice(0, answeredCharacters)}` };
    }
  };
};
