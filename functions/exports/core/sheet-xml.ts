import { groupingOf, mondayOf } from './cell-text.ts';
import type { FileCell, FileColumn, FileRow } from './file-types.ts';
import { beginsFormula } from './guard-text.ts';
import { formatOf, guardedStyle, headerStyle, type SheetFormat, styleOf } from './sheet-styles.ts';
import { cutText, sheetText } from './xml-text.ts';

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

/** Until the first row: the header stays in sight. */
export const sheetHead = (columns: readonly FileColumn[]): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet ${space}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>${colsXml(columns.map(widthOf))}<sheetData><row r="1" ht="30" customHeight="1">${columns.map(({ header }, i) => textCell(`${columnLetters(i)}1`, header, headerStyle)).join('')}</row>`;

/** `lastRow` = of the rows, without totals. */
export const sheetTail = (columns: number, lastRow: number): string =>
  `</sheetData>${columns === 0 ? '' : `<autoFilter ref="A1:${columnLetters(columns - 1)}${lastRow}"/>`}<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;

/** A sheet of words: label, text and a third column. */
export const plainSheet = (rows: readonly (readonly string[])[], styles: (row: number, column: number) => number): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet ${space}><sheetFormatPr defaultRowHeight="15"/>${colsXml([26, 60, 90])}<sheetData>${rows
    .map(
      (cells, r) =>
        `<row r="${r + 1}">${cells.map((text, c) => (text === '' ? '' : textCell(`${columnLetters(c)}${r + 1}`, text, styles(r, c)))).join('')}</row>`,
    )
    .join('')}</sheetData><pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/></worksheet>`;
