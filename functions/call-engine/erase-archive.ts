import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { inParallel } from '../runtime/bounded.ts';
import type { EventNumberEraser } from './core/number-eraser.ts';
import { type ErasedCalls, eraseFrames } from './erase/erase-frames.ts';
import { parseObjectName } from './rebuild/archive-object.ts';

/** What was found in, and done to, the objects below one prefix. */
export interface ErasedObjects {
  /** Objects read. */
  readonly objects: number;
  readonly objectsRewritten: number;
  readonly events: number;
  /** Former versions that held the number: deleted for good. */
  readonly versionsDeleted: number;
  /** What could not be looked into and may hold the number: bytes that are no frames, or do not unpack. */
  readonly unreadable: readonly { readonly object: string; readonly detail: string }[];
}
export interface EraseArchiveRequest {
  /** Objects of one site only. */
  readonly prefix: string;
  readonly eraser: EventNumberEraser;
  readonly dryRun: boolean;
  readonly onProgress: (read: number, of: number) => void;
}
export type EraseArchive = (request: EraseArchiveRequest) => Promise<ErasedObjects>;

interface Version {
  readonly key: string;
  readonly version: string | undefined;
}
const readAtOnce = 16;
const attempts = 5;
const isNamed = (error: unknown, names: readonly string[]): boolean => error instanceof Error && names.includes(error.name);
const isGone = (error: unknown): boolean => isNamed(error, ['NoSuchKey', 'NoSuchVersion', 'NotFound']);
const changedMeanwhile = (error: unknown): boolean => isNamed(error, ['PreconditionFailed', 'ConditionalRequestConflict']);

/** By link and number, as names that come without their number are known by the call: others behind, by key. */
const inOrder = (versions: readonly Version[]): readonly Version[] => {
  const named = versions.map((one) => ({ one, name: parseObjectName(one.key) }));
  const orderOf = ({ one, name }: (typeof named)[number]): readonly [string, number, string] => [
    name?.link ?? '~',
    name?.firstSeq ?? 0,
    one.key,
  ];
  const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
  return named
    .sort((a, b) => {
      const [x, y] = [orderOf(a), orderOf(b)];
      return compare(x[0], y[0]) || compare(x[1], y[1]) || compare(x[2], y[2]);
    })
    .map(({ one }) => one);
};

/**
 * Takes a number out of archived objects: each that holds it is replaced in one put, only over the very bytes that were read, then its
 * former versions are deleted. Objects stay under their names with their metadata, so a rebuild and the ingest's retries go on as before.
 * Stopped anywhere, it can be run again: what is done is found done, and former versions are found by what is in them.
 */
export const createEraseArchive = (deps: {
  readonly client: Pick<S3Client, 'send'>;
  readonly bucket: string;
  readonly now: () => number;
}): EraseArchive => {
  const { client, bucket: Bucket } = deps;

  const list = async (prefix: string) => {
    const current: Version[] = [];
    const former: Version[] = [];
    let next: Partial<ListObjectVersionsCommandInput> | null = {};
    while (next !== null) {
      const page: ListObjectVersionsCommandOutput = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix: prefix, ...next }));
      for (const { Key: key = '', VersionId: version, IsLatest } of page.Versions ?? [])
        (IsLatest ? current : former).push({ key, version });
      next = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : null;
    }
    return { current: inOrder(current), former };
  };
  const read = async (key: string, version?: string) => {
    try {
      const { Body, Metadata, ETag, ContentType } = await client.send(new GetObjectCommand({ Bucket, Key: key, VersionId: version }));
      return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), metadata: Metadata ?? {}, etag: ETag, type: ContentType };
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  };
  /** Puts one object; when somebody replaced it meanwhile (another erasure), what is there now is done instead. */
  const rewrite = async (key: string, found: Awaited<ReturnType<typeof read>>, request: EraseArchiveRequest, calls: ErasedCalls) => {
    let object = found;
    for (let attempt = 1; object !== null; attempt += 1) {
      const tried: ErasedCalls = new Set(calls);
      const erased = eraseFrames(object.bytes, request.eraser, tried, deps.now());
      try {
        if (erased.frames > 0 && !request.dryRun)
          await client.send(
            new PutObjectCommand({
              Bucket,
              Key: key,
              Body: erased.bytes,
              ContentType: object.type,
              Metadata: { ...object.metadata, 'erased-at': new Date(deps.now()).toISOString() },
              IfMatch: object.etag,
            }),
          );
        calls.clear();
        for (const call of tried) calls.add(call);
        return erased;
      } catch (error) {
        if (!changedMeanwhile(error) || attempt >= attempts) throw error;
        object = await read(key);
      }
    }
    return null;
  };
  const deleteFormer = async (versions: readonly Version[], request: EraseArchiveRequest): Promise<number> => {
    let deleted = 0;
    await inParallel(versions, readAtOnce, async ({ key, version }) => {
      // Nothing but an erasure replaces an object. A version behind none was deleted by somebody: it goes only if it holds the number.
      const replaced = (await read(key))?.metadata['erased-at'] !== undefined;
      const object = replaced ? null : await read(key, version);
      if (!replaced && (object === null || eraseFrames(object.bytes, request.eraser, new Set(), 0).frames === 0)) return;
      if (!request.dryRun) await client.send(new DeleteObjectCommand({ Bucket, Key: key, VersionId: version }));
      deleted += 1;
    });
    return deleted;
  };

  return async (request) => {
    const { current } = await list(request.prefix);
    const unreadable: ErasedObjects['unreadable'][number][] = [];
    let [objects, objectsRewritten, events] = [0, 0, 0];
    let link: string | null = null;
    let calls: ErasedCalls = new Set();
    for (let from = 0; from < current.length; from += readAtOnce) {
      const group = current.slice(from, from + readAtOnce);
      const found = await inParallel(group, readAtOnce, ({ key }) => read(key));
      for (const [i, { key }] of group.entries()) {
        const of = parseObjectName(key)?.link ?? null;
        if (of !== link) calls = new Set();
        link = of;
        const erased = await rewrite(key, found[i] ?? null, request, calls);
        if (erased === null) continue;
        objects += 1;
        events += erased.events;
        if (erased.frames > 0) objectsRewritten += 1;
        if (erased.unreadable !== null) unreadable.push({ object: key, detail: erased.unreadable });
      }
      request.onProgress(objects, current.length);
    }
    // Listed after the last put, so that what this run replaced is among them.
    const { former } = await list(request.prefix);
    return { objects, objectsRewritten, events, versionsDeleted: await deleteFormer(former, request), unreadable };
  };
};
