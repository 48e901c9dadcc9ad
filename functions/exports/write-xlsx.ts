import { sheetRowsAtMost } from '../domain/report.ts';
import type { OpenRows } from '../reports/report-rows.ts';
import { findStatistic } from '../statistics/catalogue.ts';
import { aboutLines } from './core/about-lines.ts';
import { contentTypes, coreProperties, rootRelationships, workbookParts } from './core/office-parts.ts';
import { footTitle, placeWords } from './core/place-words.ts';
import { headerStyle, stylesXml, wrappedStyle } from './core/sheet-styles.ts';
import { createRowXml, plainSheet, sheetHead, sheetTail, sheetTitles } from './core/sheet-xml.ts';
import { totalsRow } from './core/totals-row.ts';
import { createWallOf } from './core/wall-clock.ts';
import { batchRows, type FileQuestion, refuseCancelled, type WriteRows } from './file-question.ts';
import { createZipFile, putEntry, type ZipEntry, type ZipFile } from './zip-file.ts';

const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** A part of an archive holds 4 GB: very wide rows begin a new sheet before the row limit. */
const sheetBytesAtMost = 3.5e9;

const aboutSheet = (open: OpenRows, question: FileQuestion, wallOf: (at: number) => number): string => {
  const about = aboutLines(open, question, wallOf).map(({ label, text }) => [label, text]);
  const rows = [
    ...about,
    [],
    ['Column', 'Statistic', 'What it says'],
    ...open.columns.map(({ id, header, name }) => [header, name, findStatistic(id)?.words ?? '']),
  ];
  return plainSheet(
    rows,
    (row, column) => (row === about.length + 1 || (column === 0 && row < about.length) ? headerStyle : wrappedStyle),
    footTitle(question.title, open.place),
  );
};

/** Sheets of rows, one after another. @returns how many */
const writeSheets = async (zip: ZipFile, open: OpenRows, question: FileQuestion, wallOf: (at: number) => number, most: number) => {
  const { columns } = open;
  const rowXml = createRowXml(columns, wallOf);
  const tail = (): string => sheetTail(columns, rows + 1, footTitle(question.title, open.place));
  let [sheets, rows, done, bytes] = [0, 0, 0, 0];
  let entry: ZipEntry | null = null;
  const begin = async (): Promise<ZipEntry> => {
    sheets += 1;
    [rows, bytes] = [0, 0];
    const begun = await zip.entry(`xl/worksheets/sheet${sheets}.xml`);
    await begun.write(sheetHead(columns));
    return begun;
  };
  for await (const batch of open.batches(batchRows)) {
    refuseCancelled(question);
    for (let at = 0; at < batch.length; ) {
      entry ??= await begin();
      const part = batch.slice(at, at + most - rows);
      const xml = part.map((cells, i) => rowXml(cells, rows + i + 2)).join('');
      await entry.write(xml);
      rows += part.length;
      at += part.length;
      bytes += xml.length;
      if (rows >= most || bytes > sheetBytesAtMost) {
        done += part.length;
        // The totals of a report that just fills a sheet stand on it.
        if (done >= open.rows) break;
        await entry.write(tail());
        await entry.end();
        entry = null;
      } else done += part.length;
    }
    question.onProgress?.(done);
  }
  entry ??= await begin();
  const totals = totalsRow(columns, open.totals);
  if (totals !== null) await entry.write(rowXml(totals, rows + 2, true));
  await entry.write(tail());
  await entry.end();
  return { sheets, done };
};

/** Typed cells, a frozen header with a filter, totals, and a sheet that says what the figures are. `most` = rows of a sheet. */
export const writeXlsx =
  (most = sheetRowsAtMost): WriteRows =>
  async (open, question, path) => {
    const wallOf = createWallOf(open.timeZone);
    const zip = await createZipFile(path);
    try {
      const { sheets, done } = await writeSheets(zip, open, question, wallOf, most);
      const names = [...Array.from({ length: sheets }, (_, i) => (i === 0 ? 'Report' : `Report ${i + 1}`)), 'About'];
      const { workbook, relations } = workbookParts(
        names,
        names.slice(0, sheets).map(() => sheetTitles(open.columns)),
      );
      await putEntry(zip, `xl/worksheets/sheet${names.length}.xml`, aboutSheet(open, question, wallOf));
      await putEntry(zip, 'xl/styles.xml', stylesXml());
      await putEntry(zip, 'xl/workbook.xml', workbook);
      await putEntry(zip, 'xl/_rels/workbook.xml.rels', relations);
      await putEntry(zip, '_rels/.rels', rootRelationships('xl/workbook.xml'));
      await putEntry(zip, 'docProps/core.xml', coreProperties(question.title, placeWords(open.place), question.generatedAt));
      const parts = names.map((_, i) => [`/xl/worksheets/sheet${i + 1}.xml`, `${main}.worksheet+xml`] as const);
      const core = ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'] as const;
      await putEntry(
        zip,
        '[Content_Types].xml',
        contentTypes([['/xl/workbook.xml', `${main}.sheet.main+xml`], ['/xl/styles.xml', `${main}.styles+xml`], core, ...parts]),
      );
      await zip.finish();
      return done;
    } catch (error) {
      await zip.abort();
      throw error;
    }
  };
