import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';

/** Objects of the lake bucket. */
export interface FileStore {
  /** @returns size in bytes. Never overwrites. */
  readonly put: (key: string, path: string) => Promise<number>;
  /** Replaces what `etag` names (null = nothing is there); false when something else is there by now. */
  readonly replace: (key: string, path: string, etag: string | null) => Promise<boolean>;
  /** Null when nothing is there. */
  readonly etagOf: (key: string) => Promise<string | null>;
  /** @throws LakeFileGone when it is not there. */
  readonly get: (key: string, path: string) => Promise<void>;
  readonly remove: (keys: readonly string[]) => Promise<void>;
  /** Keys and instants (epoch ms) of all objects with the prefix. */
  readonly list: (prefix: string) => Promise<readonly { readonly key: string; readonly at: number }[]>;
}

/** A file was replaced and deleted between the plan and its use. */
export class LakeFileGone extends Error {
  override readonly name = 'LakeFileGone';
  constructor(readonly key: string) {
    super(`lake file ${key} is gone: it was replaced since, plan again`);
  }
}

const named = (error: unknown, ...names: readonly string[]): boolean => error instanceof Error && names.includes(error.name);
const keysOfDelete = 1_000;

export const createFileStore = (deps: { readonly client: Pick<S3Client, 'send'>; readonly bucket: string }): FileStore => {
  const { client, bucket: Bucket } = deps;
  const upload = async (Key: string, path: string, condition: { IfMatch: string } | { IfNoneMatch: string }): Promise<number> => {
    // Whole, so that the SDK can send it again; the files of a date are some MB.
    const Body = await readFile(path);
    await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/vnd.apache.parquet', ...condition }));
    return Body.length;
  };
  return {
    put: async (key, path) => {
      try {
        return await upload(key, path, { IfNoneMatch: '*' });
      } catch (error) {
        // No other writer has this key: it is our own, and only its answer was lost.
        if (!named(error, 'PreconditionFailed')) throw error;
        return (await readFile(path)).length;
      }
    },
    replace: async (key, path, etag) => {
      try {
        await upload(key, path, etag === null ? { IfNoneMatch: '*' } : { IfMatch: etag });
        return true;
      } catch (error) {
        if (named(error, 'PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey')) return false;
        throw error;
      }
    },
    etagOf: async (Key) => {
      try {
        return (await client.send(new HeadObjectCommand({ Bucket, Key }))).ETag ?? null;
      } catch (error) {
        if (named(error, 'NotFound', 'NoSuchKey')) return null;
        throw error;
      }
    },
    get: async (Key, path) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        if (!(Body instanceof Readable)) throw new Error(`lake file ${Key} came without a body`);
        await pipeline(Body, createWriteStream(path, { mode: 0o600 }));
      } catch (error) {
        if (named(error, 'NoSuchKey')) throw new LakeFileGone(Key);
        throw error;
      }
    },
    remove: async (keys) => {
      for (let i = 0; i < keys.length; i += keysOfDelete) {
        const Objects = keys.slice(i, i + keysOfDelete).map((Key) => ({ Key }));
        const { Errors } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
        const [first] = Errors ?? [];
        if (first !== undefined) throw new Error(`lake file ${first.Key} was not deleted: ${first.Code}`);
      }
    },
    list: async (Prefix) => {
      const found: { key: string; at: number }[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket, Prefix, ...(ContinuationToken === undefined ? {} : { ContinuationToken }) }),
        );
        for (const { Key, LastModified } of page.Contents ?? [])
          if (Key !== undefined) found.push({ key: Key, at: LastModified?.getTime() ?? 0 });
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
      return found;
    },
  };
};
