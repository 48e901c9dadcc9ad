import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type BucketStore, bytesOf } from './bucket-store.ts';
import type { ObjectFacts } from './object-file.ts';
import { s3Error } from './s3-error.ts';

/** First and last byte of `bytes=a-b`, `bytes=a-` or `bytes=-n`; null = all (also for several ranges, as S3 does). */
export const parseRange = (header: string | undefined, size: number): readonly [from: number, to: number] | null => {
  const m = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (m === null || (m[1] === '' && m[2] === '')) return null;
  const [from, to] =
    m[1] === '' ? [Math.max(0, size - Number(m[2])), size - 1] : [Number(m[1]), m[2] === '' ? size - 1 : Math.min(Number(m[2]), size - 1)];
  if (from >= size || (m[1] === '' && Number(m[2]) === 0)) throw s3Error('InvalidRange', 'The requested range is not satisfiable');
  return to < from ? null : [from, to];
};

const overrides: Readonly<Record<string, string>> = {
  'response-content-type': 'content-type',
  'response-content-disposition': 'content-disposition',
  'response-content-encoding': 'content-encoding',
  'response-content-language': 'content-language',
  'response-cache-control': 'cache-control',
  'response-expires': 'expires',
};

export const headersOf = (facts: ObjectFacts): Record<string, string> => ({
  'content-type': facts.contentType,
  etag: `"${facts.etag}"`,
  'last-modified': new Date(facts.lastModified).toUTCString(),
  'accept-ranges': 'bytes',
  ...facts.headers,
});

const bare = (etag: string | undefined): string | undefined => etag?.trim().replace(/^"|"$/g, '');

/** @throws AwsError PreconditionFailed or NotModified */
const checkRead = (facts: ObjectFacts, req: IncomingMessage): void => {
  const ifMatch = bare(req.headers['if-match']);
  const ifNoneMatch = bare(req.headers['if-none-match']);
  const since = Date.parse(req.headers['if-modified-since'] ?? '');
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== facts.etag) throw s3Error('PreconditionFailed', 'If-Match does not hold');
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch === '*' || ifNoneMatch === facts.etag) throw s3Error('NotModified', 'Not Modified');
  } else if (Math.floor(facts.lastModified / 1000) * 1000 <= since) throw s3Error('NotModified', 'Not Modified');
};

/** GetObject and HeadObject. */
export const sendObject = async (
  store: BucketStore,
  bucket: string,
  key: string,
  query: URLSearchParams,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> => {
  const opened = await store.open(bucket, key);
  if (opened === null) throw s3Error('NoSuchKey', 'The specified key does not exist.');
  const { file, facts } = opened;
  try {
    checkRead(facts, req);
    const range = parseRange(req.headers.range, facts.size);
    const headers = headersOf(facts);
    for (const [name, header] of Object.entries(overrides)) {
      const value = query.get(name);
      if (value !== null) headers[header] = value;
    }
    if (range === null && req.headers['x-amz-checksum-mode'] === 'ENABLED')
      for (const [algorithm, value] of Object.entries(facts.checksums)) headers[`x-amz-checksum-${algorithm}`] = value;
    const [from, to] = range ?? [0, facts.size - 1];
    headers['content-length'] = String(to - from + 1);
    if (range !== null) headers['content-range'] = `bytes ${from}-${to}/${facts.size}`;
    res.writeHead(range === null ? 200 : 206, headers);
    if (req.method === 'HEAD') res.end();
    else await pipeline(bytesOf(file, from, to - from + 1), res);
  } finally {
    await file.close();
  }
};
