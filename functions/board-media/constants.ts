/** Key spelling, types and limits of pictures, sounds and videos on boards. Imports nothing. */
export const mediaPk = (tenant: string, site: string): string => `T#${tenant}#S#${site}#MEDIA`;
export const mediaSk = (media: string): string => `MEDIA#${media}`;
/** Counts the changes of a site's list, so that two uploads at once cannot both believe there is room. */
export const mediaHeadSk = 'HEAD';
export const mediaObjectKey = (tenant: string, site: string, media: string): string => `tenant=${tenant}/site=${site}/media/${media}`;

const mib = 1_048_576;
/** What may be uploaded, by content type; no SVG, which can carry scripts. */
export const mediaTypes = {
  'image/png': { kind: 'image', maxBytes: 10 * mib },
  'image/jpeg': { kind: 'image', maxBytes: 10 * mib },
  'image/webp': { kind: 'image', maxBytes: 10 * mib },
  'image/gif': { kind: 'image', maxBytes: 10 * mib },
  'video/mp4': { kind: 'video', maxBytes: 200 * mib },
  'video/x-m4v': { kind: 'video', maxBytes: 200 * mib },
  'video/webm': { kind: 'video', maxBytes: 200 * mib },
  'audio/mpeg': { kind: 'sound', maxBytes: 5 * mib },
} as const;
export type MediaType = keyof typeof mediaTypes;
export const mediaTypeNames = Object.keys(mediaTypes) as [MediaType, ...MediaType[]];

/** All files of a site together. */
export const siteMediaBytes = 2_048 * mib;
export const siteMediaFiles = 500;
/** How long an upload may be begun. */
export const uploadSeconds = 900;
/** How long an upload that was begun may go on until it is finished. */
export const unfinishedSeconds = 7_200;
/** A link holds at least so long, and is the same one for `linkStepMs`, so that browsers keep what they have loaded. */
export const linkSeconds = 43_200;
export const linkStepMs = 3_600_000;

/** Objects carry it until they were checked; the bucket removes what still does after a day. */
export const unfinishedTag = { key: 'state', value: 'unfinished' } as const;
/** Bytes looked at to see what a file is. */
export const magicBytes = 64;
