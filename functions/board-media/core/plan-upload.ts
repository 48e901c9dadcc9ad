import { type MediaType, mediaTypes, siteMediaBytes, siteMediaFiles } from '../constants.ts';
import type { Media } from './types.ts';

const words = { image: 'picture', video: 'video', sound: 'sound' } as const;
const megabytes = (bytes: number): number => Math.floor(bytes / 1_048_576);

export type UploadFault = { readonly at: 'bytes'; readonly detail: string } | { readonly at: 'site'; readonly detail: string };

/** What counts against the room of a site: all but promises that nobody kept. @param nowSeconds epoch seconds */
export const heldBy = (list: readonly Media[], nowSeconds: number): readonly Media[] =>
  list.filter(({ expiresAt }) => expiresAt === null || expiresAt > nowSeconds);

/** Why a file cannot be taken; null = it can. */
export const uploadFault = (
  list: readonly Media[],
  { contentType, bytes }: { readonly contentType: MediaType; readonly bytes: number },
  nowSeconds: number,
): UploadFault | null => {
  const { kind, maxBytes } = mediaTypes[contentType];
  if (bytes > maxBytes) return { at: 'bytes', detail: `is too large: a ${words[kind]} may have at most ${megabytes(maxBytes)} MB` };
  const held = heldBy(list, nowSeconds);
  if (held.length >= siteMediaFiles) return { at: 'site', detail: `The site has ${siteMediaFiles} files already; delete one first.` };
  const used = held.reduce((sum, media) => sum + media.bytes, 0);
  if (used + bytes > siteMediaBytes)
    return {
      at: 'site',
      detail: `The site has room for ${megabytes(siteMediaBytes)} MB, of which ${megabytes(used)} are taken; delete a file first.`,
    };
  return null;
};
