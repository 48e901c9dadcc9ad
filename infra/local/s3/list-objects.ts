import { escapeXml } from '../aws-wire/xml.ts';
import type { BucketStore } from './bucket-store.ts';
import { factsAt } from './object-file.ts';
import { s3Error } from './s3-error.ts';

const highest = '\uffff';

/** ListObjectsV2 as XML. Keys and common prefixes count alike towards `max-keys`. */
export const listObjects = async (store: BucketStore, bucket: string, query: URLSearchParams): Promise<string> => {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const asked = Number(query.get('max-keys') ?? '1000');
  if (!Number.isInteger(asked) || asked < 0) throw s3Error('InvalidArgument', 'max-keys must be a number from 0');
  const limit = Math.min(asked, 1000);
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after') ?? '';
  const encode = (text: string): string =>
    escapeXml(query.get('encoding-type') === 'url' ? encodeURIComponent(text).replaceAll('%2F', '/') : text);
  let after = token === null ? startAfter : Buffer.from(token, 'base64url').toString('utf8');
  const contents: string[] = [];
  const prefixes: string[] = [];
  let more = false;
  let again = limit > 0;
  while (again) {
    again = false;
    for await (const { key, path } of store.keys(bucket, prefix, after)) {
      if (contents.length + prefixes.length >= limit) {
        more = true;
        break;
      }
      const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
      if (cut >= 0) {
        const common = key.slice(0, cut + delimiter.length);
        prefixes.push(common);
        // Go on behind everything that shares this prefix.
        after = common + highest;
        again = true;
        break;
      }
      after = key;
      const facts = await factsAt(path);
      if (facts === null) continue;
      contents.push(
        `<Contents><Key>${encode(key)}</Key><LastModified>${new Date(facts.lastModified).toISOString()}</LastModified>` +
          `<ETag>&quot;${facts.etag}&quot;</ETag><Size>${facts.size}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
      );
    }
  }
  return (
    `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${encode(prefix)}</Prefix>` +
    (delimiter === '' ? '' : `<Delimiter>${encode(delimiter)}</Delimiter>`) +
    (startAfter === '' ? '' : `<StartAfter>${encode(startAfter)}</StartAfter>`) +
    (token === null ? '' : `<ContinuationToken>${escapeXml(token)}</ContinuationToken>`) +
    `<KeyCount>${contents.length + prefixes.length}</KeyCount><MaxKeys>${limit}</MaxKeys><IsTruncated>${more}</IsTruncated>` +
    (more ? `<NextContinuationToken>${Buffer.from(after).toString('base64url')}</NextContinuationToken>` : '') +
    contents.join('') +
    prefixes.map((p) => `<CommonPrefixes><Prefix>${encode(p)}</Prefix></CommonPrefixes>`).join('') +
    '</ListBucketResult>'
  );
};
