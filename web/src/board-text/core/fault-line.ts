/** The line of the text that a fault names, from 1; null where it names none. */
export const faultLine = ({ pointer, detail }: { readonly pointer: string; readonly detail: string }): number | null => {
  const found = /\bline (\d{1,6})\b/i.exec(detail) ?? /#?\/?(?:line|lines)\/(\d{1,6})/.exec(pointer);
  return found?.[1] === undefined ? null : Number(found[1]);
};

/** Where a line begins and ends in a text, for its marking. */
export const lineSpan = (text: string, line: number): readonly [from: number, to: number] => {
  const lines = text.split('\n');
  const from = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return [Math.min(from, text.length), Math.min(from + (lines[line - 1]?.length ?? 0), text.length)];
};
