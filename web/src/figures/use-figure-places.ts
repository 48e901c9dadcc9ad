import { type KeyboardEvent, type RefObject, useCallback, useState } from 'react';
import { arrowSteps, type FigurePlace, parsePlace, placeText, stopOfTab } from './core/figure-places.ts';
import type { ReportRow } from './core/public-types.ts';

/** Moves through the figures of a table by arrow keys: Tab stops at one of them. Figures carry their place in `data-place`. */
export const useFigurePlaces = (
  table: RefObject<HTMLTableElement | null>,
  rows: readonly ReportRow[],
  columns: number,
  withTotals: boolean,
  drawn: { readonly from: number; readonly to: number },
): { readonly stop: FigurePlace; readonly move: (event: KeyboardEvent<HTMLTableElement>) => void } => {
  const [active, setActive] = useState<FigurePlace>([0, 0]);
  const last = rows.length;
  const move = useCallback(
    (event: KeyboardEvent<HTMLTableElement>) => {
      const place = event.target instanceof HTMLElement ? event.target.dataset.place : undefined;
      const step = arrowSteps[event.key];
      if (place === undefined || step === undefined) return;
      event.preventDefault();
      let [row, column] = parsePlace(place);
      // Cells of a gap have nothing to press: they are passed over.
      for (;;) {
        row += step[0];
        column += step[1];
        if (row < 0 || column < 0 || row > last || column >= columns) return;
        const next = table.current?.querySelector<HTMLElement>(`[data-place="${placeText([row, column])}"]`);
        if (next === null || next === undefined) continue;
        setActive([row, column]);
        next.focus();
        return;
      }
    },
    [table, last, columns],
  );
  return { stop: stopOfTab(active, { rows, columns, withTotals, drawn }), move };
};
