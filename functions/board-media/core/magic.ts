import type { MediaType } from '../constants.ts';

const startsWith = (bytes: Uint8Array, at: number, expected: readonly number[]): boolean =>
  expected.every((byte, i) => bytes[at + i] === byte);
const ascii = (text: string): number[] => [...text].map((c) => c.charCodeAt(0));
const holds = (bytes: Uint8Array, text: string): boolean => {
  const wanted = ascii(text);
  return bytes.some((_, at) => startsWith(bytes, at, wanted));
};

/** ISO base media: a `ftyp` box first, of a brand of films (not of pictures such as HEIC or AVIF). */
const isFilm = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 4, ascii('ftyp')) &&
  !['heic', 'heix', 'hevc', 'mif1', 'msf1', 'avif', 'avis'].some((brand) => startsWith(bytes, 8, ascii(brand)));

const checks: Readonly<Record<MediaType, (bytes: Uint8Array) => boolean>> = {
  'image/png': (bytes) => startsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'image/jpeg': (bytes) => startsWith(bytes, 0, [0xff, 0xd8, 0xff]),
  'image/gif': (bytes) => startsWith(bytes, 0, ascii('GIF87a')) || startsWith(bytes, 0, ascii('GIF89a')),
  'image/webp': (bytes) => startsWith(bytes, 0, ascii('RIFF')) && startsWith(bytes, 8, ascii('WEBP')),
  'video/mp4': isFilm,
  'video/x-m4v': isFilm,
  // Matroska begins alike; the document type tells them apart.
  'video/webm': (bytes) => startsWith(bytes, 0, [0x1a, 0x45, 0xdf, 0xa3]) && holds(bytes, 'webm'),
  // A tag of the title and so on, or the first frame: eleven set bits, MPEG 1 or 2, layer III.
  'audio/mpeg': (bytes) => startsWith(bytes, 0, ascii('ID3')) || (bytes[0] === 0xff && [0xfa, 0xfb, 0xf2, 0xf3].includes(bytes[1] ?? 0)),
};

/** Whether a file begins as one of its type does. @param bytes its first 64, or all of a shorter one */
export const beginsAs = (type: MediaType, bytes: Uint8Array): boolean => checks[type](bytes);
