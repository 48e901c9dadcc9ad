import { join } from 'node:path';
import { s3Error } from './s3-error.ts';

/** File names hold at most 255 bytes; a longer part of a key is cut into folders whose names end in `+`, never within a `%xx`. */
const pieceOfPart = /(?:%[0-9A-F]{2}|[^%]){1,66}/g;

const encodePart = (part: string): string =>
  encodeURIComponent(part).replace(/[!'()*~+]|^\.+$/g, (text) =>
    [...text].map((c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );

/**
 * Where an object rests below its bucket's folder: folders as in the key, the file's name with `~` at its end, so that an object
 * `a` and objects `a/…` can live side by side.
 */
export const pathOfKey = (bucketDir: string, key: string): string => {
  if (Buffer.byteLength(key) > 1024) throw s3Error('KeyTooLongError', 'Your key is too long');
  const parts = key.split('/').map((part) => {
    const encoded = part === '' ? '%' : encodePart(part);
    const pieces = encoded.match(pieceOfPart) ?? [encoded];
    return pieces.map((piece, i) => (i < pieces.length - 1 ? `${piece}+` : piece)).join('/');
  });
  return `${join(bucketDir, ...parts)}~`;
};

/** The part of a key a file or folder name stands for; a folder that only continues a long part has no `/` of its own. */
export const partOfName = (name: string): { readonly text: string; readonly kind: 'object' | 'folder' | 'piece' } => {
  const kind = name.endsWith('~') ? 'object' : name.endsWith('+') ? 'piece' : 'folder';
  const bare = kind === 'folder' ? name : name.slice(0, -1);
  return { text: bare === '%' ? '' : bare, kind };
};
