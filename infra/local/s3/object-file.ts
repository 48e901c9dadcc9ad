import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncDirectory } from '../files/write-file-atomic.ts';

/** What is known of an object beside its bytes. */
export interface ObjectFacts {
  readonly key: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Epoch ms. */
  readonly lastModified: number;
  readonly contentType: string;
  /** Content-Encoding, Cache-Control and so on, and x-amz-meta-*, by lower-case header name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Base64 by algorithm, such as `crc32`. */
  readonly checksums: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** An object is one file: its bytes, then the facts as JSON, then the length of that JSON (u32 LE) and a mark. */
const mark = Buffer.from('TLS3');
const footerBytes = 8;

/** Bytes on disk under a temporary name, not yet visible as an object. */
export interface StagedBody {
  readonly path: string;
  readonly size: number;
  readonly md5: Buffer;
}

export const stageBody = async (tmpDir: string, source: AsyncIterable<Uint8Array>): Promise<StagedBody> => {
  const path = join(tmpDir, randomUUID());
  const md5 = createHash('md5');
  let size = 0;
  const file = await open(path, 'w', 0o600);
  try {
    for await (const chunk of source) {
      md5.update(chunk);
      size += chunk.length;
      await file.appendFile(chunk);
    }
  } catch (error) {
    await unlink(path);
    throw error;
  } finally {
    await file.close();
  }
  return { path, size, md5: md5.digest() };
};

const makeDirs = async (dir: string, sync: boolean): Promise<void> => {
  const first = await mkdir(dir, { recursive: true });
  if (first === undefined || !sync) return;
  for (let at = dir; at.length >= dirname(first).length; at = dirname(at)) await syncDirectory(at);
};

/** Turns staged bytes into the object at `path`: footer, sync, rename, sync of the folder. Readers see the old or the new one. */
export const publishObject = async (staged: StagedBody, path: string, facts: ObjectFacts, sync: boolean): Promise<void> => {
  const json = Buffer.from(JSON.stringify(facts));
  const footer = Buffer.alloc(footerBytes);
  footer.writeUInt32LE(json.length, 0);
  mark.copy(footer, 4);
  const file = await open(staged.path, 'a');
  try {
    await file.appendFile(Buffer.concat([json, footer]));
    if (sync) await file.sync();
  } finally {
    await file.close();
  }
  await makeDirs(dirname(path), sync);
  await rename(staged.path, path);
  if (sync) await syncDirectory(dirname(path));
};

export const readFacts = async (file: FileHandle, path: string): Promise<ObjectFacts> => {
  const { size } = await file.stat();
  const footer = Buffer.alloc(footerBytes);
  await file.read(footer, 0, footerBytes, size - footerBytes);
  if (!footer.subarray(4).equals(mark)) throw new Error(`${path} is not an object file of the local S3`);
  const length = footer.readUInt32LE(0);
  const json = Buffer.alloc(length);
  await file.read(json, 0, length, size - footerBytes - length);
  return JSON.parse(json.toString('utf8')) as ObjectFacts;
};

/** Facts of the object at `path`; null when there is none. */
export const factsAt = async (path: string): Promise<ObjectFacts | null> => {
  const opened = await openObject(path);
  if (opened === null) return null;
  await opened.file.close();
  return opened.facts;
};

/** Opens an object for reading; null when there is none. The caller closes the file. */
export const openObject = async (path: string): Promise<{ readonly file: FileHandle; readonly facts: ObjectFacts } | null> => {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return { file, facts: await readFacts(file, path) };
  } catch (error) {
    await file.close();
    throw error;
  }
};
