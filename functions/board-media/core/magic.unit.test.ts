import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MediaType, mediaTypeNames } from '../constants.ts';
import { beginsAs } from './magic.ts';
import { heldBy, uploadFault } from './plan-upload.ts';
import type { Media } from './types.ts';

const bytes = (...parts: (string | readonly number[])[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : [...part])));

const samples: Readonly<Record<string, { readonly first: Uint8Array; readonly is: readonly MediaType[] }>> = {
  png: { first: bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 13], 'IHDR'), is: ['image/png'] },
  jpeg: { first: bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF'), is: ['image/jpeg'] },
  gif: { first: bytes('GIF89a', [1, 0, 1, 0]), is: ['image/gif'] },
  webp: { first: bytes('RIFF', [36, 0, 0, 0], 'WEBPVP8 '), is: ['image/webp'] },
  mp4: { first: bytes([0, 0, 0, 32], 'ftypisom', [0, 0, 2, 0], 'isomiso2avc1mp41'), is: ['video/mp4', 'video/x-m4v'] },
  m4v: { first: bytes([0, 0, 0, 32], 'ftypM4V ', [0, 0, 0, 1], 'M4V mp42'), is: ['video/mp4', 'video/x-m4v'] },
  webm: { first: bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84], 'webm'), is: ['video/webm'] },
  'mp3 with a tag': { first: bytes('ID3', [3, 0, 0, 0, 0, 0, 0]), is: ['audio/mpeg'] },
  'mp3 without': { first: bytes([0xff, 0xfb, 0x90, 0x64]), is: ['audio/mpeg'] },
  html: { first: bytes('<!doctype html><script>'), is: [] },
  svg: { first: bytes('<svg xmlns="http://www.w3.org/2000/svg"><script/>'), is: [] },
  pdf: { first: bytes('%PDF-1.7'), is: [] },
  zip: { first: bytes('PK', [3, 4]), is: [] },
  wav: { first: bytes('RIFF', [36, 0, 0, 0], 'WAVEfmt '), is: [] },
  matroska: { first: bytes([0x1a, 0x45, 0xdf, 0xa3, 0xa3, 0x42, 0x82, 0x88], 'matroska'), is: [] },
  avif: { first: bytes([0, 0, 0, 32], 'ftypavif'), is: [] },
  heic: { first: bytes([0, 0, 0, 24], 'ftypheic'), is: [] },
  'cut off': { first: bytes([0x89], 'PN'), is: [] },
  nothing: { first: bytes(), is: [] },
};

test.each(Object.entries(samples))('%s', (_name, { first, is }) => {
  expect(mediaTypeNames.filter((type) => beginsAs(type, first))).toEqual(is);
});

test('no bytes throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (first) => mediaTypeNames.every((type) => typeof beginsAs(type, first) === 'boolean')),
  );
});

const file = (changed: Partial<Media>): Media => ({
  id: 'm',
  name: 'm',
  contentType: 'video/mp4',
  bytes: 200 * 1_048_576,
  state: 'ready',
  createdAt: '2026-03-10T12:00:00.000Z',
  createdBy: { id: 'ines', name: 'Ines' },
  expiresAt: null,
  ...changed,
});

test('a file has room as long as its kind and its site allow', () => {
  const nine = Array.from({ length: 10 }, () => file({}));
  const mib = 1_048_576;
  expect(uploadFault(nine, { contentType: 'video/webm', bytes: 48 * mib }, 0)).toBeNull();
  expect(uploadFault(nine, { contentType: 'video/webm', bytes: 48 * mib + 1 }, 0)).toEqual({
    at: 'site',
    detail: 'The site has room for 2048 MB, of which 2000 are taken; delete a file first.',
  });
  expect(uploadFault([], { contentType: 'image/png', bytes: 10 * mib }, 0)).toBeNull();
  expect(uploadFault([], { contentType: 'image/png', bytes: 10 * mib + 1 }, 0)).toEqual({
    at: 'bytes',
    detail: 'is too large: a picture may have at most 10 MB',
  });
  expect(uploadFault([], { contentType: 'audio/mpeg', bytes: 5 * mib + 1 }, 0)?.at).toBe('bytes');
  expect(uploadFault([], { contentType: 'video/mp4', bytes: 200 * mib + 1 }, 0)?.at).toBe('bytes');
});

test('a promise nobody kept takes no room any more', () => {
  const waiting = file({ state: 'waiting', expiresAt: 1_000 });
  expect(heldBy([waiting], 999)).toEqual([waiting]);
  expect(heldBy([waiting], 1_000)).toEqual([]);
});
