import { z } from 'zod';
import { filterRefSchema } from './board.ts';
import { givenName } from './given-name.ts';

/**
 * A report as it is stored, sent and written as text: what the builder makes, the page shows, a schedule runs and an export writes. Line
 * numbers are those of the manual's chapter 5.
 */
export const reportIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be small letters, digits and hyphens, at most 40');
const text = (characters: number) => z.string().trim().max(characters);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00');
const instant = z.iso.datetime({ offset: true });

/** 50 columns (L4156); five to sort by. */
export const reportLimits = { columns: 50, sort: 5, chartColumns: 5 } as const;

/** How instants are shown, and what calls by start time are grouped by (L4193-4205). Weeks begin on Monday. */
export const groupingFormats = ['dateTime', 'date', 'time', 'week', 'month'] as const;
export type GroupingFormat = (typeof groupingFormats)[number];
/** Durations as hours, minutes and seconds, or as seconds (L4203). */
export const durationFormats = ['clock', 'seconds'] as const;
export type DurationFormat = (typeof durationFormats)[number];

export const namedRanges = [
  'today',
  'yesterday',
  'thisWeek',
  'lastWeek',
  'thisMonth',
  'lastMonth',
  'last12Weeks',
  'last12Months',
  'last15Minutes',
  'last30Minutes',
  'last60Minutes',
  'lastDays',
  'lastWorkingDays',
] as const;
/**
 * Named ranges move with the day they are asked (L3418-3437); `lastDays` = so many statistics days with today the last, `lastWorkingDays` = so
 * many whole ones from Monday to Friday before today, the days between them left out; `last12Weeks` and `last12Months` = the week or month that
 * is going on and the eleven before it, so that a report by week or month has no fragment for its first row. A fixed range is `from` inclusive to `to` exclusive.
 */
export const reportRangeSchema = z.union([
  z.strictObject({ from: instant, to: instant }),
  z.strictObject({ named: z.enum(namedRanges), days: z.int().min(1).max(3_700).optional() }),
]);
export type ReportRange = z.infer<typeof reportRangeSchema>;
/** What is wrong with the number of days beside a name of `namedRanges`, whether it is needed or has no meaning; null = nothing. */
export const daysFault = ({ named, days }: { readonly named: string; readonly days?: number | undefined }): string | null => {
  const counts = named === 'lastDays' || named === 'lastWorkingDays';
  if (counts && days === undefined) return `"${named}" needs a number of days: give \`days\`, 1 to 3,700`;
  if (!counts && days !== undefined) return `"${named}" has no number of days: leave \`days\` out, or name "lastDays"`;
  return null;
};

export const dailyWindowSchema = z.strictObject({ from: clockTime, to: clockTime });

export const reportColumnSchema = z.strictObject({
  statistic: z.string().min(1).max(80),
  /** Null = the heading of the catalogue for this site. */
  header: text(80).nullable().default(null),
  /** Width in characters, for page and files; null = what suits the column. */
  width: z.int().min(4).max(120).nullable().default(null),
  /** Only for durations and instants; null = `clock`, `dateTime`. */
  display: z
    .enum([...groupingFormats, ...durationFormats])
    .nullable()
    .default(null),
});
export type ReportColumn = z.infer<typeof reportColumnSchema>;

export const sortKeySchema = z.strictObject({
  /** Statistic of a column, or `key` for what the report is grouped by. */
  column: z.string().min(1).max(80),
  descending: z.boolean().default(false),
});

export const chartKinds = ['bar', 'line', 'heatMap'] as const;
export const reportChartSchema = z.strictObject({
  kind: z.enum(chartKinds),
  /** Numeric columns of the report; a heat map draws the first. */
  columns: z.array(z.string().min(1).max(80)).min(1).max(reportLimits.chartColumns),
});

export const reportContentSchema = z.strictObject({
  name: text(80).min(1, 'needs a name'),
  category: text(60).min(1, 'needs a category'),
  description: text(1_000).default(''),
  template: z.string().min(1).max(60),
  columns: z.array(reportColumnSchema).max(reportLimits.columns),
  /** The column a grouped report is grouped by: it can be moved and renamed, not removed (L4165). */
  key: z
    .strictObject({
      place: z.int().min(0).max(reportLimits.columns).default(0),
      header: text(80).nullable().default(null),
      width: z.int().min(4).max(120).nullable().default(null),
    })
    .prefault({}),
  /** Of calls by start time: what makes a row. Null elsewhere. */
  format: z.enum(groupingFormats).nullable().default(null),
  filter: filterRefSchema.nullable().default(null),
  range: reportRangeSchema.default({ named: 'today' }),
  /** Only calls that start so each day (L4222). */
  dailyWindow: dailyWindowSchema.nullable().default(null),
  sort: z.array(sortKeySchema).max(reportLimits.sort).default([]),
  chart: reportChartSchema.nullable().default(null),
});
export type ReportContent = z.infer<typeof reportContentSchema>;
/** A report as it is brought to be kept. */
export const givenReportSchema = reportContentSchema.extend({ name: givenName(80), category: givenName(60) });

/** Files a report can become. Spreadsheets, CSV and Parquet have no end; pages and documents stop at `pagedRowsAtMost`. */
export const exportFormats = ['xlsx', 'pdf', 'docx', 'csv', 'parquet'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const pagedFormats: readonly ExportFormat[] = ['pdf', 'docx'];
export const pagedRowsAtMost = 20_000;
/** A spreadsheet holds 1,048,576 rows a sheet; ours begins a new one here. */
export const sheetRowsAtMost = 1_000_000;
