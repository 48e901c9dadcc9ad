import { z } from '@hono/zod-openapi';
import type { Principal } from '../identity/types.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { isBuiltIn, rightsTo } from './find-usable.ts';
import type { BoardHead, StoredBoard } from './types.ts';

export { etagOf, ifMatch, json, ok, pageOf, saveProblems, versionOf } from '../runtime/route-parts.ts';

export const boardInPath = siteInPath.extend({ board: z.string().min(1).max(200).openapi({ example: 'standard-wallboard' }) });

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
