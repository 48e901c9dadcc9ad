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
