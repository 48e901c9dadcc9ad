export interface DiffLine {
  readonly sign: '+' | '-' | ' ';
  readonly text: string;
}
/** Above this many comparisons everything in between counts as replaced: right, only longer than it could be. */
const comparisons = 4_000_000;
const contextLines = 3;

/** Every line of both, in order: taken away, added, or in both (longest common subsequence between what they begin and end with). */
export const diffLines = (before: readonly string[], after: readonly string[]): readonly DiffLine[] => {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end])
    end += 1;
  const a = before.slice(start, before.length - end);
  const b = after.slice(start, after.length - end);
  const line =
    (sign: DiffLine['sign']) =>
    (text: string): DiffLine => ({ sign, text });
  return [
    ...before.slice(0, start).map(line(' ')),
    ...(a.length * b.length > comparisons ? [...a.map(line('-')), ...b.map(line('+'))] : middle(a, b)),
    ...before.slice(before.length - end).map(line(' ')),
  ];
};

const middle = (a: readonly string[], b: readonly string[]): DiffLine[] => {
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: DiffLine[] = [];
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    const [old, fresh] = [a[i], b[j]];
    if (old !== undefined && old === fresh) {
      lines.push({ sign: ' ', text: old });
      i += 1;
      j += 1;
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ sign: '-', text: old });
      i += 1;
    } else if (fresh !== undefined) {
      lines.push({ sign: '+', text: fresh });
      j += 1;
    }
  }
  return lines;
};

/** Only what changed and three lines around it; `…` stands for what is left out. */
export const withContext = (lines: readonly DiffLine[]): readonly DiffLine[] => {
  const near = new Uint8Array(lines.length);
  lines.forEach(({ sign }, i) => {
    if (sign !== ' ') near.fill(1, Math.max(0, i - contextLines), i + contextLines + 1);
  });
  return lines.flatMap((line, i): DiffLine[] => {
    if (near[i] === 1) return [line];
    return i === 0 || near[i - 1] === 1 ? [{ sign: ' ', text: '…' }] : [];
  });
};
