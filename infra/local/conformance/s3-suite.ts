import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Target } from './target.ts';

/** What the product needs of S3. */
export const s3Suite = (target: () => Target): void => {
  describe('s3', () => {
    let Bucket = '';
    const put = (Key: string, Body: string | Uint8Array, extra: Record<string, unknown> = {}) =>
      target().s3.send(new PutObjectCommand({ Bucket, Key, Body, ...extra }));
    const read = async (Key: string, Range?: string): Promise<string> => {
      const { Body } = await target().s3.send(new GetObjectCommand({ Bucket, Key, ...(Range === undefined ? {} : { Range }) }));
      return (await Body?.transformToString()) ?? '';
    };
    const list = (input: Record<string, unknown>) => target().s3.send(new ListObjectsV2Command({ Bucket, ...input }));

    beforeAll(async () => {
      Bucket = `${target().run}-bucket`;
      await target().s3.send(new CreateBucketCommand({ Bucket }));
      return async () => {
        for (;;) {
          const { Contents } = await list({});
          if (Contents === undefined || Contents.length === 0) break;
          await target().s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: Contents.map((o) => ({ Key: o.Key })) } }));
        }
        await target().s3.send(new DeleteBucketCommand({ Bucket }));
      };
    });

    it('gives back bytes, headers and metadata', async () => {
      await put('facts', 'hello', {
        ContentType: 'text/plain',
        CacheControl: 'no-cache',
        ContentDisposition: 'inline',
        Metadata: { tenant: 'x' },
      });
      const head = await target().s3.send(new HeadObjectCommand({ Bucket, Key: 'facts' }));
      expect(head).toMatchObject({
        ContentLength: 5,
        ContentType: 'text/plain',
        CacheControl: 'no-cache',
        ContentDisposition: 'inline',
        Metadata: { tenant: 'x' },
        ETag: '"5d41402abc4b2a76b9719d911017c592"',
      });
      expect(await read('facts')).toBe('hello');
      await expect(read('missing')).rejects.toMatchObject({ name: 'NoSuchKey' });
    });

    it('stores a streamed body with its checksum trailer as it was', async () => {
      const data = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 256));
      await target().s3.send(
        new PutObjectCommand({
          Bucket,
          Key: 'streamed',
          Body: Readable.from([data.subarray(0, 100_000), data.subarray(100_000)]),
          ContentLength: data.length,
        }),
      );
      const { Body } = await target().s3.send(new GetObjectCommand({ Bucket, Key: 'streamed' }));
      const back = (await Body?.transformToByteArray()) ?? new Uint8Array();
      expect(createHash('sha256').update(back).digest('hex')).toBe(createHash('sha256').update(data).digest('hex'));
    });

    it('honours ranges, suffix ranges too', async () => {
      await put('range', '0123456789');
      expect([
        await read('range', 'bytes=2-4'),
        await read('range', 'bytes=7-'),
        await read('range', 'bytes=-3'),
        await read('range', 'bytes=8-100'),
      ]).toEqual(['234', '789', '789', '89']);
      await expect(read('range', 'bytes=10-')).rejects.toMatchObject({ name: 'InvalidRange' });
    });

    it('writes only if the condition holds', async () => {
      await put('once', 'first', { IfNoneMatch: '*' });
      await expect(put('once', 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
      expect(await read('once')).toBe('first');
      const { ETag } = await target().s3.send(new HeadObjectCommand({ Bucket, Key: 'once' }));
      await put('once', 'third', { IfMatch: ETag });
      await expect(put('once', 'fourth', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
      expect(await read('once')).toBe('third');
    });

    it('lets one of many conditional writers win', async () => {
      const won = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          put('contested', String(i), { IfNoneMatch: '*' }).then(
            (): number => 1,
            () => 0,
          ),
        ),
      );
      expect(won.reduce((a, b) => a + b, 0)).toBe(1);
    });

    it('lists by prefix and delimiter, in pages, in order', async () => {
      const keys = ['l/a', 'l/a-b', 'l/a/1', 'l/a/2', 'l/a.b', 'l/b/deep/x', 'l/c d+ü%', "l/d(1)'!*"];
      for (const Key of keys) await put(Key, 'x');
      const all = await list({ Prefix: 'l/' });
      expect(all.Contents?.map((o) => o.Key)).toEqual(['l/a', 'l/a-b', 'l/a.b', 'l/a/1', 'l/a/2', 'l/b/deep/x', 'l/c d+ü%', "l/d(1)'!*"]);
      const folders = await list({ Prefix: 'l/', Delimiter: '/' });
      expect(folders.CommonPrefixes?.map((p) => p.Prefix)).toEqual(['l/a/', 'l/b/']);
      expect([folders.KeyCount, folders.IsTruncated]).toEqual([7, false]);
      const seen: (string | undefined)[] = [];
      let token: string | undefined;
      do {
        const page = await list({ Prefix: 'l/', MaxKeys: 3, ...(token === undefined ? {} : { ContinuationToken: token }) });
        expect(page.KeyCount).toBeLessThanOrEqual(3);
        seen.push(...(page.Contents ?? []).map((o) => o.Key));
        token = page.NextContinuationToken;
      } while (token !== undefined);
      expect(seen).toEqual(all.Contents?.map((o) => o.Key));
      expect((await list({ Prefix: 'l/', StartAfter: 'l/b' })).Contents?.map((o) => o.Key)).toEqual([
        'l/b/deep/x',
        'l/c d+ü%',
        "l/d(1)'!*",
      ]);
      expect(await read('l/c d+ü%')).toBe('x');
    });

    it('keeps odd keys apart', async () => {
      const keys = ['odd/../up', 'odd/./dot', 'odd//double', 'odd/end/', 'odd/~', 'odd/%2F', `odd/${'long'.repeat(100)}`];
      for (const Key of keys) await put(Key, Key);
      const { Contents } = await list({ Prefix: 'odd/' });
      expect(new Set(Contents?.map((o) => o.Key))).toEqual(new Set(keys));
      for (const Key of keys) expect(await read(Key)).toBe(Key);
    });

    it('copies and deletes', async () => {
      await put('from', 'copied', { Metadata: { a: 'b' } });
      await target().s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource: `${Bucket}/from` }));
      expect(await read('to')).toBe('copied');
      expect((await target().s3.send(new HeadObjectCommand({ Bucket, Key: 'to' }))).Metadata).toEqual({ a: 'b' });
      await target().s3.send(new DeleteObjectCommand({ Bucket, Key: 'from' }));
      await target().s3.send(new DeleteObjectCommand({ Bucket, Key: 'from' }));
      const { Deleted } = await target().s3.send(
        new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'to' }, { Key: 'none & such' }] } }),
      );
      expect(Deleted?.map((d) => d.Key)).toEqual(['to', 'none & such']);
      await expect(read('to')).rejects.toMatchObject({ name: 'NoSuchKey' });
    });

    it('joins a multipart upload and forgets an aborted one', async () => {
      const Key = 'parts';
      const part = (PartNumber: number, UploadId: string | undefined, Body: Uint8Array) =>
        target().s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
      const { UploadId } = await target().s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'audio/wav' }));
      const one = await part(1, UploadId, new Uint8Array(5 * 1024 * 1024).fill(1));
      const two = await part(2, UploadId, new Uint8Array(10).fill(2));
      const done = await target().s3.send(
        new CompleteMultipartUploadCommand({
          Bucket,
          Key,
          UploadId,
          MultipartUpload: {
            Parts: [
              { PartNumber: 1, ETag: one.ETag },
              { PartNumber: 2, ETag: two.ETag },
            ],
          },
        }),
      );
      expect(done.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
      const head = await target().s3.send(new HeadObjectCommand({ Bucket, Key }));
      expect([head.ContentLength, head.ContentType]).toEqual([5_242_890, 'audio/wav']);
      const other = await target().s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'aborted' }));
      await target().s3.send(new AbortMultipartUploadCommand({ Bucket, Key: 'aborted', UploadId: other.UploadId }));
      await expect(
        target().s3.send(new UploadPartCommand({ Bucket, Key: 'aborted', UploadId: other.UploadId, PartNumber: 1, Body: 'x' })),
      ).rejects.toMatchObject({ name: 'NoSuchUpload' });
    });

    it('takes an upload as it was signed and once only, and forgets its tag when told', async () => {
      const Key = 'tenant=t/site=s/media/m1';
      const url = await getSignedUrl(
        target().s3Links,
        new PutObjectCommand({
          Bucket,
          Key,
          ContentType: 'image/png',
          ContentLength: 4,
          IfNoneMatch: '*',
          Tagging: 'state=unfinished',
        }),
        {
          expiresIn: 60,
          signableHeaders: new Set(['host', 'content-type', 'content-length', 'if-none-match', 'x-amz-tagging']),
          unhoistableHeaders: new Set(['x-amz-tagging']),
        },
      );
      const headers = { 'content-type': 'image/png', 'if-none-match': '*', 'x-amz-tagging': 'state=unfinished' };
      const send = async (body: string, changed: Record<string, string> = {}): Promise<number> =>
        (await fetch(url, { method: 'PUT', headers: { ...headers, ...changed }, body })).status;
      expect(await send('longer')).toBe(403);
      expect(await send('1234', { 'content-type': 'text/html' })).toBe(403);
      expect(await send('1234', { 'x-amz-tagging': 'state=done' })).toBe(403);
      expect(await send('1234')).toBe(200);
      expect(await send('5678')).toBe(412);
      expect(await read(Key)).toBe('1234');
      const tags = async () => (await target().s3.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet;
      expect(await tags()).toEqual([{ Key: 'state', Value: 'unfinished' }]);
      await target().s3.send(new DeleteObjectTaggingCommand({ Bucket, Key }));
      expect(await tags()).toEqual([]);
      expect(await read(Key)).toBe('1234');
      await expect(target().s3.send(new DeleteObjectTaggingCommand({ Bucket, Key: 'none' }))).rejects.toMatchObject({ name: 'NoSuchKey' });
    });

    it('lets pages of one origin use signed addresses, and no others', async () => {
      const { webOrigin } = target();
      if (webOrigin === null) return;
      await put('seen', 'bytes');
      const url = await getSignedUrl(target().s3, new GetObjectCommand({ Bucket, Key: 'seen' }), { expiresIn: 60 });
      const allowed = async (origin: string, method: string) => {
        const answer = await fetch(url, { method, headers: { origin, 'access-control-request-method': 'PUT' } });
        return [answer.status, answer.headers.get('access-control-allow-origin')];
      };
      expect(await allowed(webOrigin, 'OPTIONS')).toEqual([200, webOrigin]);
      expect(await allowed(webOrigin, 'GET')).toEqual([200, webOrigin]);
      expect(await allowed('https://elsewhere.example', 'OPTIONS')).toEqual([403, null]);
      expect(await allowed('https://elsewhere.example', 'GET')).toEqual([200, null]);
    });

    it('lets a presigned address in only untouched and in time', async () => {
      await put('signed', 'secret');
      const url = await getSignedUrl(
        target().s3,
        new GetObjectCommand({ Bucket, Key: 'signed', ResponseContentDisposition: 'attachment' }),
        {
          expiresIn: 60,
        },
      );
      const good = await fetch(url);
      expect([good.status, good.headers.get('content-disposition'), await good.text()]).toEqual([200, 'attachment', 'secret']);
      expect((await fetch(url.replace('attachment', 'inline'))).status).toBe(403);
      expect((await fetch(url.replace('/signed', '/facts'))).status).toBe(403);
      expect((await fetch(url.replace(/X-Amz-Expires=60/, 'X-Amz-Expires=6000'))).status).toBe(403);
      expect((await fetch(url.split('?')[0] ?? '')).status).toBe(403);
      const upload = await getSignedUrl(target().s3, new PutObjectCommand({ Bucket, Key: 'uploaded' }), { expiresIn: 60 });
      expect((await fetch(upload, { method: 'PUT', body: 'from outside' })).status).toBe(200);
      expect(await read('uploaded')).toBe('from outside');
      const own = target().own;
      if (own === null) return;
      own.advance(61_000);
      expect((await fetch(url)).status).toBe(403);
      own.advance(-61_000);
    });
  });
};
