import { refuseLong, textFilterOf } from '../definitions-text/text-document.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { inParallel } from '../runtime/bounded.ts';
import { isUnreadable } from '../runtime/read-row.ts';
import { type FilterStore, mayUseFilter } from '../saved-filters/filters.ts';
import { allBoards, type BoardStore } from './board-store.ts';
import { valuesIn } from './core/content-references.ts';
import { askerOf, findUsable, isBuiltIn, rightsTo } from './find-usable.ts';
import type { TextVariables } from './import-text.ts';
import { printSiteText } from './print-text.ts';
import type { StoredBoard } from './types.ts';

export interface ExportDeps {
  readonly store: BoardStore;
  readonly filters: FilterStore;
  readonly variables: TextVariables;
}
const readsAtOnce = 8;

/**
 * Boards with the filters they use as one text: those named, with the variables on them, or everything the principal may see of the site.
 * Built-in boards are everywhere already.
 * @throws ProblemError `not-found`, `too-large`
 */
export const exportText =
  (deps: ExportDeps) =>
  async (scope: SiteScope, who: Principal, only: readonly string[] | null): Promise<string> => {
    const ids =
      only ??
      (await allBoards(deps.store, scope)).read
        .filter((head) => rightsTo(who, head).see === 'yes' && !isBuiltIn(head.id))
        .map(({ id }) => id);
    const found = await inParallel(ids, readsAtOnce, async (id): Promise<StoredBoard | null> => {
      if (only !== null) return findUsable(deps.store.look, scope, who, id);
      // A board that was listed may be gone by now, or have content that cannot be read; one that was named must be there.
      const listed = await deps.store.look(scope, id);
      return listed === null || 'tombstone' in listed || isUnreadable(listed) ? null : listed;
    });
    const boards = found.filter((board) => board !== null);
    const used = new Set(boards.flatMap(({ filters }) => filters));
    const shown = new Set(boards.flatMap(({ content }) => valuesIn(content).map(({ value }) => value)));
    const filters = (await deps.filters.all(scope)).filter(
      (filter) => used.has(filter.id) || (only === null && mayUseFilter(askerOf(who), filter).see),
    );
    const variables = (await deps.variables.list(scope)).filter(({ id }) => only === null || shown.has(`variable:${id}`));
    const text = printSiteText({
      boards: boards.map(({ id, shared, content }) => ({ id, shared, content })),
      filters: filters.map(textFilterOf),
      variables: variables.map(({ id, name, value }) => ({ id, name, value })),
    });
    return refuseLong(text, 'boards');
  };
