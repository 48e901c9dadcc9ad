import type { DiffLine } from './types.ts';

export type FoldedLines =
  | { readonly kind: 'lines'; readonly lines: readonly DiffLine[] }
  | { readonly kind: 'hidden'; readonly count: number };

/** The changed lines with `context` equal ones around them; longer stretches of equal lines are counted only. */
export const foldLines = (lines: readonly DiffLine[], context = 3): readonly FoldedLines[] => {
  const near = lines.map(() => false);
  lines.forEach(({ sign }, i) => {
    if (sign !== ' ') for (let at = Math.max(0, i - context); at <= Math.min(lines.length - 1, i + context); at += 1) near[at] = true;
  });
  const parts: FoldedLines[] = [];
  for (let i = 0; i < lines.length; ) {
    let end = i;
    while (end < lines.length && near[end] === near[i]) end += 1;
    // A line that says how many are hidden takes the room of one.
    parts.push(near[i] === true || end - i === 1 ? { kind: 'lines', lines: lines.slice(i, end) } : { kind: 'hidden', count: end - i });
    i = end;
  }
  return parts;
};
