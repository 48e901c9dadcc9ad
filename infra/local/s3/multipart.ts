import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../files/write-file-atomic.ts';
import type { BucketStore, Conditions } from './bucket-store.ts';
import { bytesOf } from './bucket-store.ts';
import { factsAt, type ObjectFacts, openObject, publishObject, stageBody } from './object-file.ts';
import type { ReceivedBody } from './receive-body.ts';
import { s3Error } from './s3-error.ts';

/** Every part but the last has at least 5 MiB. */
const minPart = 5 * 1024 * 1024;

export interface UploadFacts {
  readonly bucket: string;
  readonly key: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface PartRef {
  readonly number: number;
  readonly etag: string;
}

/** Multipart uploads: a folder an upload, a file a part, joined on completion. */
export const createMultipart = (store: BucketStore, now: () => number, sync: boolean) => {
  const dirOf = (uploadId: string): string => {
    const dir = join(store.uploadsDir, uploadId);
    if (!/^[0-9a-f-]{36}$/.test(uploadId) || !existsSync(dir))
      throw s3Error('NoSuchUpload', 'The specified multipart upload does not exist');
    return dir;
  };
  const factsOf = async (uploadId: string): Promise<UploadFacts> =>
    JSON.parse(await readFile(join(dirOf(uploadId), 'upload.json'), 'utf8')) as UploadFacts;
  const partPath = (uploadId: string, part: number): string => join(dirOf(uploadId), `${part}~`);

  const joined = async function* (uploadId: string, parts: readonly PartRef[]): AsyncGenerator<Buffer> {
    for (const part of parts) {
      const opened = await openObject(partPath(uploadId, part.number));
      if (opened === null) throw s3Error('InvalidPart', `part ${part.number} was not uploaded`);
      try {
        yield* bytesOf(opened.file, 0, opened.facts.size);
      } finally {
        await opened.file.close();
      }
    }
  };

  return {
    create: async (facts: UploadFacts): Promise<string> => {
      store.need(facts.bucket);
      const uploadId = randomUUID();
      await mkdir(join(store.uploadsDir, uploadId));
      await writeFileAtomic(join(store.uploadsDir, uploadId, 'upload.json'), JSON.stringify(facts), 0o600);
      return uploadId;
    },
    putPart: async (uploadId: string, part: number, body: ReceivedBody): Promise<ObjectFacts> => {
      if (!Number.isInteger(part) || part < 1 || part > 10_000) throw s3Error('InvalidArgument', 'partNumber must be 1 to 10000');
      const facts: ObjectFacts = {
        key: String(part),
        size: body.staged.size,
        etag: body.staged.md5.toString('hex'),
        lastModified: now(),
        contentType: 'application/octet-stream',
        headers: {},
        checksums: body.checksums,
      };
      await publishObject(body.staged, partPath(uploadId, part), facts, sync);
      return facts;
    },
    complete: async (uploadId: string, parts: readonly PartRef[], conditions: Conditions): Promise<ObjectFacts> => {
      const upload = await factsOf(uploadId);
      if (parts.length === 0) throw s3Error('MalformedXML', 'no parts are named');
      const etags: Buffer[] = [];
      for (const [i, part] of parts.entries()) {
        if (part.number <= (parts[i - 1]?.number ?? 0)) throw s3Error('InvalidPartOrder', 'The list of parts was not in ascending order');
        const stored = await factsAt(partPath(uploadId, part.number));
        if (stored === null || stored.etag !== part.etag)
          throw s3Error('InvalidPart', `part ${part.number} was not found or its ETag is another`);
        if (i < parts.length - 1 && stored.size < minPart)
          throw s3Error('EntityTooSmall', `part ${part.number} has ${stored.size} bytes, at least ${minPart} are needed`);
        etags.push(Buffer.from(stored.etag, 'hex'));
      }
      const staged = await stageBody(store.tmpDir, joined(uploadId, parts));
      const etag = `${createHash('md5').update(Buffer.concat(etags)).digest('hex')}-${parts.length}`;
      const facts: ObjectFacts = { ...upload, size: staged.size, etag, lastModified: now(), checksums: {} };
      await store.put(upload.bucket, staged, facts, conditions);
      await rm(dirOf(uploadId), { recursive: true, force: true });
      return facts;
    },
    abort: async (uploadId: string): Promise<void> => rm(dirOf(uploadId), { recursive: true, force: true }),
  };
};
export type Multipart = ReturnType<typeof createMultipart>;
