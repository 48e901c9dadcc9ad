export interface CsvLine {
  /** Line of the text it begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** One quoted or plain cell with what ends it: comma, semicolon, tab, line end, or the end of the text. */
const cell = (separator: string): RegExp =>
  new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n][^${separator}\\r\\n]*)?)(${separator}|\\r\\n|\\n|\\r|$)`, 'y');

const separatorOf = (text: string): string => {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  return [',', ';', '\t'].reduce((best, one) => (first.split(one).length > first.split(best).length ? one : best), ',');
};

/**
 * Comma-separated text as spreadsheets write it (RFC 4180; also semicolons or tabs, as the first line has them); empty lines are left
 * out. @returns the line that cannot be read when there is one
 */
export const parseCsv = (text: string): { readonly lines: readonly CsvLine[]; readonly unreadable: number | null } => {
  const source = text.replace(/^\uFEFF/, '');
  const pattern = cell(separatorOf(source));
  const lines: CsvLine[] = [];
  let cells: string[] = [];
  let line = 1;
  let begun = 1;
  while (pattern.lastIndex < source.length || cells.length > 0) {
    const at = pattern.lastIndex;
    const found = pattern.exec(source);
    if (found === null) return { lines, unreadable: line };
    const [whole, quoted, plain = '', end = ''] = found;
    cells.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    line += whole.split(/\r\n|\n|\r/).length - 1;
    const isEnd = end === '' || /[\r\n]/.test(end);
    if (isEnd) {
      if (cells.some((one) => one !== '')) lines.push({ line: begun, cells });
      cells = [];
      begun = line;
    }
    if (end === '' || at === source.length) break;
  }
  return { lines, unreadable: null };
};
