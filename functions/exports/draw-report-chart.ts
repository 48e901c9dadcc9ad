import { type ExportFormat, type GroupingFormat, pagedFormats, type ReportContent, type ReportRange } from '../domain/report.ts';
import { periodMinutesOf, type SiteConfig } from '../domain/site-config.ts';
import { usualOver } from '../domain/usual-over.ts';
import type { SiteScope } from '../identity/types.ts';
import type { OpenReport, OpenRows, RowsColumn } from '../reports/report-rows.ts';
import { ProblemError } from '../runtime/problem.ts';
import { createCalendar } from '../statistics/calendar.ts';
import { findStatistic, findTemplate } from '../statistics/catalogue.ts';
import { isFactFormula } from '../statistics/formulas.ts';
import { isFigure } from './core/cell-text.ts';
import { chartRows } from './core/chart-of-rows.ts';
import type { DrawnChart, FileRow } from './core/file-types.ts';
import { heatChartOf } from './core/heat-chart.ts';
import { lineOverTime } from './core/line-over-time.ts';
import { batchRows, notInWord, type ReportPicture } from './file-question.ts';

export interface ChartQuestion {
  readonly scope: SiteScope;
  readonly config: SiteConfig;
  readonly content: ReportContent;
  /** As it was applied to the rows. */
  readonly filter: Readonly<Record<string, unknown>> | null;
  readonly range: ReportRange | null;
  /** Epoch ms. */
  readonly asAt: number;
  readonly runMs: number;
  readonly format: ExportFormat;
  /** Of the report that was asked. */
  readonly rows: Pick<OpenRows, 'columns' | 'rows' | 'range'>;
  /** Takes what stops the second question while it is read, then null. */
  readonly onOpen?: (cancel: (() => void) | null) => void;
}
const leftOut = (why: string): ReportPicture => ({ chart: null, words: `Left out: ${why}` });

/** Figures of what people were doing are not cut into stretches of time. */
const isOverTime = ({ id }: RowsColumn): boolean => {
  const statistic = findStatistic(id);
  return statistic !== null && isFactFormula(statistic.formula);
};
const namesOf = (columns: readonly RowsColumn[]): string => columns.map(({ header }) => `"${header}"`).join(', ');

/** An average has none where nothing was counted either, which needs no words. */
const hasBreaks = (chart: DrawnChart): boolean =>
  chart.kind === 'line' && chart.labels.some((_, i) => chart.series.every(({ values }) => values[i] === null));
const breakWords =
  'Where a line breaks there is no figure: the time is left out by the report, to come, not known, or nothing was counted to divide by.';

const refusal = ({ message, errors }: ProblemError): string => errors?.[0]?.detail ?? message;

interface OverTime {
  readonly quiet: ReadonlySet<string>;
  readonly columns: readonly RowsColumn[];
  readonly rows: readonly FileRow[];
}
/** The same calls by stretches of time. @throws ProblemError as reports do */
const askOver = async (
  openReport: OpenReport,
  question: ChartQuestion,
  drawn: readonly RowsColumn[],
  over: GroupingFormat | 'weekdayTime',
): Promise<OverTime> => {
  const { scope, config, content, filter, range, asAt, runMs, onOpen } = question;
  const columns = content.columns.filter(({ statistic }) => drawn.some(({ id }) => id === statistic));
  const open = await openReport(scope, config, { ...content, columns }, { filter, range, asAt, runMs, over });
  onOpen?.(open.cancel);
  try {
    const rows: FileRow[] = [];
    for await (const batch of open.batches(batchRows)) rows.push(...batch);
    return { columns: open.columns, rows, quiet: open.quiet?.() ?? new Set() };
  } finally {
    onOpen?.(null);
    open.close();
  }
};

const heatMap = async (openReport: OpenReport, question: ChartQuestion, drawn: RowsColumn): Promise<DrawnChart | null> => {
  const { columns, rows, quiet } = await askOver(openReport, question, [drawn], 'weekdayTime');
  const [keyAt, at] = ['key', drawn.id].map((id) => columns.findIndex((column) => column.id === id));
  const told = rows.map((row) => {
    const [label, value] = [row[keyAt ?? -1], row[at ?? -1]];
    return { label: String(label), value: typeof value === 'number' ? value : null };
  });
  const period = periodMinutesOf(question.config);
  return heatChartOf({ name: drawn.header, unit: drawn.unit }, told, drawn.type === 'count' ? quiet : null, period);
};

const lines = async (openReport: OpenReport, question: ChartQuestion, drawn: readonly RowsColumn[]): Promise<DrawnChart | null> => {
  const { config, content } = question;
  const { from, to } = question.rows.range;
  const over = findTemplate(content.template)?.key.by === 'time' ? (content.format ?? 'dateTime') : usualOver(from, to);
  const asked = await askOver(openReport, question, drawn, over);
  const calendar = createCalendar({ timeZone: config.timeZone, resetTime: config.resetTime });
  const stretches = calendar.buckets({ from, to, format: over, periodMinutes: config.settings.callRatePeriodMinutes });
  return lineOverTime(asked, drawn, stretches, asked.quiet, over);
};

const drawOverTime = async (
  openReport: OpenReport,
  question: ChartQuestion,
  kind: 'line' | 'heatMap',
  chosen: readonly RowsColumn[],
): Promise<ReportPicture> => {
  const wanted = kind === 'heatMap' ? chosen.slice(0, 1) : chosen;
  if (findTemplate(question.content.template)?.kind !== 'grouped') return leftOut('a list has no figures over time.');
  const drawn = wanted.filter(isOverTime);
  const others = wanted.filter((column) => !isOverTime(column));
  const states = `${namesOf(others)}, as time in a state is not told hour by hour.`;
  const [first] = drawn;
  if (first === undefined) return leftOut(states);
  try {
    const chart = await (kind === 'heatMap' ? heatMap(openReport, question, first) : lines(openReport, question, drawn));
    if (chart !== null) {
      const words = [...(others.length === 0 ? [] : [`Without ${states}`]), ...(hasBreaks(chart) ? [breakWords] : [])];
      return { chart, words: words.length === 0 ? null : words.join(' ') };
    }
    return leftOut(kind === 'heatMap' ? 'nothing was counted in the range.' : 'there are too few points for a line in the range.');
  } catch (error) {
    // What cannot be drawn takes away itself, not the report; what may pass is tried again with all of it.
    if (error instanceof ProblemError && error.code === 'bad-request') return leftOut(refusal(error));
    throw error;
  }
};

/**
 * The chart of a report for its file, as the page draws it: bars from the rows, lines and heat maps from a second question over stretches of
 * time with the same filter, range and daily window. What cannot be drawn is said in words. Null = no chart is wanted, or it is no format of pages.
 * @throws ProblemError `unavailable` and whatever may pass
 */
export const drawReportChart = async (openReport: OpenReport, question: ChartQuestion): Promise<ReportPicture | null> => {
  const { content, format, rows } = question;
  const { chart } = content;
  if (chart === null || !pagedFormats.includes(format)) return null;
  if (format === 'docx') return { chart: null, words: notInWord };
  const figures = rows.columns.filter(isFigure);
  const known = chart.columns.flatMap((id) => figures.find((column) => column.id === id) ?? []);
  const chosen = known.length === 0 ? figures.slice(0, 1) : known;
  if (chosen.length === 0) return leftOut('the report has no column of numbers.');
  if (chart.kind !== 'bar') return drawOverTime(openReport, question, chart.kind, chosen);
  const words = rows.rows > chartRows.bar ? `The first ${chartRows.bar} of ${rows.rows} rows, in the order of the report.` : null;
  return { chart: { kind: 'bar', columns: chosen.map(({ id }) => id) }, words };
};
