import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { archivePrefix } from '../constants.ts';
import type { Owner } from '../ports.ts';
import { type ObjectName, parseObjectName, type ReadObject, type RebuildProblem, readArchiveObject } from './archive-object.ts';

export interface ArchiveListing {
  /** Objects by link, in order of their first number. */
  readonly links: ReadonlyMap<string, readonly ObjectName[]>;
  readonly problems: readonly RebuildProblem[];
  readonly objects: number;
}
export interface ArchiveReader {
  readonly list: (owner: Owner) => Promise<ArchiveListing>;
  /** Never fails for what is wrong with the object itself. */
  readonly read: (owner: Owner, name: ObjectName) => Promise<ReadObject>;
}

const isGone = (error: unknown): boolean => error instanceof Error && error.name === 'NoSuchKey';

export const createArchiveReader = (deps: { readonly client: Pick<S3Client, 'send'>; readonly bucket: string }): ArchiveReader => {
  const { client, bucket } = deps;
  return {
    list: async (owner) => {
      const links = new Map<string, ObjectName[]>();
      const problems: RebuildProblem[] = [];
      let objects = 0;
      let token: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: archivePrefix(owner.tenant, owner.site), ContinuationToken: token }),
        );
        for (const { Key: key = '' } of page.Contents ?? []) {
          objects += 1;
          const name = parseObjectName(key);
          if (name === null) problems.push({ what: 'objectName', object: key, detail: 'no object of the archive has such a name' });
          else {
            const names = links.get(name.link);
            if (names === undefined) links.set(name.link, [name]);
            else names.push(name);
          }
        }
        token = page.NextContinuationToken;
      } while (token !== undefined);
      for (const names of links.values()) names.sort((a, b) => a.firstSeq - b.firstSeq);
      return { links, problems, objects };
    },
    read: async (owner, name) => {
      try {
        const { Body, Metadata } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name.key }));
        return readArchiveObject(owner, name, (await Body?.transformToByteArray()) ?? new Uint8Array(), Metadata ?? {});
      } catch (error) {
        if (!isGone(error)) throw error;
        return { frames: [], problems: [{ what: 'objectUnreadable', object: name.key, detail: 'went away after it was listed' }] };
      }
    },
  };
};
