import type { ExportFormat } from '../domain/report.ts';
import type { OpenRows } from '../reports/report-rows.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { DrawnChart, FileLogo } from './core/file-types.ts';

/** Drawn from the report's own rows. */
export interface AskedChart {
  readonly kind: 'bar' | 'line';
  /** Statistics of the report. */
  readonly columns: readonly string[];
}
/** The chart of a report as it was drawn, or is to be drawn of its rows, and what a reader should know of it; all of it can be kept as JSON. */
export interface ReportPicture {
  readonly chart: DrawnChart | AskedChart | null;
  /** Why there is none, or what it leaves out; null = nothing to say. */
  readonly words: string | null;
}

/** What Word documents say of a chart. */
export const notInWord = 'Not drawn in Word documents; the PDF of this report has it.';

/** How the bytes of a file are to be. Equal rows and an equal question make equal bytes. */
export interface FileQuestion {
  readonly format: ExportFormat;
  /** Of the report; the file is named after it and the dates that it tells of. */
  readonly title: string;
  /** Of the customer, on PDF and Word. */
  readonly logo: FileLogo | null;
  /** An existing folder of the caller's for this file alone, who removes it. */
  readonly path: string;
  /** Epoch ms; what the file says it was made at. */
  readonly generatedAt: number;
  /** Drawn on PDF only. */
  readonly chart?: DrawnChart | AskedChart | null;
  /** What a reader should know of the chart; on PDF and Word. */
  readonly chartWords?: string | null;
  /** Rows written so far. CSV and Parquet are written in one go: they tell once, at the end. */
  readonly onProgress?: (rowsDone: number) => void;
  /** Asked between batches. To stop CSV or Parquet under way, `cancel` the rows. */
  readonly cancelled?: () => boolean;
}
export interface WrittenFile {
  readonly path: string;
  /** For people, with its ending. */
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}
/** @param tell what who gets the file should know before it is opened. @returns rows of the file */
export type WriteRows = (open: OpenRows, question: FileQuestion, path: string, tell: (note: string) => void) => Promise<number>;

/** @throws ProblemError `unavailable` */
export const refuseCancelled = ({ cancelled }: Pick<FileQuestion, 'cancelled'>): void => {
  if (cancelled?.() === true) throw new ProblemError('unavailable', 'The export was cancelled.');
};
/** Rows held at once. */
export const batchRows = 2_000;
