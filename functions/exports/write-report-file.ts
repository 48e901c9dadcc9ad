import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExportFormat, pagedFormats, pagedRowsAtMost } from '../domain/report.ts';
import type { OpenRows } from '../reports/report-rows.ts';
import { ProblemError } from '../runtime/problem.ts';
import { fileDates } from './core/file-dates.ts';
import { fileName } from './core/file-name.ts';
import { sha256Of } from './file-hash.ts';
import { type FileQuestion, refuseCancelled, type WriteRows, type WrittenFile } from './file-question.ts';
import { writeCsv, writeParquetRows } from './write-csv.ts';
import { writeDocx } from './write-docx.ts';
import { writePdf } from './write-pdf.ts';
import { writeXlsx } from './write-xlsx.ts';

const writers: Readonly<Record<ExportFormat, WriteRows>> = {
  csv: writeCsv,
  parquet: writeParquetRows,
  xlsx: writeXlsx(),
  docx: writeDocx,
  pdf: writePdf,
};

/** @throws ProblemError `bad-request` that offers what has no end */
export const refuseTooManyPages = (format: ExportFormat, rows: number): void => {
  if (!pagedFormats.includes(format) || rows <= pagedRowsAtMost) return;
  const detail = `The report has ${rows} rows; ${format === 'pdf' ? 'a PDF' : 'a Word document'} holds at most ${pagedRowsAtMost}. Choose csv, xlsx or parquet, which hold all of them, or a shorter range.`;
  throw new ProblemError('bad-request', detail, { errors: [{ pointer: '#/format', detail, in: 'body' }] });
};

/**
 * Writes all rows of a report as one file of a short name below `question.path`; `notes` are what who gets it should know before it is opened. Equal rows and an equal question make equal bytes. Does not close `open`.
 * @throws ProblemError `bad-request` for more rows than the format holds, `unavailable` when it was cancelled
 */
export const writeReportFile = async (
  open: OpenRows,
  question: FileQuestion,
): Promise<{ readonly files: readonly WrittenFile[]; readonly notes: readonly string[] }> => {
  const { format, title } = question;
  refuseTooManyPages(format, open.rows);
  refuseCancelled(question);
  const name = fileName(title, format, fileDates(open.range, open.timeZone), open.place?.site);
  // Not its name for people, which may be as long as a file system's paths allow, or longer.
  const path = join(question.path, `report.${format}`);
  const write = writers[format];
  const notes: string[] = [];
  try {
    const rows = await write(open, question, path, (note) => notes.push(note));
    question.onProgress?.(rows);
    return { files: [{ path, name, rows, bytes: (await stat(path)).size, sha256: await sha256Of(path) }], notes };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
};
