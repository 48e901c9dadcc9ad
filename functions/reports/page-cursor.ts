import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ProblemError } from '../runtime/problem.ts';

const schema = z.strictObject({ q: z.string(), o: z.int().nonnegative(), n: z.int().nonnegative() });

const written = (question: unknown): string => {
  try {
    return JSON.stringify(question);
  } catch (cause) {
    // Values a hundred thousand deep can be read, but not written again.
    throw new ProblemError('bad-request', 'The question is nested too deeply.', { cause });
  }
};

/** What a cursor is bound to: the whole question but the page. @throws ProblemError `bad-request` when it cannot be written */
export const questionHash = (question: unknown): string => createHash('sha256').update(written(question)).digest('base64url').slice(0, 22);

/** `asAt` = instant of the first page, which the later ones keep, so that named ranges do not move between pages. */
export interface Page {
  readonly offset: number;
  readonly asAt: number;
}
export const encodePage = (hash: string, { offset, asAt }: Page): string =>
  Buffer.from(JSON.stringify({ q: hash, o: offset, n: asAt })).toString('base64url');

/** @throws ProblemError `bad-cursor` */
export const decodePage = (hash: string, cursor: string | undefined, now: number): Page => {
  if (cursor === undefined) return { offset: 0, asAt: now };
  let parsed: z.output<typeof schema>;
  try {
    parsed = schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new ProblemError('bad-cursor', 'The cursor is not one that this API gave.', { cause });
  }
  if (parsed.q !== hash) throw new ProblemError('bad-cursor', 'The cursor was given for another question.');
  return { offset: parsed.o, asAt: Math.min(parsed.n, now) };
};

/**
 * Where a page stands and how to go on from it: `first` = its first row, from 0; the cursors lead to the page behind it, the one before it (which
 * begins at the first row, so that it may repeat some) and the one that ends with the last row. Null = there is none, or it is this one.
 */
export const pagesAround = (
  hash: string,
  { offset, asAt }: Page,
  { limit, items, rows }: { readonly limit: number; readonly items: number; readonly rows: number },
) => {
  const at = (place: number): string => encodePage(hash, { offset: place, asAt });
  const end = offset + items;
  return {
    first: offset,
    cursor: items === limit && end < rows ? at(end) : null,
    before: offset === 0 ? null : at(Math.max(0, offset - limit)),
    last: end < rows ? at(Math.max(0, rows - limit)) : null,
  };
};
