import { z } from '@hono/zod-openapi';
import type { Principal } from '../identity/types.ts';
import { problemSchema, userProblems } from '../runtime/create-api.ts';
import { ProblemError } from '../runtime/problem.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { isBuiltIn, rightsTo } from './find-usable.ts';
import type { BoardHead, StoredBoard } from './types.ts';

export const ok = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } });
export const json = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } }, required: true });
const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemSchema } } });
export const saveProblems = {
  ...userProblems,
  409: problem('In the way of something else; `detail` says of what.'),
  412: problem('Somebody else saved a version meanwhile; `detail` says who and when.'),
  413: problem('Larger than can be kept.'),
};
export const ifMatch = z.object({
  'if-match': z.string().optional().openapi({ description: 'ETag of the version the change was made from', example: '"7"' }),
});
export const boardInPath = siteInPath.extend({ board: z.string().min(1).max(200).openapi({ example: 'standard-wallboard' }) });
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), cursor: z.string().nullable() });

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

/** A board as lists show it. */
export const publicItem = (head: BoardHead, who: Principal) => ({
  id: head.id,
  kind: head.kind,
  name: head.name,
  owner: head.owner === null ? null : { ...head.owner },
  shared: head.shared,
  builtIn: isBuiltIn(head.id),
  version: head.version,
  updatedAt: new Date(head.updatedAt).toISOString(),
  mayEdit: rightsTo(who, head).edit,
  template:
    head.template === null
      ? null
      : { id: head.template.id, name: head.template.name, version: head.template.version, follows: head.template.follows },
  views: head.views.map(({ id, name }) => ({ id, name })),
});
export const publicBoard = (board: StoredBoard, who: Principal) => ({ ...publicItem(board, who), content: board.content });
