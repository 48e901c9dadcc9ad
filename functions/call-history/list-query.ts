import { z } from '@hono/zod-openapi';
import { latestEpochMs } from '../domain/ids.ts';
import { ProblemError } from '../runtime/problem.ts';
import { maxRangeDays } from './constants.ts';
import { cursorJson, type ListOf, type ListPosition, parseCursorJson } from './core/list-cursor.ts';

const instant = z.iso.datetime({ offset: true, message: 'an instant in ISO 8601 with offset, such as 2026-03-02T09:00:00Z' });

export const listQuerySchema = z.object({
  from: instant.optional().openapi({ description: 'Inclusive. Default: 24 hours before `to`.', example: '2026-03-02T00:00:00Z' }),
  to: instant.optional().openapi({ description: 'Exclusive. Default: now.', example: '2026-03-03T00:00:00Z' }),
  cursor: z
    .string()
    .max(1_000)
    .optional()
    .openapi({ description: '`cursor` of the page before; only with the same `from` and `to`, or without them.' }),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});
export type ListQuery = z.output<typeof listQuerySchema>;

export interface ListRequest {
  readonly list: ListOf;
  readonly after: ListPosition | null;
  readonly limit: number;
}

const dayMs = 86_400_000;
/** Nothing is older or later than what an event's instant can be, and only instants with a four-digit year sort as text. */
const withinTime = (at: number): number => Math.min(latestEpochMs, Math.max(0, at));
const instantOf = (text: string): number => withinTime(Date.parse(text));
const badRange = (pointer: string, detail: string): ProblemError =>
  new ProblemError('bad-request', detail, { errors: [{ pointer, detail, in: 'query' }] });

/** @throws ProblemError `bad-request` for an impossible range, `bad-cursor` for a cursor of another list. */
export const parseListQuery = (site: string, kind: string, query: ListQuery, now: number): ListRequest => {
  const { from: fromText, to: toText, cursor, limit } = query;
  if (cursor === undefined) {
    const to = toText === undefined ? now : instantOf(toText);
    const from = fromText === undefined ? withinTime(to - dayMs) : instantOf(fromText);
    if (from > to) throw badRange('#/from', '`from` must not be after `to`.');
    if (to - from > maxRangeDays * dayMs) throw badRange('#/from', `A list may span at most ${maxRangeDays} days.`);
    return { list: { site, kind, from, to }, after: null, limit };
  }
  const read = parseCursorJson(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (read === null) throw new ProblemError('bad-cursor', 'The cursor is not one that this API gave.');
  const { list, position } = read;
  const same =
    list.site === site &&
    list.kind === kind &&
    (fromText === undefined || instantOf(fromText) === list.from) &&
    (toText === undefined || instantOf(toText) === list.to) &&
    list.from === withinTime(list.from) &&
    list.to === withinTime(list.to) &&
    list.from <= list.to &&
    list.to - list.from <= maxRangeDays * dayMs &&
    position.sk < new Date(list.to).toISOString();
  if (!same) throw new ProblemError('bad-cursor', 'The cursor was given for another list, site or range.');
  return { list, after: position, limit };
};

export const encodeCursor = (list: ListOf, position: ListPosition): string => Buffer.from(cursorJson(list, position)).toString('base64url');
