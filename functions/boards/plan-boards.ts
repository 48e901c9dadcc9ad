import type { Doing } from '../audit/types.ts';
import {
  isChange,
  type ListedFilters,
  lacks,
  type Piece,
  refuseMoreThan,
  type TextFaults,
  textChange,
} from '../definitions-text/text-document.ts';
import { inParallel } from '../runtime/bounded.ts';
import { ProblemError } from '../runtime/problem.ts';
import { isUnreadable } from '../runtime/read-row.ts';
import { allBoards } from './board-store.ts';
import { findContentFaults } from './check-content.ts';
import { boardsPerSite, standardPrefix } from './constants.ts';
import { mayUseKind } from './core/board-rights.ts';
import { tidyContent } from './core/tidy-content.ts';
import { askerOf, rightsTo } from './find-usable.ts';
import type { ReadText } from './read-text.ts';
import { linkAfter, nextBoard, personOf, type SaveBoardDeps } from './save-board.ts';
import { type TextBoard, writtenBoard } from './site-text.ts';

const readsAtOnce = 8;
const takenId = (id: string): string => `the id "${id}" is taken: choose another one`;
const unreadableId = (id: string): string => `what is stored under the id "${id}" cannot be read: delete it first, or choose another one`;

/** Boards of a text against those of the site; what cannot be taken goes to `faults`. @throws ProblemError `conflict` where there would be too many */
export const planBoards = async (
  deps: SaveBoardDeps,
  filters: ListedFilters,
  { scope, who }: Doing,
  given: ReadText,
  faults: TextFaults,
) => {
  if (given.boards.length === 0) return { planned: [], rev: 0 };
  const rev = await deps.store.revision(scope);
  const { read, unreadable } = await allBoards(deps.store, scope);
  const all = [...read, ...unreadable];
  const present = new Set(all.map(({ id }) => id));
  refuseMoreThan(boardsPerSite, 'boards', all.length, given.boards.filter(({ value }) => !present.has(value.id)).length);
  // Each by itself, as the list has neither what is on boards nor the tombstones of those deleted lately.
  const looked = await inParallel(given.boards, readsAtOnce, ({ value }) => deps.store.look(scope, value.id));
  let names: ReturnType<typeof deps.valueNames> | null = null;
  const reading = {
    filters,
    valueNames: () => {
      names ??= deps.valueNames(scope);
      return names;
    },
  };
  const also = {
    filters: given.filters.map(({ value }) => value.id),
    values: given.variables.map(({ value }) => `variable:${value.id}`),
  };
  const planned = [];
  for (const [i, placed] of given.boards.entries()) {
    const value: TextBoard = { ...placed.value, content: tidyContent(placed.value.content) };
    const { id, content, shared } = value;
    if (id.startsWith(standardPrefix)) {
      faults.add(placed, ['id'], `ids that begin with "${standardPrefix}" belong to built-in boards: choose another one`);
      continue;
    }
    const found = looked[i] ?? null;
    if (found !== null && isUnreadable(found)) {
      faults.add(placed, ['id'], rightsTo(who, found).see === 'hidden' ? takenId(id) : unreadableId(id));
      continue;
    }
    const before = found !== null && 'tombstone' in found ? null : found;
    const told = textChange('board', id, content.name, before === null ? null : writtenBoard(before), writtenBoard(value));
    planned.push({ told, value, before, found });
    if (told.change === 'same') continue;
    const rights = before === null ? null : rightsTo(who, before);
    if (rights?.see === 'hidden') {
      faults.add(placed, ['id'], takenId(id));
      continue;
    }
    const refusal =
      rights?.edit === false
        ? `"${content.name}" is not yours to change`
        : mayUseKind(askerOf(who), content.kind)
          ? shared !== (before?.shared ?? false)
            ? lacks(who, 'boards.share')
            : null
          : `the role "${who.role}" may not use ${content.kind}s`;
    if (refusal !== null) faults.add(placed, [], refusal);
    for (const { path, detail } of await findContentFaults(reading, scope, who, content, before?.content ?? null, also))
      faults.add(placed, path, detail);
    if (before !== null)
      try {
        linkAfter(before, content);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        faults.add(placed, [], error.message);
      }
  }
  return { planned, rev };
};

/** What saves a board, whose it is when it is new. */
export const boardPieces = (
  deps: SaveBoardDeps,
  { scope, who }: Doing,
  now: number,
  planned: Awaited<ReturnType<typeof planBoards>>['planned'],
): readonly Piece<'board'>[] =>
  planned.filter(isChange).map(({ told, value, before, found }) => {
    const { board, from } = nextBoard({
      id: value.id,
      content: value.content,
      shared: value.shared,
      owner: before === null ? personOf(who) : before.owner,
      by: personOf(who),
      now,
      template: before === null ? null : linkAfter(before, value.content),
      before: found,
    });
    return { told, writes: deps.store.saveWrites(scope, board, from) };
  });
