import { z } from 'zod';
import { ProblemError } from './problem.ts';

const schema = z.object({ l: z.string(), k: z.string() });

/** Opaque cursor of a simple list: bound to the list by name, so that it cannot be carried to another one. */
export const encodePosition = (list: string, position: string): string =>
  Buffer.from(JSON.stringify({ l: list, k: position })).toString('base64url');

/** @throws ProblemError `bad-cursor` */
export const decodePosition = (list: string, cursor: string): string => {
  try {
    const { l, k } = schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (l === list) return k;
  } catch (cause) {
    throw new ProblemError('bad-cursor', 'The cursor is not one that this API gave.', { cause });
  }
  throw new ProblemError('bad-cursor', 'The cursor was given for another list.');
};
