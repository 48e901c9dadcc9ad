import type { ReportRow } from './public-types.ts';

/** A figure of a table by its row and column, from 0; totals are the row behind the last. */
export type FigurePlace = readonly [row: number, column: number];

export const placeText = ([row, column]: FigurePlace): string => `${row} ${column}`;
export const parsePlace = (text: string): FigurePlace => {
  const [row = 0, column = 0] = text.split(' ').map(Number);
  return [row, column];
};

/** Where arrow keys lead. */
export const arrowSteps: Readonly<Record<string, FigurePlace>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

interface PlacesNow {
  readonly rows: readonly Pick<ReportRow, 'gap'>[];
  readonly columns: number;
  readonly withTotals: boolean;
  /** Rows that are drawn. */
  readonly drawn: { readonly from: number; readonly to: number };
}

/**
 * The figure Tab stops at: the one that was moved to as long as it is there, else the first that is drawn, or the totals. A row that is a gap has
 * none.
 */
export const stopOfTab = (active: FigurePlace, { rows, columns, withTotals, drawn }: PlacesNow): FigurePlace => {
  const [row, column] = active;
  const isThere = row < rows.length ? rows[row]?.gap !== 'whole' : withTotals && row === rows.length;
  const inSight = row === rows.length || (row >= drawn.from && row < drawn.to);
  if (isThere && inSight && column < columns) return active;
  const first = rows.findIndex(({ gap }) => gap !== 'whole');
  return [first < 0 ? rows.length : Math.max(first, drawn.from), 0];
};
