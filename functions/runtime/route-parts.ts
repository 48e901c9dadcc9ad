import { z } from '@hono/zod-openapi';
import { problemResponse, userProblems } from './create-api.ts';
import { ProblemError } from './problem.ts';
import type { UnreadableRow } from './read-row.ts';

/** Parts that routes have in common: bodies, pages, versions as ETags, and refusals of what people keep. */
export const ok = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
export const json = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } }, required: true });
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), cursor: z.string().nullable() });
/** What stands in a list for a row that cannot be read, so that the others are there. */
export const unreadableSchema = z
  .object({
    id: z.string(),
    name: z.string().nullable().openapi({ description: 'Null: it cannot be read either' }),
    unreadable: z.string().openapi({ description: 'What is wrong with what is stored, in words' }),
    mayEdit: z.boolean().openapi({ description: 'The token may delete it' }),
  })
  .openapi('Unreadable', { description: 'Something stored that cannot be read: an older shape, or damaged. It can be deleted' });
export const publicUnreadable = ({ id, name, unreadable }: UnreadableRow, mayEdit: boolean): z.output<typeof unreadableSchema> => ({
  id,
  name,
  unreadable,
  mayEdit,
});
export const saveProblems = {
  ...userProblems,
  409: problemResponse('In the way of something else; `detail` says of what.'),
  412: problemResponse('Somebody else saved a version meanwhile; `detail` says who and when.'),
  413: problemResponse('Larger than can be kept.'),
};

export const ifMatch = z.object({
  'if-match': z.string().optional().openapi({ description: 'ETag of the version the change was made from', example: '"7"' }),
});
export const etagOf = (version: number): string => `"${version}"`;
/** @throws ProblemError `bad-request` */
export const versionOf = (header: string | undefined): number => {
  const version = /^"?(\d{1,8})"?$/.exec(header?.trim() ?? '')?.[1];
  if (version === undefined)
    throw new ProblemError('bad-request', 'The change must say which version it was made from.', {
      errors: [{ pointer: '#/if-match', in: 'header', detail: 'Send the ETag of that version as If-Match, e.g. "7".' }],
    });
  return Number(version);
};
