/**
 * Lines of a text no wider than `width`, broken at spaces and, where a word alone is too wide, within it; at most `most` of them, the last
 * with an ellipsis when something is left.
 * @param advance width of one letter
 */
export const wrapText = (text: string, width: number, advance: (letter: string) => number, most: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  let breakAt = -1;
  let usedAtBreak = 0;
  const dots = advance('…');
  const ended = (): readonly string[] => {
    const letters = [...(lines[lines.length - 1] ?? '')];
    let last = letters.reduce((sum, letter) => sum + advance(letter), 0);
    while (letters.length > 0 && last + dots > width) last -= advance(letters.pop() ?? '');
    lines[lines.length - 1] = `${letters.join('').trimEnd()}…`;
    return lines;
  };
  for (const letter of text) {
    const step = advance(letter);
    if (used + step > width && line !== '') {
      const cut = breakAt > 0 && letter !== ' ';
      lines.push((cut ? line.slice(0, breakAt) : line).trimEnd());
      if (lines.length === most) return ended();
      line = cut ? line.slice(breakAt) : '';
      used = cut ? used - usedAtBreak : 0;
      breakAt = -1;
    }
    if (line === '' && letter === ' ' && lines.length > 0) continue;
    line += letter;
    used += step;
    if (letter === ' ') {
      breakAt = line.length;
      usedAtBreak = used;
    }
  }
  if (line !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
};
