import type { ReportContent } from '../../../../functions/domain/report.ts';
import { type Over, type SortChoice, sortText } from '../../figures/core/question.ts';
import { chartText, type ReportSearch } from './report-search.ts';

/** The address with rows in another order; none = as the report says. */
export const withSort = ({ sort: _sort, ...now }: ReportSearch, sort: readonly SortChoice[]): ReportSearch =>
  sort.length === 0 ? now : { ...now, sort: sortText(sort) };

/** The address with another chart; the one that the report has stays out of it. */
export const withChart = (
  { chart: _chart, ...now }: ReportSearch,
  chart: ReportContent['chart'],
  saved: Pick<ReportContent, 'chart'>,
): ReportSearch => (chartText(chart) === chartText(saved.chart) ? now : { ...now, chart: chartText(chart) });

/** The address with other range, filter, hours and grouping: order and chart stay, and nothing is explained. */
export const withAsked = ({ sort, chart }: ReportSearch, asked: ReportSearch): ReportSearch => ({
  ...asked,
  ...(sort === undefined ? {} : { sort }),
  ...(chart === undefined ? {} : { chart }),
});

/** The address with a figure explained. @param row null = the totals @param over the stretches of a chart; null = the table */
export const withWhy = (
  { row: _row, over: _over, ...now }: ReportSearch,
  column: string,
  row: string | null,
  over: Over | null,
): ReportSearch => ({ ...now, why: column, ...(row === null ? {} : { row, ...(over === null ? {} : { over }) }) });

export const withoutWhy = ({ why: _why, row: _row, over: _over, ...now }: ReportSearch): ReportSearch => now;
