import { existsSync } from 'node:fs';
import { mkdir, type open, readdir, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncDirectory } from '../files/write-file-atomic.ts';
import { pathOfKey } from './key-path.ts';
import { createKeyWalk, type KeyWalk } from './key-walk.ts';
import { factsAt, type ObjectFacts, openObject, publishObject, type StagedBody, stageBody } from './object-file.ts';
import { s3Error } from './s3-error.ts';

export interface Conditions {
  /** `*` or an ETag without quotes. */
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

export interface BucketStore {
  readonly tmpDir: string;
  readonly uploadsDir: string;
  createBucket(bucket: string): Promise<void>;
  deleteBucket(bucket: string): Promise<void>;
  buckets(): Promise<readonly string[]>;
  /** @throws AwsError NoSuchBucket */
  need(bucket: string): void;
  /** Publishes staged bytes under the key if the conditions hold at that very moment. @throws AwsError PreconditionFailed */
  put(bucket: string, staged: StagedBody, facts: ObjectFacts, conditions: Conditions): Promise<void>;
  head(bucket: string, key: string): Promise<ObjectFacts | null>;
  open(bucket: string, key: string): ReturnType<typeof openObject>;
  remove(bucket: string, key: string): Promise<void>;
  keys(bucket: string, prefix: string, after: string): KeyWalk;
}

const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

const check = (facts: ObjectFacts | null, conditions: Conditions): void => {
  const { ifMatch, ifNoneMatch } = conditions;
  if (ifNoneMatch !== undefined && facts !== null && (ifNoneMatch === '*' || ifNoneMatch === facts.etag))
    throw s3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
  if (ifMatch === undefined) return;
  if (facts === null) throw s3Error('NoSuchKey', 'The specified key does not exist.');
  if (ifMatch !== '*' && ifMatch !== facts.etag)
    throw s3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
};

/** Buckets as folders, objects as files. */
export const openBucketStore = async (dir: string, sync: boolean): Promise<BucketStore> => {
  const tmpDir = join(dir, '.tmp');
  const uploadsDir = join(dir, '.uploads');
  // Whatever a crash left there was never acknowledged.
  await rm(tmpDir, { recursive: true, force: true });
  await mkdir(tmpDir, { recursive: true });
  await mkdir(uploadsDir, { recursive: true });
  const walk = createKeyWalk();
  const busy = new Map<string, Promise<unknown>>();

  /** One writer a key at a time, so that a condition still holds when its write happens. */
  const alone = async <T>(path: string, run: () => Promise<T>): Promise<T> => {
    const before = busy.get(path) ?? Promise.resolve();
    const mine = before.then(run, run);
    busy.set(path, mine);
    try {
      return await mine;
    } finally {
      if (busy.get(path) === mine) busy.delete(path);
    }
  };
  const bucketDir = (bucket: string): string => join(dir, bucket);
  const need = (bucket: string): void => {
    if (!bucketName.test(bucket) || !existsSync(bucketDir(bucket)))
      throw s3Error('NoSuchBucket', `The specified bucket ${bucket} does not exist`);
  };
  const pathOf = (bucket: string, key: string): string => {
    need(bucket);
    return pathOfKey(bucketDir(bucket), key);
  };

  return {
    tmpDir,
    uploadsDir,
    need,
    createBucket: async (bucket) => {
      if (!bucketName.test(bucket)) throw s3Error('InvalidBucketName', `${bucket} is not a bucket name`);
      if (existsSync(bucketDir(bucket))) throw s3Error('BucketAlreadyOwnedByYou', `bucket ${bucket} exists`);
      await mkdir(bucketDir(bucket));
      if (sync) await syncDirectory(dir);
    },
    deleteBucket: async (bucket) => {
      need(bucket);
      for await (const _key of walk.keys(bucketDir(bucket), '', '')) throw s3Error('BucketNotEmpty', `bucket ${bucket} is not empty`);
      await rm(bucketDir(bucket), { recursive: true });
    },
    buckets: async () => (await readdir(dir)).filter((name) => !name.startsWith('.')).sort(),
    put: async (bucket, staged, facts, conditions) => {
      const path = pathOf(bucket, facts.key);
      try {
        await alone(path, async () => {
          if (conditions.ifMatch !== undefined || conditions.ifNoneMatch !== undefined) check(await factsAt(path), conditions);
          await publishObject(staged, path, facts, sync);
          walk.forget(dirname(path));
        });
      } catch (error) {
        await unlink(staged.path).catch(() => undefined);
        throw error;
      }
    },
    head: async (bucket, key) => factsAt(pathOf(bucket, key)),
    open: async (bucket, key) => openObject(pathOf(bucket, key)),
    remove: async (bucket, key) => {
      const path = pathOf(bucket, key);
      await alone(path, async () => {
        await rm(path, { force: true });
        walk.forget(dirname(path));
        if (sync && existsSync(dirname(path))) await syncDirectory(dirname(path));
      });
    },
    keys: (bucket, prefix, after) => {
      need(bucket);
      return walk.keys(bucketDir(bucket), prefix, after);
    },
  };
};

/** A copy of an object's bytes, staged. */
export const stageCopy = async (store: BucketStore, bucket: string, key: string): Promise<{ staged: StagedBody; facts: ObjectFacts }> => {
  const source = await store.open(bucket, key);
  if (source === null) throw s3Error('NoSuchKey', 'The specified key does not exist.');
  const { file, facts } = source;
  try {
    const staged = await stageBody(store.tmpDir, bytesOf(file, 0, facts.size));
    return { staged, facts };
  } finally {
    await file.close();
  }
};

/** Bytes `from` … `from + length` of an open object file. */
export async function* bytesOf(file: Awaited<ReturnType<typeof open>>, from: number, length: number): AsyncGenerator<Buffer> {
  let left = length;
  let at = from;
  while (left > 0) {
    const chunk = Buffer.allocUnsafe(Math.min(left, 256 * 1024));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) return;
    left -= bytesRead;
    at += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}
