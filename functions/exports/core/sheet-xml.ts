import { groupingOf, isTimeKey, mondayOf } from './cell-text.ts';
import type { FileCell, FileColumn, FileRow } from './file-types.ts';
import { beginsFormula } from './guard-text.ts';
import { formatOf, guardedStyle, headerStyle, type SheetFormat, styleOf } from './sheet-styles.ts';
import { wallOfLabel } from './wall-of-label.ts';
import { cutText, sheetText, xmlText } from './xml-text.ts';

/** What a cell of Excel holds. */
const cellCharacters = 32_767;
const dayMs = 86_400_000;
/** A spreadsheet rounds parts of a second, all other places cut them. */
const wholeSeconds = (ms: number): number => Math.floor(ms / 1_000) * 1_000;
/** Days from the spreadsheets' first day to ours. */
const epochDay = 25_569;

/** `A`, `Z`, `AA` … */
const columnLetters = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : `${columnLetters(Math.floor(index / 26) - 1)}${String.fromCharCode(65 + (index % 26))}`;

const textCell = (place: string, text: string, style = 0): string => {
  const look = style === 0 && beginsFormula(text) ? guardedStyle : style;
  return `<c r="${place}"${look === 0 ? '' : ` s="${look}"`} t="inlineStr"><is><t xml:space="preserve">${sheetText(cutText(text, cellCharacters))}</t></is></c>`;
};

const serialOf = (column: FileColumn, wall: number): number => {
  switch (groupingOf(column)) {
    case 'dateTime':
      return wall / dayMs + epochDay;
    case 'date':
      return Math.floor(wall / dayMs) + epochDay;
    case 'time':
      return wall / dayMs - Math.floor(wall / dayMs);
    case 'week':
      return mondayOf(wall) / dayMs + epochDay;
    case 'month':
      return Date.UTC(new Date(wall).getUTCFullYear(), new Date(wall).getUTCMonth()) / dayMs + epochDay;
  }
};
const numberOf = (column: FileColumn, format: SheetFormat, cell: number, wallOf: (at: number) => number): number => {
  switch (format) {
    case 'text':
    case 'count':
    case 'percentage':
      return cell;
    case 'clock':
      return wholeSeconds(cell) / dayMs;
    case 'seconds':
      return cell / 1_000;
    case 'dateTime':
    case 'date':
    case 'time':
    case 'week':
    case 'month':
      return serialOf(column, wholeSeconds(wallOf(cell)));
  }
};

/** Rows of a sheet as typed cells: numbers, durations, dates in the site's zone, and text that can never be a formula. */
export const createRowXml = (columns: readonly FileColumn[], wallOf: (at: number) => number) => {
  const parts = columns.map((column, i) => ({ column, letters: columnLetters(i), format: formatOf(column) }));
  const cellXml = ({ column, letters, format }: (typeof parts)[number], cell: FileCell, row: number, bold: boolean): string => {
    if (cell === null || cell === '') return '';
    const place = `${letters}${row}`;
    const plain = bold ? styleOf('text', true) : 0;
    const wall = typeof cell === 'string' && isTimeKey(column) ? wallOfLabel(cell) : null;
    if (wall !== null) return `<c r="${place}" s="${styleOf(format, bold)}"><v>${serialOf(column, wall)}</v></c>`;
    if (typeof cell === 'string') return textCell(place, cell, plain);
    if (typeof cell === 'boolean') return textCell(place, cell ? 'Yes' : 'No', plain);
    return Number.isFinite(cell) ? `<c r="${place}" s="${styleOf(format, bold)}"><v>${numberOf(column, format, cell, wallOf)}</v></c>` : '';
  };
  return (cells: FileRow, row: number, bold = false): string => {
    let xml = `<row r="${row}">`;
    for (let i = 0; i < parts.length; i += 1) {
      const part = parts[i];
      if (part !== undefined) xml += cellXml(part, cells[i] ?? null, row, bold);
    }
    return `${xml}</row>`;
  };
};

/** What suits a column whose width nobody chose, in characters. */
export const widthOf = (column: FileColumn): number => {
  if (column.width !== null) return column.width;
  const figure = {
    text: 20,
    count: 10,
    clock: 11,
    seconds: 10,
    percentage: 10,
    dateTime: 20,
    date: 12,
    time: 10,
    week: 16,
    month: 12,
  } as const;
  return Math.max(figure[formatOf(column)], Math.min(24, Math.ceil(column.header.length * 0.6) + 3));
};

const space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const colsXml = (widths: readonly number[]): string =>
  `<cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`;

/** Characters that are still read when they share the width of a lying A4. */
const pageCharacters = 250;
const pagesAcross = (columns: readonly FileColumn[]): number =>
  Math.max(1, Math.ceil(columns.reduce((all, column) => all + widthOf(column), 0) / pageCharacters));
/** What each printed page begins with: the header, and beside it, where a table is wider than a page, what a row is called by. */
export const sheetTitles = (columns: readonly FileColumn[]): string =>
  pagesAcross(columns) === 1 ? '$1:$1' : `$A:$${columns[1]?.id === 'keyName' ? 'B' : 'A'},$1:$1`;

const footCharacters = 100;
/** On lying A4, so many pages across and as many down as it takes. `foot` is cut to what spreadsheets take of it. */
const paperXml = (across: number, foot: string): string =>
  `<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="${across}" fitToHeight="0"/><headerFooter><oddFooter>&amp;L${xmlText(cutText(foot, footCharacters).replaceAll('&', '&&'))}&amp;R&amp;P of &amp;N</oddFooter></headerFooter>`;
const fitted = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';

/** Until the first row: the header stays in sight. */
export const sheetHead = (columns: readonly FileColumn[]): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet ${space}>${fitted}<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>${colsXml(columns.map(widthOf))}<sheetData><row r="1" ht="30" customHeight="1">${columns.map(({ header }, i) => textCell(`${columnLetters(i)}1`, header, headerStyle)).join('')}</row>`;

/** `lastRow` = of the rows, without totals; `foot` stands on each page. */
export const sheetTail = (columns: readonly FileColumn[], lastRow: number, foot: string): string =>
  `</sheetData>${columns.length === 0 ? '' : `<autoFilter ref="A1:${columnLetters(columns.length - 1)}${lastRow}"/>`}${paperXml(pagesAcross(columns), foot)}</worksheet>`;

/** A sheet of words: label, text and a third column. */
export const plainSheet = (rows: readonly (readonly string[])[], styles: (row: number, column: number) => number, foot: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet ${space}>${fitted}<sheetFormatPr defaultRowHeight="15"/>${colsXml([26, 60, 90])}<sheetData>${rows
    .map(
      (cells, r) =>
        `<row r="${r + 1}">${cells.map((text, c) => (text === '' ? '' : textCell(`${columnLetters(c)}${r + 1}`, text, styles(r, c)))).join('')}</row>`,
    )
    .join('')}</sheetData>${paperXml(1, foot)}</worksheet>`;
