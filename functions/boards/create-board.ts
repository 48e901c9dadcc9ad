import type { Doing } from '../audit/types.ts';
import type { BoardContent } from '../domain/board.ts';
import { readableId } from '../domain/readable-id.ts';
import { attempts } from '../runtime/attempts.ts';
import { ProblemError } from '../runtime/problem.ts';
import { countBoards } from './board-store.ts';
import { findContentFaults, refuseFaults } from './check-content.ts';
import { boardsPerSite } from './constants.ts';
import { boardChanges } from './core/board-changes.ts';
import { tidyContent } from './core/tidy-content.ts';
import { boardNote, nextBoard, personOf, refuseKind, refuseSharing, type SaveBoardDeps } from './save-board.ts';
import type { StoredBoard } from './types.ts';

/** @throws ProblemError `bad-request`, `forbidden`, `conflict`, `too-large` */
export const createBoard =
  (deps: SaveBoardDeps) =>
  async (
    doing: Doing,
    /** `copied`: what it is a copy of; filters of it stay, also those of other people. */
    given: { readonly content: BoardContent; readonly shared: boolean; readonly copied?: BoardContent },
  ): Promise<StoredBoard> => {
    const { scope, who } = doing;
    const content = tidyContent(given.content);
    refuseKind(who, content);
    if (given.shared) refuseSharing(who);
    refuseFaults(await findContentFaults(deps, scope, who, content, given.copied ?? null), ['content']);
    const now = deps.now();
    const by = personOf(who);
    const id = readableId(content.name, deps.newSuffix(), 'board');
    const { board, from } = nextBoard({ id, content, shared: given.shared, owner: by, by, now, template: null, before: null });
    const row = deps.audit(boardNote(doing, now, board, { action: 'board.save', summary: 'made', changes: boardChanges(null, content) }));
    for await (const _ of attempts()) {
      // First the revision, then what is in the list: one made in between is then seen by the write.
      const rev = await deps.store.revision(scope);
      if ((await countBoards(deps.store, scope)) >= boardsPerSite)
        throw new ProblemError('conflict', `A site may have at most ${boardsPerSite} boards: delete those that nobody uses.`);
      if (await deps.store.commit([...deps.store.saveWrites(scope, board, from), deps.store.revisionWrite(scope, rev), row])) return board;
    }
    throw new ProblemError('conflict', 'Something else was saved at the same moment: try again.');
  };
