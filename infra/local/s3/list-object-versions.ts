import { escapeXml } from '../aws-wire/xml.ts';
import type { BucketStore } from './bucket-store.ts';
import { factsAt } from './object-file.ts';
import { s3Error } from './s3-error.ts';

const atOnce = 1_000;

/** ListObjectVersions of a bucket without versions, which ours are: each object is its own and latest version, named `null`. */
export const listObjectVersions = async (store: BucketStore, bucket: string, query: URLSearchParams): Promise<string> => {
  if (query.has('delimiter')) throw s3Error('NotImplemented', 'ListObjectVersions with a delimiter is not part of the local stack');
  const prefix = query.get('prefix') ?? '';
  const limit = Math.min(Number(query.get('max-keys') ?? atOnce), atOnce);
  const encode = (text: string): string =>
    escapeXml(query.get('encoding-type') === 'url' ? encodeURIComponent(text).replaceAll('%2F', '/') : text);
  const versions: string[] = [];
  let last = query.get('key-marker') ?? '';
  let more = false;
  for await (const { key, path } of store.keys(bucket, prefix, last)) {
    if (versions.length >= limit) {
      more = true;
      break;
    }
    last = key;
    const facts = await factsAt(path);
    if (facts === null) continue;
    versions.push(
      `<Version><Key>${encode(key)}</Key><VersionId>null</VersionId><IsLatest>true</IsLatest>` +
        `<LastModified>${new Date(facts.lastModified).toISOString()}</LastModified>` +
        `<ETag>&quot;${facts.etag}&quot;</ETag><Size>${facts.size}</Size><StorageClass>STANDARD</StorageClass></Version>`,
    );
  }
  return (
    `<ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${encode(prefix)}</Prefix>` +
    `<MaxKeys>${limit}</MaxKeys><IsTruncated>${more}</IsTruncated>` +
    (more ? `<NextKeyMarker>${encode(last)}</NextKeyMarker><NextVersionIdMarker>null</NextVersionIdMarker>` : '') +
    versions.join('') +
    '</ListVersionsResult>'
  );
};
