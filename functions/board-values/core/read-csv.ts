import { parse } from 'csv-parse/sync';
import type { Reading } from './reading.ts';
import { parseRowSelector } from './row-selector.ts';

const separators = [',', ';', '\t'] as const;

/** The separator that the line of headings has most of, quoted parts aside. */
const separatorOf = (text: string): string => {
  const headings = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = separators.map((separator) => headings.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
};

/**
 * Cells of comma-separated text; semicolons and tabs are known by the line of headings, which is the first.
 * @throws CsvError when the text cannot be read, e.g. a quote is never closed
 */
export const readCsv = (text: string, selectors: readonly string[]): readonly Reading[] => {
  const rows: string[][] = parse(text, { bom: true, delimiter: separatorOf(text), relax_column_count: true, skip_empty_lines: true });
  const headings = (rows[0] ?? []).map((heading) => heading.trim());
  const last = rows.length - 1;
  return selectors.map((text) => {
    const selector = parseRowSelector(text);
    if (selector === null) return { failing: 'The selector is not of the form heading[row].' };
    const column = headings.indexOf(selector.column);
    if (column === -1) return { failing: `There is no column with the heading "${selector.column}".` };
    const row = selector.row ?? last;
    const value = row === 0 ? undefined : rows[row]?.[column];
    if (value === undefined) return { failing: selector.row === null ? 'There are no rows.' : `There is no row ${row} in this column.` };
    return { value };
  });
};
