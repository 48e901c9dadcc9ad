/**
 * Published door of reports: all rows of a report, for files and for whoever else needs more than a page of them.
 */
export { composeOpenRows, forPages, forWholeReports } from './compose-reports.ts';
export { composeSources } from './compose-sources.ts';
export { createOpenRows, type OpenRowsDeps } from './open-rows.ts';
export type { Cell, OpenReport, OpenReportOptions, OpenRows, RowsColumn } from './open-rows-types.ts';
