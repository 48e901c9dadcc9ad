import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type { OpenRows } from '../reports/report-rows.ts';
import { aboutLines, chartLine } from './core/about-lines.ts';
import { chartOfRows, chartRows } from './core/chart-of-rows.ts';
import type { DrawnChart } from './core/file-types.ts';
import { imageSize } from './core/image-size.ts';
import { pageLayout } from './core/page-layout.ts';
import { footTitle, placeWords } from './core/place-words.ts';
import { hasMissing, missingMark, printable } from './core/printable.ts';
import { chartTexts } from './core/printable-chart.ts';
import { totalsRow } from './core/totals-row.ts';
import { createWallOf } from './core/wall-clock.ts';
import { type FileQuestion, refuseCancelled, type WriteRows } from './file-question.ts';
import { providePdfFonts } from './pdf-fonts.ts';
import { drawFoot, footWords, type OpenPdf, openPdf, type PdfFront } from './pdf-front.ts';
import { createPdfTable, type PdfTable } from './pdf-table.ts';

/** Rows drawn before others have their turn. */
const pdfBatch = 200;

const chartOf = async (open: OpenRows, { chart }: FileQuestion, wallOf: (at: number) => number): Promise<DrawnChart | null> => {
  if (chart === undefined || chart === null) return null;
  if (chart.kind === 'heatMap' || 'series' in chart) return chart;
  for await (const batch of open.batches(chartRows[chart.kind])) return chartOfRows(chart, open.columns, batch, wallOf);
  return null;
};

/** A picture that cannot be read takes away itself, not the report. */
const openFront = async (front: PdfFront, tablePages: number): Promise<OpenPdf> => {
  try {
    return await openPdf(front, tablePages);
  } catch (error) {
    if (front.logo === null) throw error;
    return openPdf({ ...front, logo: null }, tablePages);
  }
};
const missingWords = `${missingMark} stands for a letter that the font of this file does not have; Excel, Word and CSV files have all of them.`;
/** For who gets the file, before it is opened. */
const missingNote = `The PDF shows ${missingMark} for letters that its font does not have: take it as Excel or Word, which have all of them.`;

/**
 * A4 lying: logo, title, what the figures are, chart, the table with its header on each page, totals, "3 of 12". Rows are read twice, as the
 * first page already says how many there are.
 */
export const writePdf: WriteRows = async (open, question, path, tell) => {
  const { columns } = open;
  const { title, generatedAt } = question;
  const wallOf = createWallOf(open.timeZone);
  const fonts = await providePdfFonts();
  const logo = question.logo !== null && imageSize(question.logo.bytes) !== null ? question.logo : null;
  const chart = await chartOf(open, question, wallOf);
  const about = [...aboutLines(open, question, wallOf).slice(1), ...chartLine(question.chartWords)];
  const foot = footTitle(title, open.place);
  const plain: PdfFront = { title, subject: placeWords(open.place), foot, about, logo, chart, generatedAt };
  const told: PdfFront = { ...plain, about: [...about, { label: 'Letters', text: missingWords }] };
  const frontTexts = [title, ...about.map(({ text }) => text), ...(chart === null ? [] : chartTexts(chart))];
  const layout = pageLayout(columns);
  const totals = totalsRow(columns, open.totals);

  const fill = async (table: PdfTable, onBatch: (rows: number) => void): Promise<number> => {
    let rows = 0;
    for await (const batch of open.batches(pdfBatch)) {
      refuseCancelled(question);
      for (const cells of batch) table.add(cells);
      rows += batch.length;
      onBatch(rows);
      await setImmediate();
    }
    if (totals !== null) table.add(totals, true);
    return rows;
  };
  const count = async (front: PdfFront): Promise<ReturnType<PdfTable['finish']>> => {
    const measured = await openFront(front, 0);
    const counting = createPdfTable({ doc: measured.doc, fonts, columns, layout, wallOf, y: measured.y, onPage: null });
    await fill(counting, () => {});
    return counting.finish();
  };
  let front = frontTexts.some((text) => hasMissing(printable(text))) ? told : plain;
  let counted = await count(front);
  // The first page has to say so, and is a line longer then.
  if (counted.missing && front === plain) {
    front = told;
    counted = await count(front);
  }
  if (front === told) tell(missingNote);
  const tablePages = counted.pages;

  const { doc, y, pages } = await openFront(front, tablePages);
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  doc.pipe(out);
  try {
    let number = pages;
    const onPage = (): void => {
      number += 1;
      drawFoot(doc, fonts.normal, foot, footWords(number, pages + tablePages));
    };
    const table = createPdfTable({ doc, fonts, columns, layout, wallOf, y, onPage });
    const rows = await fill(table, (done) => question.onProgress?.(done));
    table.finish();
    doc.end();
    await finished(out);
    return rows;
  } catch (error) {
    out.destroy();
    throw error;
  }
};
