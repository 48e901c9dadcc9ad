import { z } from 'zod';
import { ProblemError } from './problem.ts';

/** A sort key holds 1,024 bytes. */
const longest = 900;
const schema = z.object({ l: z.string(), k: z.string().refine((k) => k !== '' && Buffer.byteLength(k) <= longest) });

/** Opaque cursor of a simple list: bound to the list by name, so that it cannot be carried to another one. */
export const encodePosition = (list: string, position: string): string =>
  Buffer.from(JSON.stringify({ l: list, k: position })).toString('base64url');

/**
 * @param prefix of every position in the list: a cursor is not a secret, and the database refuses positions from elsewhere.
 * @throws ProblemError `bad-cursor`
 */
export const decodePosition = (list: string, cursor: string, prefix = ''): string => {
  try {
    const { l, k } = schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (l === list && k.startsWith(prefix)) return k;
  } catch (cause) {
    throw new ProblemError('bad-cursor', 'The cursor is not one that this API gave.', { cause });
  }
  throw new ProblemError('bad-cursor', 'The cursor was given for another list.');
};
