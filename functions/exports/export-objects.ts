import { createReadStream } from 'node:fs';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { exportTag } from '../jobs/constants.ts';
import { encodedName } from '../runtime/encoded-name.ts';
import { linkSeconds, objectPrefix } from './constants.ts';
import type { WrittenFile } from './file-question.ts';
import type { Place, StoredFile } from './types.ts';

export interface ExportObjects {
  /** Puts files of any length, in parts. */
  readonly put: (at: Place, id: string, attempt: string, files: readonly WrittenFile[]) => Promise<readonly StoredFile[]>;
  /** An address from which a browser saves the file under its name. */
  readonly link: (file: StoredFile) => Promise<{ readonly url: string; readonly expiresAt: string }>;
  /** Removes all objects of an export, but for those of one attempt. */
  readonly clear: (at: Place, id: string, except: string | null) => Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  parquet: 'application/vnd.apache.parquet',
};
const typeOf = (name: string): string => types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
const partBytes = 16 * 1_048_576;

/** The name in ASCII for what reads no other, and whole (RFC 6266). */
const dispositionOf = (name: string): string => {
  const plain = name.normalize('NFKD').replace(/[^ -~]|["\\%]/g, '') || 'export';
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodedName(name)}`;
};
/** What the browser is told about the file is ours, whatever the object says. */
const fileLinkParams = (bucket: string, { key, name }: StoredFile): GetObjectCommandInput => ({
  Bucket: bucket,
  Key: key,
  ResponseContentType: typeOf(name),
  ResponseContentDisposition: dispositionOf(name),
  ResponseCacheControl: 'private, no-store',
});

export const createExportObjects = (deps: {
  readonly s3: S3Client;
  readonly links: S3Client;
  readonly bucket: string;
  readonly now: () => number;
}): ExportObjects => {
  const { s3, links, bucket: Bucket, now } = deps;
  return {
    put: async ({ tenant, site }, id, attempt, files) => {
      const stored: StoredFile[] = [];
      for (const [i, { path, name, rows, bytes, sha256 }] of files.entries()) {
        const key = `${objectPrefix(tenant, site, id)}${attempt}/${i}`;
        const params = {
          Bucket,
          Key: key,
          Body: createReadStream(path),
          ContentType: typeOf(name),
          Tagging: `${exportTag.key}=${exportTag.value}`,
        };
        await new Upload({ client: s3, params, partSize: partBytes, queueSize: 2 }).done();
        stored.push({ key, name, rows, bytes, sha256 });
      }
      return stored;
    },
    link: async (file) => {
      const signedAt = Math.floor(now() / 1_000) * 1_000;
      const end = signedAt + linkSeconds * 1_000;
      const command = new GetObjectCommand(fileLinkParams(Bucket, file));
      const url = await getSignedUrl(links, command, { expiresIn: linkSeconds, signingDate: new Date(signedAt) });
      // Borrowed credentials end their signatures with them.
      const { expiration } = await links.config.credentials();
      return { url, expiresAt: new Date(Math.min(end, expiration?.getTime() ?? end)).toISOString() };
    },
    clear: async ({ tenant, site }, id, except) => {
      const prefix = objectPrefix(tenant, site, id);
      for (let token: string | undefined; ; ) {
        const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, ContinuationToken: token }));
        const keys = (page.Contents ?? []).flatMap(({ Key }) =>
          Key === undefined || (except !== null && Key.startsWith(`${prefix}${except}/`)) ? [] : [{ Key }],
        );
        if (keys.length > 0) await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys, Quiet: true } }));
        token = page.NextContinuationToken;
        if (token === undefined) return;
      }
    },
  };
};
