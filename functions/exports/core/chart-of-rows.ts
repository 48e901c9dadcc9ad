import { cellText, isFigure, isInstant } from './cell-text.ts';
import type { FileColumn, FileRow, SeriesChart } from './file-types.ts';

/** More bars or points than these nobody tells apart on a page. */
export const chartRows = { bar: 40, line: 400 } as const;

/** A bar or line chart over the first rows of a report; null where none of its columns is a figure of it. */
export const chartOfRows = (
  asked: { readonly kind: 'bar' | 'line'; readonly columns: readonly string[] },
  columns: readonly FileColumn[],
  rows: readonly FileRow[],
  wallOf: (at: number) => number,
): SeriesChart | null => {
  const shown = rows.slice(0, chartRows[asked.kind]);
  const numeric = asked.columns.flatMap((id) => {
    const index = columns.findIndex((column) => column.id === id);
    const column = columns[index];
    return column !== undefined && isFigure(column) ? [{ column, index }] : [];
  });
  if (numeric.length === 0 || shown.length === 0) return null;
  const found = ['keyName', 'key'].map((id) => columns.findIndex((column) => column.id === id)).find((index) => index >= 0);
  const named = found ?? columns.findIndex((column) => !isFigure(column) && !isInstant(column));
  const labelColumn = columns[named];
  return {
    kind: asked.kind,
    labels: shown.map((row, i) => (labelColumn === undefined ? String(i + 1) : cellText(labelColumn, row[named] ?? null, wallOf))),
    series: numeric.map(({ column, index }) => ({
      name: column.header,
      unit: column.unit,
      values: shown.map((row) => {
        const cell = row[index];
        return typeof cell === 'number' ? cell : null;
      }),
    })),
  };
};
