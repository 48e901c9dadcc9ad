const comma = 44;
const bar = 124;
const space = 32;

const skipSpaces = (line: string, from: number): number => {
  let i = from;
  while (line.charCodeAt(i) === space) i++;
  return i;
};

/** A bar closes a text only before a comma or the line's end: bars inside a text are not escaped. Without such a bar the text runs to the end. */
const closingBar = (line: string, from: number): number => {
  for (let i = line.indexOf('|', from); i >= 0; i = line.indexOf('|', i + 1)) {
    const next = skipSpaces(line, i + 1);
    if (next >= line.length || line.charCodeAt(next) === comma) return i;
  }
  return line.length;
};

/**
 * Fields of a line: split at commas outside `|…|`, blanks around them removed, bars taken off. A comma missing before a bar is
 * read as if it stood there, as no plain field holds a bar.
 * @example splitFields('006,LF,,15,1014,5485,|Jones, Bob|,2004') // ['006', 'LF', '', '15', '1014', '5485', 'Jones, Bob', '2004']
 */
export const splitFields = (line: string): string[] => {
  if (line.indexOf('|') < 0) {
    const plain = line.split(',');
    if (line.indexOf(' ') < 0) return plain;
    return plain.map((field) => field.trim());
  }
  const fields: string[] = [];
  let i = 0;
  for (;;) {
    const start = skipSpaces(line, i);
    if (line.charCodeAt(start) === bar) {
      const close = closingBar(line, start + 1);
      fields.push(line.slice(start + 1, close).trim());
      const after = skipSpaces(line, close + 1);
      if (after >= line.length) return fields;
      i = after + 1;
      continue;
    }
    let end = start;
    while (end < line.length && line.charCodeAt(end) !== comma && line.charCodeAt(end) !== bar) end++;
    fields.push(line.slice(start, end).trimEnd());
    if (end >= line.length) return fields;
    i = line.charCodeAt(end) === comma ? end + 1 : end;
  }
};
