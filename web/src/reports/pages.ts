/** The part of the page that comes when somebody opens a report. */
export { BuilderPage } from './builder-page.tsx';
export { DownloadsPage } from './exports/downloads-page.tsx';
export { ReportsPage } from './reports-page.tsx';
