import { type BoardKind, boardKinds } from '../../domain/board.ts';

/** Who asks, as far as boards are concerned. */
export interface Asker {
  readonly id: string;
  readonly permissions: readonly string[];
  /** The only boards it may see; absent = what its permissions say. */
  readonly boards?: readonly string[];
}
/** What of a board decides. */
export interface Guarded {
  readonly id: string;
  readonly kind: BoardKind;
  readonly owner: { readonly id: string } | null;
  readonly shared: boolean;
  readonly builtIn: boolean;
}
export interface BoardRights {
  /** `hidden`: as if it were not there. `kind`: it is there, but the role has no right to boards of its kind. */
  readonly see: 'yes' | 'hidden' | 'kind';
  readonly edit: boolean;
  /** Whether it may be made visible to everybody, or taken back. */
  readonly share: boolean;
}

const kindPermission: Readonly<Record<BoardKind, string>> = { wallboard: 'wallboards.use', dashboard: 'dashboards.use' };
export const mayUseKind = (asker: Asker, kind: BoardKind): boolean => asker.permissions.includes(kindPermission[kind]);

/**
 * Who sees and changes a board: owners their own, everybody with the right to its kind what is shared or built in; a shared one is changed
 * by its owner and by those who may share. A screen sees the boards it is bound to, whoever they belong to, and changes none.
 */
export const mayUse = (asker: Asker, board: Guarded): BoardRights => {
  if (asker.boards !== undefined) return { see: asker.boards.includes(board.id) ? 'yes' : 'hidden', edit: false, share: false };
  const own = board.owner !== null && board.owner.id === asker.id;
  if (!own && !board.shared && !board.builtIn) return { see: 'hidden', edit: false, share: false };
  if (!mayUseKind(asker, board.kind)) return { see: 'kind', edit: false, share: false };
  const sharer = asker.permissions.includes('boards.share');
  const edit = asker.permissions.includes('boards.write') && !board.builtIn && (own || sharer);
  return { see: 'yes', edit, share: edit && sharer };
};

/** Whose a stored board is that cannot be read, where that still can be. */
export const ownerIn = ({ owner }: Readonly<Record<string, unknown>>): { readonly id: string } | null =>
  typeof owner === 'object' && owner !== null && 'id' in owner && typeof owner.id === 'string' ? { id: owner.id } : null;

/**
 * The same of a stored board that cannot be read, by what still can be: one of which nobody can tell the kind is for those who may use every kind,
 * one that does not say that it is shared is its owner's, and whose nobody can tell is for those who may share to put away.
 */
export const mayUseUnreadable = (asker: Asker, id: string, row: Readonly<Record<string, unknown>>): BoardRights => {
  const known = ownerIn(row);
  const kind = boardKinds.find((one) => one === row.kind) ?? boardKinds.find((one) => !mayUseKind(asker, one)) ?? 'wallboard';
  const nobodys = known === null && row.shared !== true;
  const rights = mayUse(asker, { id, kind, owner: known, shared: row.shared === true || nobodys, builtIn: false });
  const see = nobodys && asker.boards === undefined && !rights.edit ? 'hidden' : rights.see;
  return { ...rights, see, share: false };
};
