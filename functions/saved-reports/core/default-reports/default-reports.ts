import type { DefaultReport } from './default-report.ts';

/** What everybody with reports is given at a site, in the order of the list (L4256-4423). */
export const defaultReports: readonly DefaultReport[] = [];
