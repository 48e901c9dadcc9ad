import type { BoardFigure } from './client-message.ts';
import type { AskedFigure } from './site-figures/asked-figure.ts';
import { readBoard } from './site-figures/board.ts';

/**
 * Figures of a stored view that can be computed. Boards are checked when they are saved, but the catalogue or a filter may have changed
 * since: what is wrong then is left out here and named by the view itself (`ShownView.faults`).
 */
export const readableFigures = (
  figures: readonly BoardFigure[],
): { readonly figures: readonly BoardFigure[]; readonly board: readonly { readonly id: string; readonly figure: AskedFigure }[] } => {
  const read = readBoard(figures);
  if ('board' in read) return { figures, board: read.board };
  const wrong = new Set(read.faults.map(({ index }) => index));
  const sound = figures.filter((_figure, index) => !wrong.has(index));
  const again = readBoard(sound);
  return 'board' in again ? { figures: sound, board: again.board } : { figures: [], board: [] };
};
