import { z } from 'zod';
import type { Principal, SiteScope } from '../identity/types.ts';
import { isUnreadable } from '../runtime/read-row.ts';
import type { FilterUse } from '../saved-filters/types.ts';
import { allBoards, type BoardStore } from './board-store.ts';
import { rightsTo } from './find-usable.ts';

/** Which boards of a site use which saved filters; those that somebody may not see are told as hidden, and of those that cannot be read what still can be. */
export const createFilterUses =
  (store: Pick<BoardStore, 'list'>) =>
  async (scope: SiteScope, who: Principal): Promise<readonly FilterUse[]> => {
    const { read, unreadable } = await allBoards(store, scope);
    return [...read, ...unreadable].flatMap((board) => {
      const hidden = rightsTo(who, board).see !== 'yes';
      const { id, name } = board;
      const filters = isUnreadable(board) ? (z.array(z.string()).safeParse(board.row.filters).data ?? []) : board.filters;
      return filters.map((filter): FilterUse => ({ filter, kind: 'board', id, name: hidden ? '' : (name ?? id), hidden }));
    });
  };
