import type { Row } from './grid-rows.ts';

/** A letter is up to so much of its size wide; room around a cell, and the sign in front of a row. */
const letterEm = 0.62;
const paddingEm = 1.1;
const signEm = 1.4;
const headSize = 0.86;

/** Longer texts end in an ellipsis rather than make all others small. */
export const longestCell = 24;

/** How wide a table is in sizes of its letters, so that it can be set as small as its tile wants and nothing is cut at its right. */
export const gridWidthEm = (titles: readonly string[], rows: readonly Pick<Row, 'cells'>[]): number =>
  titles.reduce((sum, title, column) => {
    const longest = rows.reduce((most, { cells }) => Math.max(most, cells[column]?.text.length ?? 0), 0);
    return sum + letterEm * Math.max(title.length * headSize, Math.min(longestCell, longest)) + paddingEm;
  }, signEm);
