/** A part of a JSON document that may be picked: its path (RFC 9535) and what stands there. */
export interface JsonLine {
  readonly path: string;
  /** Member or place in a list, as people read it; empty for the whole. */
  readonly label: string;
  readonly depth: number;
  /** Null = a list or an object: nothing a tile could show. */
  readonly text: string | null;
  readonly size: number;
}

const mostLines = 400;
const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/;

const memberPath = (path: string, name: string): string =>
  plainName.test(name) ? `${path}.${name}` : `${path}['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;

/**
 * The lines of a JSON document as a tree, each with the path that finds it; null where the text is no JSON, as when it was cut.
 * @example jsonLines('{"open": 3}') // [{ path: '$', … }, { path: '$.open', text: '3', … }]
 */
export const jsonLines = (sample: string): readonly JsonLine[] | null => {
  let whole: unknown;
  try {
    whole = JSON.parse(sample.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
  const lines: JsonLine[] = [];
  const walk = (value: unknown, path: string, label: string, depth: number): void => {
    if (lines.length >= mostLines) return;
    if (Array.isArray(value)) {
      lines.push({ path, label, depth, text: null, size: value.length });
      for (const [i, item] of value.entries()) walk(item, `${path}[${i}]`, `[${i}]`, depth + 1);
    } else if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value);
      lines.push({ path, label, depth, text: null, size: members.length });
      for (const [name, item] of members) walk(item, memberPath(path, name), name, depth + 1);
    } else lines.push({ path, label, depth, text: String(value), size: 0 });
  };
  walk(whole, '$', '', 0);
  return lines;
};

const separators = [',', ';', '\t'] as const;

const separatorOf = (line: string): string => {
  const bare = line.replace(/"[^"]*"/g, '');
  const counts = separators.map((separator) => bare.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
};

/** Cells of comma-separated text with quotes, row by row; the first holds the headings. As many rows as `most`. */
export const csvRows = (sample: string, most = 20): readonly (readonly string[])[] => {
  const text = sample.replace(/^\uFEFF/, '');
  const separator = separatorOf(/^[^\r\n]*/.exec(text)?.[0] ?? '');
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = (): void => {
    row.push(cell);
    cell = '';
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  };
  for (let i = 0; i < text.length && rows.length < most; i += 1) {
    const character = text.charAt(i);
    if (quoted && character === '"' && text.charAt(i + 1) === '"') {
      cell += '"';
      i += 1;
    } else if (character === '"') quoted = !quoted;
    else if (quoted) cell += character;
    else if (character === separator) {
      row.push(cell);
      cell = '';
    } else if (character === '\n') endRow();
    else if (character !== '\r') cell += character;
  }
  if (rows.length < most && (cell !== '' || row.length > 0)) endRow();
  return rows;
};

/** Finds a cell in a comma-separated text. `row` from 1. */
export const cellSelector = (heading: string, row: number | 'last'): string => `${heading.trim()}[${row}]`;

/** A name for a picked field, from its path. */
export const fieldName = (selector: string, taken: readonly string[]): string => {
  const steps = selector.match(/[\p{L}\p{N}_ -]+/gu) ?? [];
  const word = (steps.findLast((step) => !/^\d+$|^last$/.test(step.trim())) ?? 'Value').trim().replaceAll(/[_-]+/g, ' ');
  const base = `${word.charAt(0).toLocaleUpperCase('en-GB')}${word.slice(1)}`.slice(0, 60) || 'Value';
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? base : `${base} ${n}`;
    if (!taken.includes(name)) return name;
  }
};
