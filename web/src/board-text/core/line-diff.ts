import type { DiffLine } from './types.ts';

const mostCells = 4_000_000;

/**
 * The lines of two texts side by side: what goes, what comes, what stays, with as much staying as can be. Texts too long to compare go and
 * come as a whole.
 */
export const lineDiff = (before: string, after: string): readonly DiffLine[] => {
  const [was, is] = [before.split('\n'), after.split('\n')];
  const [rows, columns] = [was.length, is.length];
  if (rows * columns > mostCells)
    return [...was.map((text): DiffLine => ({ sign: '-', text })), ...is.map((text): DiffLine => ({ sign: '+', text }))];
  // Longest common part of every pair of ends.
  const width = columns + 1;
  const longest = new Uint16Array((rows + 1) * width);
  const at = (row: number, column: number): number => longest[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1)
      longest[row * width + column] =
        was[row] === is[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    if (row < rows && column < columns && was[row] === is[column]) {
      lines.push({ sign: ' ', text: was[row] ?? '' });
      row += 1;
      column += 1;
    } else if (row < rows && (column >= columns || at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ sign: '-', text: was[row] ?? '' });
      row += 1;
    } else {
      lines.push({ sign: '+', text: is[column] ?? '' });
      column += 1;
    }
  }
  return lines;
};
