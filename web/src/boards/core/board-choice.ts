import type { BoardItem } from '../editor/board-api.ts';

/** The board to begin with: the one looked at last, else the standard one a person may see, dashboards first. */
export const startBoard = (boards: readonly BoardItem[], last: string | null): BoardItem | null =>
  boards.find(({ id }) => id === last) ??
  boards.find(({ id }) => id === 'standard-dashboard') ??
  boards.find(({ id }) => id === 'standard-wallboard') ??
  boards[0] ??
  null;

export interface BoardSearch {
  readonly view?: string;
  /** Present = the editor is open. */
  readonly edit?: '';
}

export const parseBoardSearch = (search: Record<string, unknown>): BoardSearch => ({
  ...(typeof search.view === 'string' && search.view !== '' ? { view: search.view } : {}),
  ...(search.edit === undefined ? {} : { edit: '' }),
});

/** The view asked for, else the first. */
export const chosenView = (views: readonly { readonly id: string; readonly name: string }[], wanted: string | undefined): string | null =>
  (views.find(({ id }) => id === wanted) ?? views[0])?.id ?? null;
