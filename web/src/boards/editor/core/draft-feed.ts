import type { BoardValue, View } from '../../../../../functions/domain/board.ts';
import type { FigureReading } from '../../../live/core/figures-feed.ts';
import type { BoardFeed } from '../../core/feed.ts';
import { knownFigures, type PreviewQuestion } from './preview.ts';

export interface PreviewAnswer extends FigureReading {
  readonly statistic: string;
}

/**
 * The live feed of the saved view, told over to the draft: figures whose question is the same, wherever their tile stands now, and the answers
 * to what only the draft asks. What nobody has answered yet is absent and shows as a dash.
 */
export const draftFeed = (
  feed: BoardFeed,
  draft: View,
  saved: View | null,
  asked: readonly { readonly question: PreviewQuestion; readonly answers: readonly PreviewAnswer[] }[],
  values: readonly BoardValue[],
): BoardFeed => {
  const figures = new Map<string, FigureReading>();
  for (const [figure, from] of knownFigures(draft, saved)) {
    const reading = feed.figures.get(from);
    if (reading !== undefined) figures.set(figure, reading);
  }
  for (const { question, answers } of asked)
    for (const { figure, statistic } of question.wanted) {
      const answer = answers.find((each) => each.statistic === statistic);
      if (answer !== undefined) figures.set(figure, { value: answer.value, perMs: answer.perMs, asOf: answer.asOf });
    }
  // Rows of grids are named by tile, column and row: those of a column that stayed where it was stay true.
  for (const tile of draft.tiles) {
    if (tile.kind !== 'grid') continue;
    const before = saved?.tiles.find(({ id }) => id === tile.id);
    if (before?.kind !== 'grid') continue;
    for (const [i, column] of tile.columns.entries()) {
      const from = before.columns.findIndex(
        (each) => JSON.stringify({ ...each, title: null }) === JSON.stringify({ ...column, title: null }),
      );
      if (column.source === 'property' || from < 0) continue;
      const prefix = `${tile.id}/${from}/`;
      for (const [id, reading] of feed.figures)
        if (id.startsWith(prefix)) figures.set(`${tile.id}/${i}/${id.slice(prefix.length)}`, reading);
    }
  }
  return { ...feed, figures, values: new Map([...values.map((value) => [value.id, value] as const), ...feed.values]) };
};
