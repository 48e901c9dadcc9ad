import { z } from 'zod';
import { type FilterRef, filterRefSchema } from './board.ts';
import { givenName } from './given-name.ts';
import { exportFormats, reportIdSchema, reportRangeSchema } from './report.ts';

/** When reports are run by themselves, and where they go: what the wizard makes, the API stores and text carries (manual L4650-4747). */
const text = (characters: number) => z.string().trim().max(characters);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00');
/** Years of four digits and far from their end: moments are kept as texts that sort by time. */
const localDate = z.iso.date().refine((date) => date >= '1970-01-01' && date < '2200-01-01', 'must lie between 1970 and 2199');
export const scheduleIdSchema = reportIdSchema;

/** ISO: 1 = Monday … 7 = Sunday. */
const weekday = z.int().min(1).max(7);
const someWeekdays = z
  .array(weekday)
  .min(1, 'needs at least one day of the week')
  .max(7)
  .refine((days) => new Set(days).size === days.length, 'names a day twice');
const weekdays = someWeekdays.default([1, 2, 3, 4, 5, 6, 7]);
/** Inclusive start, exclusive end; `to` before `from` passes midnight. Null = all day. */
const between = z.strictObject({ from: clockTime, to: clockTime }).nullable().default(null);

export const recurrenceSchema = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('minute'), interval: z.int().min(15, 'runs at most every 15 minutes').max(1_440), weekdays, between }),
  z.strictObject({ every: z.literal('hour'), interval: z.int().min(1).max(24), weekdays, between }),
  z.strictObject({ every: z.literal('day'), weekdays }),
  z.strictObject({
    every: z.literal('week'),
    interval: z.int().min(1).max(52),
    /** Null = that of the start: once a week or less often (L4684). */
    weekdays: someWeekdays.nullable().default(null),
  }),
  z.strictObject({
    every: z.literal('month'),
    interval: z.int().min(1).max(12),
    /** `dayNumber`: a month without that day is left out; -1 = the last day. Working days are Monday to Friday. */
    day: z.discriminatedUnion('on', [
      z.strictObject({ on: z.literal('dayNumber'), number: z.union([z.int().min(1).max(31), z.literal(-1)]) }),
      z.strictObject({ on: z.literal('weekday'), which: z.enum(['first', 'second', 'third', 'fourth', 'last']), weekday }),
      z.strictObject({ on: z.literal('workingDay'), which: z.enum(['first', 'last']) }),
    ]),
  }),
]);
export type Recurrence = z.infer<typeof recurrenceSchema>;

/** In place of the report's own: another one, or none at all, which lifts it (L4700-4716). */
export const scheduleFilterSchema = z.discriminatedUnion('kind', [...filterRefSchema.options, z.strictObject({ kind: z.literal('none') })]);
export type ScheduleFilter = z.infer<typeof scheduleFilterSchema>;
/** The filter that a schedule names; null = none, be it lifted or left to the report. */
export const namedFilter = (filter: ScheduleFilter | null): FilterRef | null => (filter?.kind === 'none' ? null : filter);

/** First run at `date` and `time` of the zone, or the first moment after it that the recurrence allows; nothing after `end`. */
export const timingSchema = z.strictObject({
  /** IANA name; null = the site's. */
  timeZone: z.string().max(60).nullable().default(null),
  start: z.strictObject({ date: localDate, time: clockTime }),
  end: z.strictObject({ date: localDate, time: clockTime }).nullable().default(null),
  recurrence: recurrenceSchema,
});
export type Timing = z.infer<typeof timingSchema>;

const address = z.email({ error: 'must be an e-mail address' }).max(254);
const addresses = z.array(address).max(50).default([]);

/** The customer's own bucket, that lets us put objects in, and a folder in it. */
export const bucketDeliverySchema = z.strictObject({
  kind: z.literal('bucket'),
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket'),
  prefix: text(200).default(''),
});
export const deliverySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('email'),
    to: addresses,
    cc: addresses,
    bcc: addresses,
    /** `{schedule}`, `{site}`, `{customer}`, `{range}`, `{reports}`, `{date}` stand for what they say. */
    subject: text(200).default('{schedule}: {range}'),
    body: text(5_000).default(''),
  }),
  bucketDeliverySchema,
]);
export type Delivery = z.infer<typeof deliverySchema>;

export const scheduleLimits = { reports: 20, perSite: 500, waitMinutes: 720 } as const;

export const scheduleContentSchema = z.strictObject({
  name: text(80).min(1, 'needs a name'),
  description: text(1_000).default(''),
  enabled: z.boolean().default(true),
  timing: timingSchema,
  /** Shared reports only, each with its own filter (shared or built in) and range; null = what the report says (L4700-4716). */
  reports: z
    .array(
      z.strictObject({
        report: reportIdSchema,
        filter: scheduleFilterSchema.nullable().default(null),
        range: reportRangeSchema.nullable().default(null),
      }),
    )
    .min(1, 'needs at least one report')
    .max(scheduleLimits.reports),
  format: z.enum(exportFormats),
  delivery: deliverySchema,
  /** So long it waits for data of the range that has not arrived; then it goes out and says what is missing. */
  waitMinutes: z.int().min(0).max(scheduleLimits.waitMinutes).default(60),
  /** Tell the owner when every report is empty. */
  alarmWhenEmpty: z.boolean().default(true),
});
export type ScheduleContent = z.infer<typeof scheduleContentSchema>;
/** A schedule as it is brought to be kept. */
export const givenScheduleSchema = scheduleContentSchema.extend({ name: givenName(80) });
