import {
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { linkSeconds, linkStepMs, magicBytes, mediaObjectKey, unfinishedTag, uploadSeconds } from './constants.ts';
import type { Media, SignedLink, SignedUpload } from './core/types.ts';
import type { MediaOwner } from './media-params.ts';

export interface MediaObjects {
  readonly signUpload: (owner: MediaOwner, media: Media) => Promise<SignedUpload>;
  readonly signLink: (owner: MediaOwner, media: Media) => Promise<SignedLink>;
  /** What was uploaded; null = nothing yet. */
  readonly look: (owner: MediaOwner, id: string) => Promise<{ readonly bytes: number; readonly first: Uint8Array } | null>;
  /** The bucket keeps it from now on. */
  readonly keep: (owner: MediaOwner, id: string) => Promise<void>;
  readonly remove: (owner: MediaOwner, id: string) => Promise<void>;
}

const tagging = `${unfinishedTag.key}=${unfinishedTag.value}`;

export const uploadParams = (bucket: string, { tenant, site }: MediaOwner, media: Media): PutObjectCommandInput => ({
  Bucket: bucket,
  Key: mediaObjectKey(tenant, site, media.id),
  ContentType: media.contentType,
  ContentLength: media.bytes,
  // Once, so that nobody exchanges a file after it was checked.
  IfNoneMatch: '*',
  Tagging: tagging,
});

/** What the browser is told about the file is ours, whatever the object says. */
export const linkParams = (bucket: string, { tenant, site }: MediaOwner, media: Media): GetObjectCommandInput => ({
  Bucket: bucket,
  Key: mediaObjectKey(tenant, site, media.id),
  ResponseContentType: media.contentType,
  ResponseContentDisposition: 'inline',
  ResponseCacheControl: `private, max-age=${linkSeconds}`,
});

const isAbsent = (error: unknown): boolean => error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound');

/** The bytes of files, which browsers send and fetch themselves by signed addresses. */
export const createMediaObjects = (deps: {
  readonly s3: Pick<S3Client, 'send'>;
  readonly links: S3Client;
  readonly bucket: string;
  readonly now: () => number;
}): MediaObjects => {
  const { s3, links, bucket: Bucket, now } = deps;
  const keyOf = ({ tenant, site }: MediaOwner, id: string) => ({ Bucket, Key: mediaObjectKey(tenant, site, id) });
  return {
    signUpload: async (owner, media) => ({
      url: await getSignedUrl(links, new PutObjectCommand(uploadParams(Bucket, owner, media)), {
        expiresIn: uploadSeconds,
        signableHeaders: new Set(['host', 'content-type', 'content-length', 'if-none-match', 'x-amz-tagging']),
        unhoistableHeaders: new Set(['x-amz-tagging']),
      }),
      headers: { 'content-type': media.contentType, 'if-none-match': '*', 'x-amz-tagging': tagging },
    }),
    signLink: async (owner, media) => {
      const signedAt = Math.floor(now() / linkStepMs) * linkStepMs;
      const end = signedAt + linkStepMs + linkSeconds * 1_000;
      const url = await getSignedUrl(links, new GetObjectCommand(linkParams(Bucket, owner, media)), {
        expiresIn: (end - signedAt) / 1_000,
        signingDate: new Date(signedAt),
      });
      // Borrowed credentials end their signatures with them.
      const { expiration } = await links.config.credentials();
      return { url, expiresAt: new Date(Math.min(end, expiration?.getTime() ?? end)).toISOString() };
    },
    look: async (owner, id) => {
      try {
        const found = await s3.send(new GetObjectCommand({ ...keyOf(owner, id), Range: `bytes=0-${magicBytes - 1}` }));
        const bytes = Number(/\/(\d+)$/.exec(found.ContentRange ?? '')?.[1] ?? found.ContentLength ?? 0);
        return { bytes, first: (await found.Body?.transformToByteArray()) ?? new Uint8Array() };
      } catch (error) {
        if (isAbsent(error)) return null;
        throw error;
      }
    },
    keep: async (owner, id) => {
      await s3.send(new DeleteObjectTaggingCommand(keyOf(owner, id)));
    },
    remove: async (owner, id) => {
      await s3.send(new DeleteObjectCommand(keyOf(owner, id)));
    },
  };
};
