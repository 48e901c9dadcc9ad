/** Published door of exports: a report's rows as a file, and the worker that writes what people asked for. */
export { composeReadLogo, composeWriteExport } from './compose-exports.ts';
export { cellText, isFigure } from './core/cell-text.ts';
export type { DrawnChart, FileLogo, HeatChart, SeriesChart } from './core/file-types.ts';
export { totalsRow } from './core/totals-row.ts';
export { createWallOf } from './core/wall-clock.ts';
export { type ChartQuestion, drawReportChart } from './draw-report-chart.ts';
export type { AskedChart, FileQuestion, ReportPicture, WrittenFile } from './file-question.ts';
export { createWriteExport, type WriteExportDeps } from './write-export.ts';
export { refuseTooManyPages, writeReportFile } from './write-report-file.ts';
