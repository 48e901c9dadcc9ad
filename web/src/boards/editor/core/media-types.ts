const mib = 1_048_576;

/** Files a tile or an alarm can have, by what they are for, as the API takes them (functions/board-media/constants.ts). */
const uses = {
  image: { types: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'], megabytes: 10, words: 'PNG, JPEG, WebP or GIF' },
  video: { types: ['video/mp4', 'video/x-m4v', 'video/webm'], megabytes: 200, words: 'MP4, M4V or WebM' },
  sound: { types: ['audio/mpeg'], megabytes: 5, words: 'MP3' },
} as const;
export type MediaUse = keyof typeof uses;

export const acceptedTypes = (use: MediaUse): string => uses[use].types.join(',');
export const mediaHint = (use: MediaUse): string => `${uses[use].words}, at most ${uses[use].megabytes} MB.`;

/** Why a file cannot be taken, before anything of it is sent; null = it can. */
export const mediaFault = (use: MediaUse, file: { readonly type: string; readonly size: number }): string | null => {
  if (!uses[use].types.some((type) => type === file.type)) return `This is no ${uses[use].words} file.`;
  if (file.size === 0) return 'The file is empty.';
  return file.size > uses[use].megabytes * mib ? `The file is larger than ${uses[use].megabytes} MB.` : null;
};
