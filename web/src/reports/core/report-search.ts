import { type FilterRef, filterRefSchema } from '../../../../functions/domain/board.ts';
import { chartKinds, type ReportContent, reportLimits } from '../../../../functions/domain/report.ts';
import { asRecord } from '../../api/instants.ts';
import { type FiguresSearch, groupingFormats, type Over, parseFiguresSearch, rangeChoiceOf, sortsOf } from '../../figures/core/question.ts';
import { askedRange } from '../../figures/core/range-choice.ts';

/**
 * What the address holds beside the report: what is asked differently from what it says itself, so that a link shows a colleague the same
 * figures; and which figure is explained.
 */
export interface ReportSearch
  extends Pick<FiguresSearch, 'range' | 'days' | 'from' | 'to' | 'windowFrom' | 'windowTo' | 'format' | 'sort' | 'why' | 'row'> {
  /** `none` = without the filter that the report has. */
  readonly filter?: FilterRef | 'none';
  /** All hours of the day, whatever the report says. */
  readonly window?: 'none';
  /** `bar:callsLost,callsInbound`, kind and columns of the chart; `none` = without the one the report has. */
  readonly chart?: string;
  /** The explained figure is of a stretch of time, in a chart. */
  readonly over?: Over;
}

type Chart = NonNullable<ReportContent['chart']>;

export const chartText = (chart: Chart | null): string => (chart === null ? 'none' : `${chart.kind}:${chart.columns.join(',')}`);
const parseChart = (text: string): Chart | null => {
  const [kind = '', columns = ''] = text.split(':');
  const known = chartKinds.find((each) => each === kind);
  const ids = [...new Set(columns.split(',').filter((id) => id !== ''))].slice(0, reportLimits.chartColumns);
  return known === undefined || ids.length === 0 ? null : { kind: known, columns: ids };
};

export const parseReportSearch = (search: Record<string, unknown>): ReportSearch => {
  const { template: _template, columns: _columns, filter: _filter, ...known } = parseFiguresSearch(search);
  const isOver = search.over === 'weekdayTime' || Object.hasOwn(groupingFormats, String(search.over));
  const filter = filterRefSchema.safeParse(asRecord(search.filter));
  return {
    ...known,
    ...(search.filter === 'none' ? { filter: 'none' as const } : filter.success ? { filter: filter.data } : {}),
    ...(search.window === 'none' && known.windowFrom === undefined ? { window: 'none' as const } : {}),
    ...(typeof search.chart === 'string' && (search.chart === 'none' || parseChart(search.chart) !== null) ? { chart: search.chart } : {}),
    ...(isOver && known.why !== undefined ? { over: search.over as Over } : {}),
  };
};

/** Whether anything is asked differently from what the report says. */
export const isOverridden = ({ why: _why, row: _row, over: _over, ...search }: ReportSearch): boolean => Object.keys(search).length > 0;

/** The report as it is asked now. */
export const withOverrides = (content: ReportContent, search: ReportSearch, zone: string): ReportContent => {
  const { filter, window, chart, ...asked } = search;
  const { range, windowFrom, windowTo, format, sort } = asked;
  return {
    ...content,
    ...(range === undefined ? {} : { range: askedRange(rangeChoiceOf(asked), zone) }),
    ...(filter === undefined ? {} : { filter: filter === 'none' ? null : filter }),
    ...(windowFrom === undefined || windowTo === undefined ? {} : { dailyWindow: { from: windowFrom, to: windowTo } }),
    ...(window === undefined ? {} : { dailyWindow: null }),
    ...(format === undefined || content.format === null ? {} : { format }),
    ...(sort === undefined ? {} : { sort: [...sortsOf(sort)] }),
    ...(chart === undefined ? {} : { chart: parseChart(chart) }),
  };
};
