import { isFigure } from './cell-text.ts';
import type { FileColumn } from './file-types.ts';
import { widthOf } from './sheet-xml.ts';

/** A4 lying, in points. */
export const page = { width: 841.89, height: 595.28, margin: 34, foot: 22 } as const;
export const room = page.width - 2 * page.margin;
export const cellPadding = 3;
const sizes = [8, 7, 6] as const;
/** Of a letter's size, on the average of Roboto. */
const letterWidth = 0.53;

export interface PlacedColumn {
  readonly index: number;
  readonly x: number;
  readonly width: number;
  readonly right: boolean;
}
export interface PageLayout {
  readonly size: number;
  /** Pages that stand beside each other, each with the columns that name a row. */
  readonly groups: readonly (readonly PlacedColumn[])[];
}

const place = (columns: readonly FileColumn[], indexes: readonly number[], widths: readonly number[]): readonly PlacedColumn[] => {
  const all = indexes.reduce((sum, index) => sum + (widths[index] ?? 0), 0);
  // Twice as wide as needed is as wide as a column should be.
  const scale = all === 0 ? 1 : Math.min(room / all, 2);
  let x = page.margin;
  return indexes.flatMap((index) => {
    const column = columns[index];
    const width = (widths[index] ?? 0) * scale;
    x += width;
    return column === undefined ? [] : [{ index, x: x - width, width, right: isFigure(column) }];
  });
};

/** Columns by which a row is known; they begin each page of a table that is wider than one. */
const namesOf = (columns: readonly FileColumn[]): readonly number[] => {
  const keys = columns.flatMap(({ type, id }, i) => (type === 'key' || id === 'keyName' ? [i] : []));
  return keys.length > 0 ? keys.slice(0, 2) : columns.length > 0 ? [0] : [];
};

/** Smaller letters first; when even the smallest do not fit, several pages beside each other. */
export const pageLayout = (columns: readonly FileColumn[]): PageLayout => {
  const indexes = columns.map((_, i) => i);
  const needed = (size: number): number[] =>
    columns.map((column) => Math.min(widthOf(column) * size * letterWidth + 2 * cellPadding, room));
  const sum = (widths: readonly number[]): number => widths.reduce((all, one) => all + one, 0);
  const fitting = sizes.find((size) => sum(needed(size)) <= room);
  if (fitting !== undefined) return { size: fitting, groups: [place(columns, indexes, needed(fitting))] };
  const size = sizes[1];
  const widths = needed(size);
  const names = namesOf(columns);
  const namesWidth = Math.min(room / 2, sum(names.map((index) => widths[index] ?? 0)));
  const groups: number[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const index of indexes) {
    if (names.includes(index)) continue;
    const width = widths[index] ?? 0;
    if (used + width > room) {
      groups.push([...names]);
      used = namesWidth;
    }
    groups[groups.length - 1]?.push(index);
    used += width;
  }
  return { size, groups: (groups.length === 0 ? [[...names]] : groups).map((group) => place(columns, group, widths)) };
};
