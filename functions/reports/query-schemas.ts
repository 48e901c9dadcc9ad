import { z } from '@hono/zod-openapi';
import { filterRefSchema } from '../domain/board.ts';
import { groupingFormats, namedRanges, reportLimits } from '../domain/report.ts';
import { bucketFormats } from '../statistics/calendar.ts';
import { gapSchema } from './published-gap.ts';

const instant = z.iso.datetime({ offset: true, message: 'an instant in ISO 8601 with offset, such as 2026-03-02T09:00:00Z' });
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day as HH:MM, such as 09:00');

const statisticId = z.string().min(1).max(80);

export const querySchema = z.strictObject({
  template: z.string().min(1).max(60).openapi({ description: 'Id of a template: `GET /v1/templates`.', example: 'callsByExtension' }),
  columns: z
    .array(statisticId)
    .min(1, 'name at least one statistic')
    .max(reportLimits.columns, `a report has at most ${reportLimits.columns} columns`)
    .refine((ids) => new Set(ids).size === ids.length, 'a statistic is named twice')
    .openapi({ description: 'Ids of statistics: `GET /v1/statistics?template=…`.', example: ['callsHandled', 'callsLost'] }),
  filter: z.record(z.string().max(40), z.unknown()).nullish().openapi({
    description: 'Fields in the mini-language, e.g. `{"extension":"1000-1005,!1003"}`; `POST /v1/filters/check` explains one.',
  }),
  filterRef: filterRefSchema
    .nullish()
    .openapi({ description: 'Instead of `filter`: one of the site’s, one everybody has, or one of its own.' }),
  range: z
    .union([
      z.strictObject({ from: instant.openapi({ description: 'Inclusive.' }), to: instant.openapi({ description: 'Exclusive.' }) }),
      z.strictObject({ named: z.enum(namedRanges), days: z.int().min(1).max(3_700).optional() }),
    ])
    .openapi({
      description:
        'Of the calls’ start. Named ranges are statistics days of the site; `lastDays` = so many with today the last, `lastWorkingDays` = so many whole ones from Monday to Friday before today: `days` says how many, there only.',
    }),
  dailyWindow: z
    .strictObject({ from: clockTime, to: clockTime })
    .nullish()
    .openapi({ description: 'Only calls that start so each day, `from <= t < to` in the site’s zone; may pass midnight.' }),
  format: z.enum(groupingFormats).nullish().openapi({
    description: 'How Calls by Start Time groups. Default `dateTime`, which like `time` has a row for each call rate period of the site.',
  }),
  over: z.enum(bucketFormats).nullish().openapi({
    description:
      'Rows are stretches of time instead of what the template is grouped by: for lines and heat maps. `weekdayTime` = call rate periods of the week (half hours unless the site has others), `1T09:00` = the one from nine on Monday. Figures of calls only.',
  }),
  sort: z
    .array(z.strictObject({ column: statisticId, descending: z.boolean().default(false) }))
    .max(reportLimits.sort)
    .optional()
    .openapi({
      description: 'Columns of the report, or `key`: what the report is grouped by, of a list the order in which its rows happened.',
    }),
  serviceLevelVersion: z
    .int()
    .min(1)
    .max(101)
    .optional()
    .openapi({ description: 'Tells the service level by this version instead of the newest within the range.' }),
  limit: z.int().min(1).max(1_000).default(100),
  cursor: z.string().max(2_000).optional(),
});
export type QueryBody = z.output<typeof querySchema>;

const { range, dailyWindow, sort, limit, cursor } = querySchema.shape;
/** What of a stored report is asked otherwise this once. */
export const storedQuerySchema = z
  .strictObject({
    range: range.optional().openapi({ description: 'Instead of that of the report.' }),
    filterRef: filterRefSchema.nullish().openapi({ description: 'Instead of the filter of the report; null = none.' }),
    dailyWindow: dailyWindow.openapi({ description: 'Instead of that of the report; null = all day.' }),
    sort: sort.openapi({ description: 'Instead of the order of the report; `[]` = the usual one.' }),
    limit,
    cursor,
  })
  .openapi('StoredReportQuery');
export type StoredQueryBody = z.output<typeof storedQuerySchema>;

const value = z
  .union([z.number(), z.string(), z.boolean(), z.null()])
  .openapi({ description: 'Durations in ms, percentages as fractions, instants in ISO 8601; null = nothing to divide by.' });
const values = z.record(z.string(), value);
const cover = z.enum(['whole', 'partly']).nullable();
export const rangeAnswer = z.object({ from: z.string(), to: z.string(), asAt: z.string() });
export const limitedTo = z.string().nullable().openapi({
  description: 'Of whom sees some business units alone: which, by their names now, beside any filter. Null = rows of everybody.',
  example: 'Only calls of the business units Sales and Sales North',
});
export const honesty = {
  gaps: z.array(gapSchema).openapi({ description: 'Stretches of the range for which something could not be known.' }),
  incomplete: z.boolean(),
  restatedAt: z.string().nullable().openapi({ description: 'When rows of the range last changed after they were final.' }),
};

export const definitionsAnswer = z
  .array(
    z.object({
      what: z.literal('serviceLevel'),
      version: z.int(),
      from: z.string().nullable().openapi({ description: 'Statistics day with which it begins; null = since ever.' }),
      formula: z.string(),
      seconds: z.number(),
      used: z.boolean().openapi({ description: 'The figures are told by it; the others were in force in a part of the range.' }),
    }),
  )
  .openapi({ description: 'Versions of what a site defines anew from time to time, as far as a column asks for it.' });
export const serviceLevelVersion = z.coerce.number().int().min(1).max(101).optional().openapi({
  description: 'Tells the service level by this version instead of the newest within the range: an old month anew, or as it was.',
});

export const queryAnswer = z
  .object({
    site: z.string(),
    template: z.object({ id: z.string(), name: z.string(), counts: z.string() }),
    range: rangeAnswer,
    timeZone: z.string(),
    resetTime: z.string(),
    periodMinutes: z.int().openapi({ description: 'Call rate period of the site: what `dateTime`, `time` and `weekdayTime` are cut by' }),
    ruleSet: z.literal(1),
    filter: z.string().nullable().openapi({ description: 'The filter in words.' }),
    limitedTo,
    columns: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        heading: z.string(),
        type: z.string(),
        unit: z.string(),
        ours: z.boolean(),
        line: z.int().nullable(),
        explain: z.string().nullable().openapi({ description: 'How the column came about; add `&key=` for one row.' }),
      }),
    ),
    items: z.array(
      z.object({
        key: z.string().nullable(),
        name: z.string().nullable(),
        label: z.string(),
        gap: cover,
        logicalCallId: z.string().nullable(),
        segmentId: z.string().nullable(),
        values,
      }),
    ),
    quiet: z.array(z.string()).nullable().openapi({
      description:
        'By time: stretches without a row between the first and the last in which nothing was counted, so that counts are 0. Of all others without a row there is no figure: they are left out by the daily hours or working days, to come, or not fully known. Null = not by time, more than 1,000, or not all rows are in this answer',
    }),
    totals: values.nullable(),
    rows: z.int().openapi({ description: 'Rows of the whole report.' }),
    inferredEnds: z.int().openapi({ description: 'Rows counted whose end was inferred.' }),
    definitions: definitionsAnswer,
    notes: z.array(z.string()).openapi({ description: 'What a reader should know besides, in words.' }),
    cached: z.boolean().openapi({ description: 'It was computed before, and nothing it depends on has changed since.' }),
    first: z.int().openapi({ description: 'Place of the first row of this page in the whole report, from 0.' }),
    cursor: z.string().nullable(),
    before: z.string().nullable().openapi({
      description: 'Cursor of the page before this one, with the same `limit`; it may repeat rows of this one. Null = this is the first.',
    }),
    last: z.string().nullable().openapi({ description: 'Cursor of the page that ends with the last row; null = this one does.' }),
    ...honesty,
  })
  .openapi('Report');
export type QueryAnswer = z.output<typeof queryAnswer>;
