import { groupingOf, isInstant, isTimeKey } from './cell-text.ts';
import type { FileColumn } from './file-types.ts';

/**
 * Looks of a spreadsheet's cells, in the order of the stylesheet; each figure once plain and once bold, for totals. Decimals are fixed: with optional
 * ones (`0.###`) Excel shows whole numbers as `39.`. Counts have none (`roundedSql` of reports), seconds those of their milliseconds.
 */
const formats = {
  text: null,
  count: '#,##0',
  clock: '[hh]:mm:ss',
  seconds: '0.000',
  percentage: '0.00%',
  dateTime: 'dd/mm/yyyy hh:mm:ss',
  date: 'dd/mm/yyyy',
  time: 'hh:mm:ss',
  month: 'mmm, yyyy',
  week: 'ddd dd/mm/yyyy',
} as const;
export type SheetFormat = keyof typeof formats;
const names = Object.keys(formats) as SheetFormat[];

export const styleOf = (format: SheetFormat, bold = false): number => names.indexOf(format) + (bold ? names.length : 0);
export const headerStyle = names.length * 2;
/** Text that would be a formula if somebody edited the cell: Excel keeps it text. */
export const guardedStyle = headerStyle + 1;
export const wrappedStyle = headerStyle + 2;

export const formatOf = (column: FileColumn): SheetFormat => {
  if (isInstant(column) || isTimeKey(column)) return groupingOf(column);
  if (column.type === 'duration') return column.display === 'seconds' ? 'seconds' : 'clock';
  return column.type === 'count' || column.type === 'percentage' ? column.type : 'text';
};

const firstCustom = 164;
const xf = (index: number, extra = ''): string =>
  `<xf numFmtId="${formats[names[index] ?? 'text'] === null ? 0 : firstCustom + index}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"${extra}`;
const bold = (index: number): string =>
  xf(index, ' applyFont="1" applyBorder="1"/>').replace('fontId="0"', 'fontId="1"').replace('borderId="0"', 'borderId="1"');

export const stylesXml = (): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="${names.length - 1}">${names
    .flatMap((name, i) => {
      const code = formats[name];
      return code === null ? [] : [`<numFmt numFmtId="${firstCustom + i}" formatCode="${code}"/>`];
    })
    .join(
      '',
    )}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE3E8EF"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top style="thin"><color auto="1"/></top><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${names.length * 2 + 3}">${names.map((_, i) => xf(i, '/>')).join('')}${names
    .map((_, i) => bold(i))
    .join(
      '',
    )}<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
