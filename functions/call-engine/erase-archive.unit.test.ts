import { expect, test } from 'vitest';
import { siteConfigSchema } from '../domain/site-config.ts';
import { createNumberEraser } from './core/number-eraser.ts';
import { createEraseArchive } from './erase-archive.ts';
import { bodyOf, eventJson, headerOf, makeAgent, makeFrame } from './testing/frames.ts';

interface Stored {
  readonly key: string;
  readonly version: string;
  readonly bytes: Uint8Array;
  readonly metadata: Readonly<Record<string, string>>;
}
const agent = makeAgent();
const holding = (raw: string): Uint8Array => makeFrame(agent, headerOf(1, 1), bodyOf([eventJson(1, { raw })]));
const prefix = 'tenant=bakery/site=harbour/';
const key = (n: number): string => `${prefix}date=2026-03-02/link-1-${String(n).padStart(12, '0')}.tlb`;
const named = (name: string): Error => Object.assign(new Error(name), { name });

/** A bucket with versions: newest first, as S3 lists them; `hidden` keys have a delete marker on top. Lists one version a page. */
const createBucket = (stored: Stored[], hidden: readonly string[] = [], beforePut: () => void = () => {}) => {
  const latest = (of: string): Stored | undefined => (hidden.includes(of) ? undefined : stored.find((one) => one.key === of));
  let next = 0;
  const send = async (command: { readonly constructor: { readonly name: string }; readonly input: Record<string, unknown> }) => {
    const { Key, VersionId, Body, Metadata, IfMatch, KeyMarker } = command.input;
    switch (command.constructor.name) {
      case 'ListObjectVersionsCommand': {
        const at = KeyMarker === undefined ? 0 : Number(KeyMarker);
        const one = stored[at];
        return {
          Versions: one === undefined ? [] : [{ Key: one.key, VersionId: one.version, IsLatest: latest(one.key) === one }],
          IsTruncated: at + 1 < stored.length,
          NextKeyMarker: String(at + 1),
        };
      }
      case 'GetObjectCommand': {
        const one =
          VersionId === undefined ? latest(String(Key)) : stored.find((found) => found.key === Key && found.version === VersionId);
        if (one === undefined) throw named('NoSuchKey');
        return { Body: { transformToByteArray: async () => one.bytes }, Metadata: one.metadata, ETag: one.version };
      }
      case 'PutObjectCommand': {
        beforePut();
        if (latest(String(Key))?.version !== IfMatch) throw named('PreconditionFailed');
        next += 1;
        stored.unshift({
          key: String(Key),
          version: `new${next}`,
          bytes: Body as Uint8Array,
          metadata: Metadata as Record<string, string>,
        });
        return {};
      }
      case 'DeleteObjectCommand': {
        if (VersionId === undefined) throw new Error('a delete without version leaves the bytes');
        stored.splice(
          stored.findIndex((one) => one.key === Key && one.version === VersionId),
          1,
        );
        return {};
      }
      default:
        throw new Error(command.constructor.name);
    }
  };
  const erase = (dryRun = false) =>
    createEraseArchive({ client: { send } as never, bucket: 'b', now: () => 0 })({
      prefix,
      eraser: createNumberEraser('+442079460123', [siteConfigSchema.parse({ devices: [] })]),
      dryRun,
      onProgress: () => {},
    });
  return { stored, erase };
};
const object = (n: number, version: string, raw: string, metadata: Readonly<Record<string, string>> = { 'last-seq': '1' }): Stored => ({
  key: key(n),
  version,
  bytes: holding(raw),
  metadata,
});
const listed = (stored: readonly Stored[]): readonly string[] => stored.map((one) => `${one.key.slice(-5, -4)} ${one.version}`).toSorted();

test('an object is replaced with its metadata, and the version that held the number is deleted for good', async () => {
  const { stored, erase } = createBucket([object(1, 'a', '02079460123'), object(2, 'b', '02079460124')]);
  expect(await erase(true)).toMatchObject({ objects: 2, objectsRewritten: 1, events: 1 });
  expect(listed(stored)).toEqual(['1 a', '2 b']);
  expect(await erase()).toEqual({ objects: 2, objectsRewritten: 1, events: 1, versionsDeleted: 1, unreadable: [] });
  expect(listed(stored)).toEqual(['1 new1', '2 b']);
  expect(stored.find(({ version }) => version === 'new1')?.metadata).toEqual({ 'last-seq': '1', 'erased-at': '1970-01-01T00:00:00.000Z' });
});

test('former versions that a killed run left behind are found; of objects somebody deleted, only what holds the number goes', async () => {
  const { stored, erase } = createBucket(
    [
      object(1, 'now', 'clean', { 'erased-at': 'x' }),
      object(1, 'before', 'a name without its number'),
      object(3, 'with', '02079460123'),
      object(4, 'without', 'other'),
    ],
    [key(3), key(4)],
  );
  expect(await erase()).toMatchObject({ objects: 1, objectsRewritten: 0, versionsDeleted: 2 });
  expect(listed(stored)).toEqual(['1 now', '4 without']);
});

test('an object that another erasure replaced meanwhile is read again', async () => {
  let times = 0;
  const bucket = createBucket([object(1, 'a', '02079460123 and +14155550100')], [], () => {
    times += 1;
    if (times === 1) bucket.stored.unshift(object(1, 'theirs', '02079460123 and ████', { 'erased-at': 'x' }));
  });
  expect(await bucket.erase()).toMatchObject({ objectsRewritten: 1, versionsDeleted: 2 });
  expect(listed(bucket.stored)).toEqual(['1 new1']);
});
