import { epochMs } from '../domain/ids.ts';
import { permissionsOf } from '../identity/permissions.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { isUnreadable, refuseUnreadable, type UnreadableRow } from '../runtime/read-row.ts';
import { type Asker, type BoardRights, mayUse, mayUseUnreadable } from './core/board-rights.ts';
import { findStandardBoard, type StandardBoard } from './core/standard-boards.ts';
import type { BoardHead, StoredBoard } from './types.ts';

export type FindBoard = (scope: SiteScope, board: string) => Promise<StoredBoard | { readonly tombstone: number } | UnreadableRow | null>;

export const askerOf = (principal: Principal): Asker => ({
  id: principal.id,
  permissions: permissionsOf(principal),
  ...(principal.boards === undefined ? {} : { boards: principal.boards }),
});

export const isBuiltIn = (id: string): boolean => findStandardBoard(id) !== null;
export const rightsTo = (principal: Principal, head: BoardHead | UnreadableRow): BoardRights =>
  isUnreadable(head)
    ? mayUseUnreadable(askerOf(principal), head.id, head.row)
    : mayUse(askerOf(principal), { ...head, builtIn: isBuiltIn(head.id) });

/** A built-in board looks like any other; it never changes, so its date is the beginning of time. */
export const standardAsStored = ({ id, content }: StandardBoard): StoredBoard => ({
  id,
  kind: content.kind,
  name: content.name,
  owner: null,
  shared: true,
  version: 1,
  firstVersion: 1,
  updatedAt: epochMs(0),
  updatedBy: { id: 'trunkline', name: 'Trunkline' },
  template: null,
  views: content.views.map(({ id: view, name }) => ({ id: view, name })),
  filters: [],
  content,
});

/**
 * The board, when the principal may see it, also one that cannot be read. One that is hidden and one that is not there give the same answer.
 * @throws ProblemError `not-found`, `forbidden`
 */
export const lookUsable = async (
  findBoard: FindBoard,
  scope: SiteScope,
  principal: Principal,
  board: string,
): Promise<StoredBoard | UnreadableRow> => {
  const standard = findStandardBoard(board);
  const found = standard === null ? await findBoard(scope, board) : standardAsStored(standard);
  const absent = new ProblemError('not-found', 'There is no such board here.');
  if (found === null || 'tombstone' in found) throw absent;
  const { see } = rightsTo(principal, found);
  if (see === 'hidden') throw absent;
  if (see === 'kind')
    throw new ProblemError('forbidden', `The role "${principal.role}" may not use ${isUnreadable(found) ? 'board' : found.kind}s.`);
  return found;
};

/** The same for what only goes with one that can be read. @throws ProblemError also `conflict` */
export const findUsable = async (...of: Parameters<typeof lookUsable>): Promise<StoredBoard> => {
  const found = refuseUnreadable(await lookUsable(...of));
  if (found === null) throw new Error('looked for, and nothing was there');
  return found;
};
