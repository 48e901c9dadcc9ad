/** Published door of exports: a report's rows as a file. */
export { cellText, isFigure, wallText } from './core/cell-text.ts';
export type { DrawnChart, FileLogo, HeatChart, SeriesChart } from './core/file-types.ts';
export { createWallOf } from './core/wall-clock.ts';
export type { FileQuestion, WrittenFile } from './file-question.ts';
export { refuseTooManyPages, writeReportFile } from './write-report-file.ts';
