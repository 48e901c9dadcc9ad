import { cellText } from './core/cell-text.ts';
import type { FileColumn, FileRow } from './core/file-types.ts';
import { cellPadding, type PageLayout, type PlacedColumn, page, room } from './core/page-layout.ts';
import { hasMissing, printable } from './core/printable.ts';
import { wrapText } from './core/wrap-text.ts';
import type { PdfFonts } from './pdf-fonts.ts';

/** Lines of a cell; a text that goes on ends with an ellipsis, as one cell must not fill pages. */
const linesAtMost = 6;
const headLinesAtMost = 4;
const bottom = page.height - page.margin - page.foot;

interface LaidRow {
  readonly lines: readonly (readonly string[])[];
  readonly height: number;
  readonly bold: boolean;
}

/** Widths of letters, each measured once: a report has some hundred different ones in a million places. */
const createAdvance = (doc: PDFKit.PDFDocument, font: string, size: number): ((letter: string) => number) => {
  const known = new Map<string, number>();
  return (letter) => {
    const kept = known.get(letter);
    if (kept !== undefined) return kept;
    const width = doc.font(font).fontSize(size).widthOfString(letter);
    known.set(letter, width);
    return width;
  };
};

/** Draws rows page by page; a table wider than a page goes on beside it, with the same rows. */
export const createPdfTable = (params: {
  readonly doc: PDFKit.PDFDocument;
  readonly fonts: PdfFonts;
  readonly columns: readonly FileColumn[];
  readonly layout: PageLayout;
  readonly wallOf: (at: number) => number;
  /** Where on the page under way it may begin. */
  readonly y: number;
  /** Called with each page that was begun; null = only count how many there are to be. */
  readonly onPage: (() => void) | null;
}) => {
  const { doc, fonts, columns, layout, wallOf, onPage } = params;
  const { size, groups } = layout;
  const lineHeight = size * 1.28;
  const advances = { normal: createAdvance(doc, fonts.normal, size), bold: createAdvance(doc, fonts.bold, size) };
  const placed = new Map(groups.flat().map((column) => [column.index, column]));
  const state = { missing: false, waiting: [] as LaidRow[], waitingHeight: 0, y: params.y, fresh: false, pages: 0 };

  const layRow = (texts: readonly string[], bold: boolean, most: number): LaidRow => {
    const advance = bold ? advances.bold : advances.normal;
    const lines = texts.map((text, index) => {
      const width = (placed.get(index)?.width ?? 0) - 2 * cellPadding;
      // A text of 32,000 letters need not be looked at to its end to fill six lines.
      const shown = printable(text.length > 2_000 ? `${text.slice(0, 2_000)}…` : text);
      state.missing ||= hasMissing(shown);
      return shown === '' ? [] : wrapText(shown, width, advance, most);
    });
    return { lines, height: Math.max(1, ...lines.map((one) => one.length)) * lineHeight + 3, bold };
  };
  const head = layRow(
    columns.map(({ header }) => header),
    true,
    headLinesAtMost,
  );

  const drawRow = (row: LaidRow, group: readonly PlacedColumn[], y: number): void => {
    doc
      .font(row.bold ? fonts.bold : fonts.normal)
      .fontSize(size)
      .fillColor('#20262e');
    const advance = row.bold ? advances.bold : advances.normal;
    for (const { index, x, width, right } of group) {
      const lines = row.lines[index] ?? [];
      for (let i = 0; i < lines.length; i += 1) {
        const line = lines[i] ?? '';
        let indent = cellPadding;
        if (right) {
          indent = width - cellPadding;
          for (const letter of line) indent -= advance(letter);
        }
        doc.text(line, x + indent, y + 1.5 + i * lineHeight, { lineBreak: false });
      }
    }
  };
  const drawPart = (group: readonly PlacedColumn[], place: number, top: number): void => {
    let y = top;
    const end = Math.min(page.margin + room, Math.max(...group.map(({ x, width }) => x + width)));
    if (groups.length > 1) {
      doc.font(fonts.normal).fontSize(6).fillColor('#5b6470');
      doc.text(`Columns, part ${place + 1} of ${groups.length}`, page.margin, y, { lineBreak: false });
      y += 9;
    }
    doc.rect(page.margin, y, end - page.margin, head.height).fill('#e3e8ef');
    drawRow(head, group, y);
    y += head.height;
    for (const row of state.waiting) {
      drawRow(row, group, y);
      y += row.height;
      doc.moveTo(page.margin, y).lineTo(end, y).lineWidth(0.3).strokeColor('#c4cad2').stroke();
    }
  };
  const marksHeight = groups.length > 1 ? 9 : 0;
  const nextPage = (): void => {
    state.pages += 1;
    if (onPage !== null) {
      doc.addPage({ size: [page.width, page.height], margin: 0 });
      onPage();
    }
    state.y = page.margin;
    state.fresh = true;
  };
  /** Draws what has gathered, a page for each group of columns. */
  const flush = (): void => {
    let y = state.y;
    groups.forEach((group, place) => {
      if (place > 0) nextPage();
      y = state.y + marksHeight + head.height + state.waitingHeight;
      if (onPage !== null) drawPart(group, place, state.y);
    });
    state.y = y;
    state.waiting = [];
    state.waitingHeight = 0;
  };
  const take = (row: LaidRow): void => {
    const fits = state.y + marksHeight + head.height + state.waitingHeight + row.height <= bottom;
    if (!fits && state.waiting.length > 0) {
      flush();
      nextPage();
    } else if (!fits && !state.fresh) nextPage();
    state.waiting.push(row);
    state.waitingHeight += row.height;
  };

  return {
    add: (row: FileRow, bold = false): void =>
      take(
        layRow(
          columns.map((column, i) => cellText(column, row[i] ?? null, wallOf)),
          bold,
          linesAtMost,
        ),
      ),
    /** What is left. `missing`: a letter was met that the font does not have. */
    finish: (): { readonly pages: number; readonly missing: boolean } => {
      flush();
      return { pages: state.pages, missing: state.missing };
    },
  };
};
export type PdfTable = ReturnType<typeof createPdfTable>;
