import { isFigure } from './cell-text.ts';
import type { FileColumn, FileRow } from './file-types.ts';

/** Totals with the word that says so, in the first column of words; null for reports without. */
export const totalsRow = (columns: readonly FileColumn[], totals: FileRow | null): FileRow | null => {
  if (totals === null) return null;
  const place = columns.findIndex((column, i) => !isFigure(column) && (totals[i] ?? null) === null);
  return totals.map((cell, i) => (i === place ? 'Total' : cell));
};
