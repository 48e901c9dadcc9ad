import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { archiveKey, archivePrefix } from '../constants.ts';
import type { Owner } from '../ports.ts';
import { type ObjectName, parseObjectName } from '../rebuild/archive-object.ts';

/** An object whose name says less than a number may reach beyond it: it begins at most so many numbers before (read-events.ts, one invocation). */
const reach = 20_000;
const dayMs = 86_400_000;

export interface LinkListing {
  /** Objects of a link with numbers after `after`, of the UTC days of `from` to `to` (epoch ms), in order and as far as they are asked for. */
  readonly objects: (owner: Owner, link: string, after: number, from: number, to: number) => AsyncGenerator<ObjectName>;
  /** UTC day (epoch ms of its beginning) of the oldest object of a site; null when there is none. */
  readonly firstDay: (owner: Owner) => Promise<number | null>;
}

export const createLinkListing = (deps: { readonly client: Pick<S3Client, 'send'>; readonly bucket: string }): LinkListing => {
  const { client, bucket: Bucket } = deps;
  async function* ofDay(owner: Owner, link: string, after: number, date: string): AsyncGenerator<ObjectName> {
    const StartAfter = archiveKey(owner.tenant, owner.site, date, link, Math.max(0, after - reach));
    const Prefix = `${archivePrefix(owner.tenant, owner.site)}date=${date}/${encodeURIComponent(link)}-`;
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix, StartAfter, ContinuationToken }));
      for (const { Key: key = '' } of page.Contents ?? []) {
        const name = parseObjectName(key);
        if (name?.link === link) yield name;
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  }
  return {
    objects: async function* (owner, link, after, from, to) {
      let before: ObjectName | null = null;
      for (let day = Math.floor(from / dayMs) * dayMs; day <= to; day += dayMs)
        for await (const name of ofDay(owner, link, after, new Date(day).toISOString().slice(0, 10))) {
          if (name.firstSeq <= after + 1) {
            before = name;
            continue;
          }
          if (before !== null) yield before;
          before = null;
          yield name;
        }
      if (before !== null) yield before;
    },
    firstDay: async ({ tenant, site }) => {
      const prefix = archivePrefix(tenant, site);
      const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, Delimiter: '/', MaxKeys: 1 }));
      const day = page.CommonPrefixes?.[0]?.Prefix?.slice(`${prefix}date=`.length, -1);
      return day === undefined ? null : Date.parse(`${day}T00:00:00Z`);
    },
  };
};
