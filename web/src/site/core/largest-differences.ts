import type { WeekFigures } from '../preview-api.ts';
import { type PreviewRow, previewRows } from './preview-rows.ts';

const most = 3;

/** How far apart two figures are, as a part of the larger one; what is there on one side only is as far apart as can be. */
const apart = (before: number | null, after: number | null): number => {
  if (before === after) return 0;
  if (before === null || after === null) return 1;
  return Math.abs(after - before) / Math.max(Math.abs(before), Math.abs(after));
};
const apartOf = ({ figures: { before, after } }: PreviewRow): number =>
  Math.max(0, ...before.map((was, i) => apart(was, after[i] ?? null)));

/** The rows of the preview whose figures differ most, the largest difference first; what only words tell is left out. */
export const largestDifferences = (before: WeekFigures, after: WeekFigures): readonly PreviewRow[] =>
  previewRows(before, after)
    .filter((row) => row.changed && apartOf(row) > 0)
    .sort((a, b) => apartOf(b) - apartOf(a))
    .slice(0, most);
