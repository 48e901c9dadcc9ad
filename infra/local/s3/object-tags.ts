import type { IncomingMessage } from 'node:http';
import { escapeXml } from '../aws-wire/xml.ts';
import { type BucketStore, stageCopy } from './bucket-store.ts';
import type { ObjectFacts } from './object-file.ts';
import { s3Error } from './s3-error.ts';

/** Tags that come with an object. */
export const tagsOf = (req: IncomingMessage): Pick<ObjectFacts, 'tags'> => {
  const header = req.headers['x-amz-tagging'];
  return header === undefined ? {} : { tags: Object.fromEntries(new URLSearchParams(String(header))) };
};

/**
 * GetObjectTagging and DeleteObjectTagging.
 * @returns the answer; null = none
 * @throws AwsError NoSuchKey, NotImplemented
 */
export const objectTagging = async (store: BucketStore, bucket: string, key: string, method: string): Promise<string | null> => {
  if (method === 'GET') {
    const facts = await store.head(bucket, key);
    if (facts === null) throw s3Error('NoSuchKey', 'The specified key does not exist.');
    const tags = Object.entries(facts.tags ?? {}).map(([k, v]) => `<Tag><Key>${escapeXml(k)}</Key><Value>${escapeXml(v)}</Value></Tag>`);
    return `<Tagging><TagSet>${tags.join('')}</TagSet></Tagging>`;
  }
  if (method !== 'DELETE')
    throw s3Error('NotImplemented', 'PutObjectTagging is not part of the local stack: send the tags with the object');
  const { staged, facts } = await stageCopy(store, bucket, key);
  const { tags: _gone, ...rest } = facts;
  await store.put(bucket, staged, rest, { ifMatch: facts.etag });
  return null;
};
