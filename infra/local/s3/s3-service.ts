import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../aws-wire/aws-error.ts';
import type { HttpHandler } from '../aws-wire/json-service.ts';
import { readBody } from '../aws-wire/read-body.ts';
import { sha256Hex, type Verdict, type VerifySignature } from '../aws-wire/sigv4.ts';
import { elementsOf, escapeXml, textOfElement } from '../aws-wire/xml.ts';
import { type BucketStore, type Conditions, stageCopy } from './bucket-store.ts';
import { createCors } from './cors.ts';
import { sendObject } from './get-object.ts';
import { listObjectVersions } from './list-object-versions.ts';
import { listObjects } from './list-objects.ts';
import { createMultipart } from './multipart.ts';
import type { ObjectFacts } from './object-file.ts';
import { objectTagging, tagsOf } from './object-tags.ts';
import { receiveBody } from './receive-body.ts';
import { type S3Code, s3Error } from './s3-error.ts';

export interface S3ServiceParams {
  readonly store: BucketStore;
  readonly verify: VerifySignature;
  readonly now: () => number;
  readonly sync: boolean;
  readonly log: (message: string, error: unknown) => void;
  /** Origin whose pages may use signed addresses. */
  readonly webOrigin?: string | undefined;
}

const refusals: Record<Extract<Verdict, { ok: false }>['reason'], readonly [code: S3Code, message: string]> = {
  missing: ['AccessDenied', 'Access Denied'],
  malformed: ['AccessDenied', 'The authorization is malformed'],
  unknownKey: ['InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.'],
  expiredToken: ['ExpiredToken', 'The provided token has expired.'],
  skewed: ['RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.'],
  expiredUrl: ['AccessDenied', 'Request has expired'],
  mismatch: ['SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided.'],
};

const keptHeaders = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires'];

/** Headers that stay with an object. `aws-chunked` belongs to the transfer, not to the object. */
const keptOf = (req: IncomingMessage): Record<string, string> => {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(req.headers)) {
    if (!keptHeaders.includes(name) && !name.startsWith('x-amz-meta-')) continue;
    const text = String(value)
      .split(',')
      .filter((part) => name !== 'content-encoding' || part.trim() !== 'aws-chunked')
      .join(',');
    if (text !== '') kept[name] = text;
  }
  return kept;
};

const conditionsOf = (req: IncomingMessage): Conditions => ({
  ifMatch: req.headers['if-match']?.replaceAll('"', ''),
  ifNoneMatch: req.headers['if-none-match']?.replaceAll('"', ''),
});

const typeOf = (req: IncomingMessage): string => req.headers['content-type'] ?? 'application/octet-stream';

/** S3 with path-style addresses, signed headers or presigned addresses; an unsigned request is refused. */
export const createS3Service = (params: S3ServiceParams): HttpHandler => {
  const { store, now } = params;
  const cors = createCors(params.webOrigin);
  const multipart = createMultipart(store, now, params.sync);

  const xml = (res: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void => {
    const text = body === '' ? '' : `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
    res.writeHead(status, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(text), ...headers }).end(text);
  };
  const stored = (facts: ObjectFacts): Record<string, string> => ({
    etag: `"${facts.etag}"`,
    ...Object.fromEntries(Object.entries(facts.checksums).map(([name, value]) => [`x-amz-checksum-${name}`, value])),
  });

  const putObject = async (bucket: string, key: string, req: IncomingMessage, res: ServerResponse): Promise<void> => {
    store.need(bucket);
    const { staged, checksums } = await receiveBody(req, store.tmpDir);
    const facts: ObjectFacts = {
      key,
      size: staged.size,
      etag: staged.md5.toString('hex'),
      lastModified: now(),
      contentType: typeOf(req),
      headers: keptOf(req),
      checksums,
      ...tagsOf(req),
    };
    await store.put(bucket, staged, facts, conditionsOf(req));
    xml(res, 200, '', stored(facts));
  };

  const copyObject = async (source: string, bucket: string, key: string, req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const from = decodeURIComponent(source).replace(/^\//, '');
    const cut = from.indexOf('/');
    const copied = await stageCopy(store, from.slice(0, cut), from.slice(cut + 1));
    const replace = req.headers['x-amz-metadata-directive'] === 'REPLACE';
    const facts: ObjectFacts = {
      ...copied.facts,
      key,
      lastModified: now(),
      ...(replace ? { contentType: typeOf(req), headers: keptOf(req) } : {}),
    };
    await store.put(bucket, copied.staged, facts, conditionsOf(req));
    xml(
      res,
      200,
      `<CopyObjectResult><LastModified>${new Date(facts.lastModified).toISOString()}</LastModified><ETag>&quot;${facts.etag}&quot;</ETag></CopyObjectResult>`,
    );
  };

  const completeUpload = async (
    bucket: string,
    key: string,
    uploadId: string,
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void> => {
    const body = (await readBody(req, 4 * 1024 * 1024)).toString('utf8');
    const parts = elementsOf(body, 'Part').map((part) => ({
      number: Number(textOfElement(part, 'PartNumber')),
      etag: (textOfElement(part, 'ETag') ?? '').replaceAll('"', ''),
    }));
    const facts = await multipart.complete(uploadId, parts, conditionsOf(req));
    xml(
      res,
      200,
      `<CompleteMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${escapeXml(key)}</Key><ETag>&quot;${facts.etag}&quot;</ETag></CompleteMultipartUploadResult>`,
    );
  };

  const deleteObjects = async (bucket: string, req: IncomingMessage, res: ServerResponse): Promise<void> => {
    store.need(bucket);
    const body = (await readBody(req, 4 * 1024 * 1024)).toString('utf8');
    const quiet = textOfElement(body, 'Quiet') === 'true';
    const keys = elementsOf(body, 'Object').map((object) => textOfElement(object, 'Key') ?? '');
    if (keys.length === 0 || keys.length > 1000) throw s3Error('MalformedXML', 'Delete must name 1 to 1000 objects');
    for (const key of keys) await store.remove(bucket, key);
    xml(
      res,
      200,
      `<DeleteResult>${quiet ? '' : keys.map((key) => `<Deleted><Key>${escapeXml(key)}</Key></Deleted>`).join('')}</DeleteResult>`,
    );
  };

  const onObject = async (
    bucket: string,
    key: string,
    query: URLSearchParams,
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void> => {
    if (query.has('tagging')) {
      const told = await objectTagging(store, bucket, key, req.method ?? '');
      return xml(res, told === null ? 204 : 200, told ?? '');
    }
    const uploadId = query.get('uploadId');
    const source = req.headers['x-amz-copy-source'];
    switch (req.method) {
      case 'GET':
      case 'HEAD':
        return sendObject(store, bucket, key, query, req, res);
      case 'PUT': {
        if (uploadId === null)
          return source === undefined ? putObject(bucket, key, req, res) : copyObject(String(source), bucket, key, req, res);
        if (source !== undefined) throw s3Error('NotImplemented', 'UploadPartCopy is not part of the local stack');
        const facts = await multipart.putPart(uploadId, Number(query.get('partNumber')), await receiveBody(req, store.tmpDir));
        return xml(res, 200, '', stored(facts));
      }
      case 'POST': {
        if (uploadId !== null) return completeUpload(bucket, key, uploadId, req, res);
        if (!query.has('uploads')) throw s3Error('NotImplemented', 'this POST is not part of the local stack');
        const id = await multipart.create({ bucket, key, contentType: typeOf(req), headers: keptOf(req) });
        return xml(
          res,
          200,
          `<InitiateMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${escapeXml(key)}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
        );
      }
      case 'DELETE':
        await (uploadId === null ? store.remove(bucket, key) : multipart.abort(uploadId));
        return xml(res, 204, '');
      default:
        throw s3Error('MethodNotAllowed', `${req.method ?? ''} is not allowed on an object`);
    }
  };

  const onBucket = async (bucket: string, query: URLSearchParams, req: IncomingMessage, res: ServerResponse): Promise<void> => {
    switch (req.method) {
      case 'PUT':
        await store.createBucket(bucket);
        return xml(res, 200, '', { location: `/${bucket}` });
      case 'HEAD':
        store.need(bucket);
        return xml(res, 200, '');
      case 'DELETE':
        await store.deleteBucket(bucket);
        return xml(res, 204, '');
      case 'POST':
        if (!query.has('delete')) throw s3Error('NotImplemented', 'this POST is not part of the local stack');
        return deleteObjects(bucket, req, res);
      case 'GET':
        if (query.has('versions')) return xml(res, 200, await listObjectVersions(store, bucket, query));
        if (query.get('list-type') !== '2')
          throw s3Error('NotImplemented', 'only ListObjectsV2 and ListObjectVersions are part of the local stack');
        return xml(res, 200, await listObjects(store, bucket, query));
      default:
        throw s3Error('MethodNotAllowed', `${req.method ?? ''} is not allowed on a bucket`);
    }
  };

  const listBuckets = async (res: ServerResponse): Promise<void> => {
    const names = await store.buckets();
    xml(
      res,
      200,
      `<ListAllMyBucketsResult><Buckets>${names.map((n) => `<Bucket><Name>${n}</Name></Bucket>`).join('')}</Buckets></ListAllMyBucketsResult>`,
    );
  };

  const route = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const verdict = params.verify({
      method: req.method ?? 'GET',
      url: req.url ?? '/',
      headers: req.headers,
      payloadHash: () => sha256Hex(''),
    });
    if (!verdict.ok) throw s3Error(...refusals[verdict.reason]);
    if (verdict.session?.policy != null) throw s3Error('AccessDenied', `${verdict.session.roleArn} may not use S3`);
    // Not by URL: it would resolve `..` within a key.
    const [path = '/', search = ''] = (req.url ?? '/').split('?', 2);
    const [, bucket = '', ...rest] = path.split('/');
    const key = rest.map(decodeURIComponent).join('/');
    const query = new URLSearchParams(search);
    if (bucket === '') return listBuckets(res);
    return key === '' ? onBucket(bucket, query, req, res) : onObject(bucket, key, query, req, res);
  };

  return async (req, res) => {
    res.setHeader('x-amz-request-id', randomUUID());
    try {
      if (!cors(req, res)) await route(req, res);
    } catch (error) {
      if (!(error instanceof AwsError)) params.log('s3 request failed', error);
      if (res.headersSent) {
        res.destroy();
        return;
      }
      const known = error instanceof AwsError ? error : new AwsError('InternalError', String(error), 500);
      req.resume();
      const body =
        known.status === 304 || req.method === 'HEAD'
          ? ''
          : `<Error><Code>${known.code}</Code><Message>${escapeXml(known.message)}</Message></Error>`;
      xml(res, known.status, body);
    }
  };
};
