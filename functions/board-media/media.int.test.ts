import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectTaggingCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AwsEmulators, openAwsEmulators } from '../../infra/local/aws-emulators.ts';
import { createResources, resources } from '../../infra/local/resources.ts';
import { createAuditWriter } from '../audit/audit.ts';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { createMediaLibrary, type MediaChangedBy, type MediaLibrary } from './media-library.ts';
import { createMediaObjects } from './media-objects.ts';
import { createMediaStore } from './media-store.ts';

const scope = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('leeds'), reseller: 'r1' };
const by: MediaChangedBy = {
  scope,
  who: { kind: 'user', id: 'ines', name: 'Ines', role: 'customerAdmin' },
  origin: { requestId: 'q', ip: null, forwardedFor: null },
};
const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(92, 1)]);
const picture = { name: 'Logo', contentType: 'image/png', bytes: 100 } as const;

let directory = '';
let aws: AwsEmulators;
let s3: S3Client;
let client: DynamoDBDocumentClient;
let library: MediaLibrary;
let count = 0;
/** Of the bucket's clock, and of ours. */
let bucketAhead = 0;
let ahead = 0;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'media-'));
  aws = await openAwsEmulators({ dataDir: directory, sync: false, now: () => Date.now() + bucketAhead, log: () => {} });
  const endpoint = await aws.listen(0, async (_, res) => void res.end());
  await createResources(aws, 1);
  const settings = { region: 'eu-west-2', endpoint, credentials: aws.credentials };
  client = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  s3 = new S3Client({ ...settings, forcePathStyle: true });
  const now = (): number => Date.now() + ahead;
  library = createMediaLibrary({
    store: createMediaStore({ client, table: resources.boardsTable }),
    objects: createMediaObjects({
      s3,
      links: new S3Client({ ...settings, forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' }),
      bucket: resources.mediaBucket,
      now,
    }),
    audit: createAuditWriter({ table: resources.auditTable, newId: () => `a${count++}` }),
    now,
    newId: () => `m${count++}`,
  });
});
afterAll(async () => {
  client.destroy();
  s3.destroy();
  await aws.hangUp();
  await aws.close();
  await rm(directory, { recursive: true, force: true });
});

const send = async (
  upload: { url: string; headers: Readonly<Record<string, string>> },
  body: Buffer,
  changed: Record<string, string> = {},
) => (await fetch(upload.url, { method: 'PUT', headers: { ...upload.headers, ...changed }, body: new Uint8Array(body) })).status;
const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const audits = async () =>
  ((await client.send(new ScanCommand({ TableName: resources.auditTable }))).Items ?? []).map(({ action, object, summary }) => [
    action,
    object,
    summary,
  ]);
const objectOf = (id: string) => ({ Bucket: resources.mediaBucket, Key: `tenant=bakery/site=leeds/media/${id}` });
const isThere = (id: string): Promise<boolean> =>
  s3.send(new HeadObjectCommand(objectOf(id))).then(
    () => true,
    () => false,
  );

test('a picture is announced, uploaded, checked, shown and deleted', async () => {
  const { media, upload } = await library.promise(by, picture);
  expect((await library.list(scope)).items).toEqual([]);
  expect(await refusal(library.link(scope, media.id))).toBe('not-found');
  expect(await refusal(library.finish(by, media.id))).toBe('conflict');
  expect(await send(upload, png)).toBe(200);
  expect(await refusal(library.link(scope, media.id))).toBe('not-found');
  expect((await s3.send(new GetObjectTaggingCommand(objectOf(media.id)))).TagSet).toEqual([{ Key: 'state', Value: 'unfinished' }]);

  expect(await library.finish(by, media.id)).toMatchObject({ id: media.id, name: 'Logo', state: 'ready', expiresAt: null });
  expect(await library.finish(by, media.id)).toMatchObject({ state: 'ready' });
  expect((await s3.send(new GetObjectTaggingCommand(objectOf(media.id)))).TagSet).toEqual([]);
  const list = await library.list(scope);
  expect(list.items.map(({ id, name, bytes }) => [id, name, bytes])).toEqual([[media.id, 'Logo', 100]]);
  expect([list.bytes, list.of]).toEqual([100, 2_147_483_648]);

  const { url, expiresAt } = await library.link(scope, media.id);
  const shown = await fetch(url);
  expect([shown.status, shown.headers.get('content-type'), shown.headers.get('content-disposition')]).toEqual([200, 'image/png', 'inline']);
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(png);
  expect((await library.link(scope, media.id)).url).toBe(url);
  const hours = (Date.parse(expiresAt) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(12);
  expect(hours).toBeLessThanOrEqual(13);
  bucketAhead = 12 * 3_600_000;
  expect((await fetch(url)).status).toBe(200);
  bucketAhead = 13 * 3_600_000 + 1_000;
  expect((await fetch(url)).status).toBe(403);
  bucketAhead = 0;

  await library.remove(by, media.id);
  expect([await isThere(media.id), await refusal(library.link(scope, media.id)), await refusal(library.remove(by, media.id))]).toEqual([
    false,
    'not-found',
    'not-found',
  ]);
  expect((await audits()).sort()).toEqual([
    ['boardMedia.add', 'file "Logo"', 'uploaded: image/png, 100 bytes'],
    ['boardMedia.delete', 'file "Logo"', 'deleted: image/png, 100 bytes'],
  ]);
});

describe('an upload', () => {
  test('of another length or type than announced, without its tag, or too late is refused', async () => {
    const { media, upload } = await library.promise(by, picture);
    expect(await send(upload, Buffer.concat([png, png]))).toBe(403);
    expect(await send(upload, png, { 'content-type': 'text/html' })).toBe(403);
    expect(await send(upload, png, { 'x-amz-tagging': 'state=ready' })).toBe(403);
    bucketAhead = 901_000;
    expect(await send(upload, png)).toBe(403);
    bucketAhead = 0;
    expect(await isThere(media.id)).toBe(false);
  });

  test('cannot be exchanged after it was checked', async () => {
    const { media, upload } = await library.promise(by, picture);
    await send(upload, png);
    await library.finish(by, media.id);
    expect(await send(upload, Buffer.alloc(100, 60))).toBe(412);
    expect(Buffer.from(await (await fetch((await library.link(scope, media.id)).url)).arrayBuffer())).toEqual(png);
  });

  test('that is not what its type says is deleted, and so is its entry', async () => {
    const { media, upload } = await library.promise(by, picture);
    await send(upload, Buffer.concat([Buffer.from('<html><script>alert(1)</script>'), Buffer.alloc(69, 32)]));
    expect(await refusal(library.finish(by, media.id))).toBe('bad-request');
    expect([await isThere(media.id), await refusal(library.finish(by, media.id))]).toEqual([false, 'not-found']);
  });
});

test('an upload that was not finished in time is not finished later: its room is no longer set aside', async () => {
  const { media, upload } = await library.promise(by, picture);
  await send(upload, png);
  ahead = 7_201_000;
  expect(await refusal(library.finish(by, media.id))).toBe('conflict');
  ahead = 7_100_000;
  expect(await library.finish(by, media.id)).toMatchObject({ state: 'ready' });
  ahead = 0;
});

test('several promises at once do not exceed the room of a site', async () => {
  const york = { ...by, scope: { ...scope, site: siteIdSchema.parse('york') } };
  const film = { name: 'Film', contentType: 'video/mp4', bytes: 200 * 1_048_576 } as const;
  for (let i = 0; i < 9; i += 1) await library.promise(york, film);
  const outcomes = await Promise.all([0, 1, 2].map(() => refusal(library.promise(york, film))));
  expect(outcomes.sort()).toEqual(['conflict', 'conflict', 'done']);
  expect((await library.list(york.scope)).bytes).toBe(10 * 200 * 1_048_576);
  ahead = 7_201_000;
  expect((await library.list(york.scope)).bytes).toBe(0);
  expect(await refusal(library.promise(york, film))).toBe('done');
  ahead = 0;
});
