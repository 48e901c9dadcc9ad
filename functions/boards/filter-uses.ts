import type { Principal, SiteScope } from '../identity/types.ts';
import type { FilterUse } from '../saved-filters/types.ts';
import { allBoards, type BoardStore } from './board-store.ts';
import { rightsTo } from './find-usable.ts';

/** Which boards of a site use which saved filters; those that somebody may not see are told as hidden. */
export const createFilterUses =
  (store: Pick<BoardStore, 'list'>) =>
  async (scope: SiteScope, who: Principal): Promise<readonly FilterUse[]> =>
    (await allBoards(store, scope)).flatMap((head) => {
      const hidden = rightsTo(who, head).see !== 'yes';
      return head.filters.map((filter) => ({ filter, kind: 'board', id: head.id, name: hidden ? '' : head.name, hidden }));
    });
