import { auditNote } from '../audit/audit.ts';
import type { AuditNote, AuditWrite, Doing, TransactWrite } from '../audit/types.ts';
import type { BoardContent } from '../domain/board.ts';
import { epochMs } from '../domain/ids.ts';
import { mayDo } from '../identity/permissions.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { isUnreadable, refuseUnreadable, type UnreadableRow } from '../runtime/read-row.ts';
import type { MadeFrom } from './board-params.ts';
import { linkSchema } from './board-records.ts';
import type { BoardStore } from './board-store.ts';
import { type CheckDeps, findContentFaults, refuseFaults } from './check-content.ts';
import { followSk, templatesPk } from './constants.ts';
import { boardChanges } from './core/board-changes.ts';
import { mayUseKind } from './core/board-rights.ts';
import { savedFiltersOf } from './core/content-references.ts';
import { changedOverrides } from './core/overrides.ts';
import { tidyContent } from './core/tidy-content.ts';
import { askerOf, lookUsable, rightsTo } from './find-usable.ts';
import type { Person, StoredBoard, TemplateLink } from './types.ts';

export interface SaveBoardDeps extends CheckDeps {
  readonly store: BoardStore;
  readonly table: string;
  readonly audit: AuditWrite;
  readonly now: () => number;
  /** Six characters of the alphabet of ids, never the same. */
  readonly newSuffix: () => string;
}
export const personOf = ({ id, name }: Principal): Person => ({ id, name });

/** The board that comes to be from what was written. */
export const nextBoard = (params: {
  readonly id: string;
  readonly content: BoardContent;
  readonly shared: boolean;
  readonly owner: Person | null;
  readonly by: Person;
  readonly now: number;
  readonly template: TemplateLink | null;
  readonly before: StoredBoard | { readonly tombstone: number } | null;
}): { readonly board: StoredBoard; readonly from: MadeFrom } => {
  const { id, content, shared, owner, by, now, template, before } = params;
  const last = before === null ? 0 : 'tombstone' in before ? before.tombstone : before.version;
  return {
    board: {
      id,
      kind: content.kind,
      name: content.name,
      owner,
      shared,
      version: last + 1,
      firstVersion: before !== null && !('tombstone' in before) ? before.firstVersion : last + 1,
      updatedAt: epochMs(now),
      updatedBy: by,
      template,
      views: content.views.map(({ id: view, name }) => ({ id: view, name })),
      filters: savedFiltersOf(content),
      content,
    },
    from: before === null ? null : 'tombstone' in before ? before : { version: before.version, shared: before.shared },
  };
};

export const boardNote = (
  doing: Doing,
  now: number,
  of: { readonly id: string; readonly name: string; readonly kind: string },
  told: Pick<AuditNote, 'action' | 'summary' | 'changes'>,
): AuditNote => auditNote(doing, now, { object: `${of.kind} ${of.name} (${of.id})`, ...told });

export const refuseKind = (who: Principal, content: BoardContent): void => {
  if (!mayUseKind(askerOf(who), content.kind)) throw new ProblemError('forbidden', `The role "${who.role}" may not use ${content.kind}s.`);
};
export const refuseSharing = (who: Principal): void => {
  if (!mayDo(who, 'boards.share'))
    throw new ProblemError('forbidden', `The role "${who.role}" may not make boards visible to others: leave "shared" out.`);
};

const stale = ({ version, updatedBy, updatedAt }: StoredBoard, madeFrom: number): ProblemError =>
  new ProblemError(
    'version-mismatch',
    `The change was made from version ${madeFrom}, but ${updatedBy.name} saved version ${version} at ${new Date(updatedAt).toISOString()}: look at it and make the change again.`,
  );

/** The board for a change, also one that cannot be read. @throws ProblemError `not-found`, `forbidden`, `version-mismatch` */
const lookEditable = async (
  deps: SaveBoardDeps,
  { scope, who }: Doing,
  id: string,
  madeFrom: number | null,
): Promise<StoredBoard | UnreadableRow> => {
  const before = await lookUsable(deps.store.look, scope, who, id);
  if (!rightsTo(who, before).edit)
    throw new ProblemError('forbidden', `"${before.name ?? id}" is not yours to change: make a copy and change that.`);
  if (madeFrom !== null && !isUnreadable(before) && before.version !== madeFrom) throw stale(before, madeFrom);
  return before;
};

const overtaken = async (deps: SaveBoardDeps, scope: SiteScope, id: string, madeFrom: number): Promise<ProblemError> => {
  const now = await deps.store.find(scope, id);
  return now === null
    ? new ProblemError('not-found', 'The board was deleted meanwhile.')
    : now.version === madeFrom
      ? new ProblemError('conflict', 'Something else was saved at the same moment: try again.')
      : stale(now, madeFrom);
};

/** The link of a board that follows a template, after a change; a board that goes its own way keeps its own. */
export const linkAfter = (before: StoredBoard, content: BoardContent): TemplateLink | null => {
  const { template } = before;
  if (template === null || !template.follows) return template;
  const overrides = changedOverrides(before.content, template.overrides, content, template.name);
  if (overrides === null)
    throw new ProblemError(
      'bad-request',
      `The board follows the template "${template.name}": only its name and the filters of its views are yours to change. Make a copy to change more.`,
    );
  return { ...template, overrides };
};

/**
 * Saves a change as the next version, with its row in the audit; no change makes no version.
 * @throws ProblemError `not-found`, `forbidden`, `bad-request` with each place, `version-mismatch`, `conflict`, `too-large`
 */
export const updateBoard =
  (deps: SaveBoardDeps) =>
  async (
    doing: Doing,
    id: string,
    given: { readonly content: BoardContent; readonly shared: boolean },
    madeFrom: number,
  ): Promise<StoredBoard> => {
    const { scope, who } = doing;
    const before = refuseUnreadable(await lookEditable(deps, doing, id, madeFrom));
    if (before === null) throw new Error('looked for, and nothing was there');
    const content = tidyContent(given.content);
    refuseKind(who, content);
    if (given.shared !== before.shared) refuseSharing(who);
    const template = linkAfter(before, content);
    refuseFaults(await findContentFaults(deps, scope, who, content, before.content), ['content']);
    const shared = given.shared === before.shared ? [] : [{ path: '/shared', before: before.shared, after: given.shared }];
    const changes = [...boardChanges(before.content, content), ...shared];
    if (changes.length === 0) return before;
    const now = deps.now();
    const { board, from } = nextBoard({
      id,
      content,
      shared: given.shared,
      owner: before.owner,
      by: personOf(who),
      now,
      template,
      before,
    });
    const row = deps.audit(
      boardNote(doing, now, board, { action: 'board.save', summary: `version ${board.version}: ${changes.length} change(s)`, changes }),
    );
    if (await deps.store.commit([...deps.store.saveWrites(scope, board, from), row])) return board;
    throw await overtaken(deps, scope, id, madeFrom);
  };

/** A site's board no longer follows: the reseller's list of followers forgets it in the same transaction. */
export const unfollowWrites = (
  table: string,
  { reseller, tenant, site }: SiteScope,
  board: Pick<StoredBoard, 'id' | 'template'>,
): TransactWrite[] =>
  board.template === null || !board.template.follows
    ? []
    : [{ Delete: { TableName: table, Key: { pk: templatesPk(reseller), sk: followSk(board.template.id, tenant, site, board.id) } } }];

/** Of a board that cannot be read, what still can be says what it follows; else the next save of the template finds out. */
const deleteUnreadable = async (deps: SaveBoardDeps, doing: Doing, before: UnreadableRow): Promise<void> => {
  const { scope } = doing;
  const { id, row } = before;
  const now = deps.now();
  const told = {
    action: 'board.delete',
    object: `board ${before.name ?? ''} (${id})`,
    summary: 'deleted, as it could not be read',
  } as const;
  const writes = [
    ...(await deps.store.deleteUnreadableWrites(scope, before, now)),
    ...unfollowWrites(deps.table, scope, { id, template: linkSchema.safeParse(row.template).data ?? null }),
    deps.audit(auditNote(doing, now, told)),
  ];
  if (!(await deps.store.commit(writes))) throw new ProblemError('conflict', 'Something else was saved at the same moment: try again.');
};

/** @throws ProblemError `not-found`, `forbidden`, `version-mismatch`, `conflict` */
export const deleteBoard =
  (deps: SaveBoardDeps) =>
  async (doing: Doing, id: string, madeFrom: number | null): Promise<void> => {
    const { scope } = doing;
    const before = await lookEditable(deps, doing, id, madeFrom);
    if (isUnreadable(before)) return deleteUnreadable(deps, doing, before);
    const now = deps.now();
    const row = deps.audit(
      boardNote(doing, now, before, { action: 'board.delete', summary: `deleted at version ${before.version}`, changes: [] }),
    );
    const writes = [...deps.store.deleteWrites(scope, before, now), ...unfollowWrites(deps.table, scope, before), row];
    if (!(await deps.store.commit(writes))) throw await overtaken(deps, scope, id, before.version);
  };
