import { type AskedFigure, askedFigure, type FigureSpec } from './asked-figure.ts';

/** The figures of one subscription, by the names they have there. */
export type Board = readonly { readonly id: string; readonly figure: AskedFigure }[];
/** What is wrong: number of the figure, place in it, words. */
export interface BoardFault {
  readonly index: number;
  readonly field: string;
  readonly detail: string;
}

/** Reads a board; all its faults, or none. */
export const readBoard = (
  specs: readonly (FigureSpec & { readonly id: string })[],
): { readonly board: Board } | { readonly faults: readonly BoardFault[] } => {
  const faults: BoardFault[] = [];
  const ids = new Set<string>();
  const board = specs.flatMap(({ id, ...spec }, index) => {
    if (ids.has(id)) faults.push({ index, field: 'id', detail: `Two figures are called "${id}"; give each its own id.` });
    ids.add(id);
    const figure = askedFigure(spec);
    if ('key' in figure) return [{ id, figure }];
    for (const fault of figure.faults) faults.push({ index, ...fault });
    return [];
  });
  return faults.length > 0 ? { faults } : { board };
};
