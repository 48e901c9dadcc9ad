import type { ExportFormat, ReportRange } from '../../../../functions/domain/report.ts';
import type { Delivery, Recurrence, ScheduleContent, ScheduleFilter, Timing } from '../../../../functions/domain/schedule.ts';
import { askedRange, choiceOfRange, type RangeChoice } from '../../figures/core/range-choice.ts';
import { weekdayOfDate } from './recurrence-words.ts';

type Month = Extract<Recurrence, { every: 'month' }>['day'];
export type Every = Recurrence['every'];

export interface ReportDraft {
  /** Tells rows of the form apart. */
  readonly key: number;
  readonly report: string;
  /** Null = as the report has it; `none` lifts that. */
  readonly filter: ScheduleFilter | null;
  readonly range: RangeChoice | null;
}

/** A schedule while it is written: everything any recurrence or way of delivery needs, so that changing one's mind loses nothing. */
export interface ScheduleDraft {
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  /** Empty = the site's. */
  readonly timeZone: string;
  readonly start: { readonly date: string; readonly time: string };
  readonly end: { readonly date: string; readonly time: string } | null;
  readonly every: Every;
  readonly intervals: Readonly<Record<'minute' | 'hour' | 'week' | 'month', number>>;
  /** By minutes, hours and days. */
  readonly weekdays: readonly number[];
  /** By weeks; null = that of the first run. */
  readonly weekOn: readonly number[] | null;
  readonly between: { readonly from: string; readonly to: string } | null;
  readonly month: Month;
  readonly reports: readonly ReportDraft[];
  readonly format: ExportFormat;
  readonly kind: Delivery['kind'];
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly body: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly waitMinutes: number;
  readonly alarmWhenEmpty: boolean;
}

const workingDays = [1, 2, 3, 4, 5];

/** Begins tomorrow at seven, on working days. @param today `YYYY-MM-DD` of the site */
export const newDraft = (tomorrow: string): ScheduleDraft => ({
  name: '',
  description: '',
  enabled: true,
  timeZone: '',
  start: { date: tomorrow, time: '07:00' },
  end: null,
  every: 'day',
  intervals: { minute: 15, hour: 1, week: 1, month: 1 },
  weekdays: workingDays,
  weekOn: null,
  between: null,
  month: { on: 'dayNumber', number: 1 },
  reports: [],
  format: 'xlsx',
  kind: 'email',
  to: [],
  cc: [],
  bcc: [],
  subject: '{schedule}: {range}',
  body: '',
  bucket: '',
  prefix: '',
  waitMinutes: 60,
  alarmWhenEmpty: true,
});

export const draftOf = (content: ScheduleContent, zone: string): ScheduleDraft => {
  const { timing, delivery } = content;
  const { recurrence } = timing;
  const base = newDraft(timing.start.date);
  return {
    ...base,
    name: content.name,
    description: content.description,
    enabled: content.enabled,
    timeZone: timing.timeZone ?? '',
    start: timing.start,
    end: timing.end,
    every: recurrence.every,
    intervals: 'interval' in recurrence ? { ...base.intervals, [recurrence.every]: recurrence.interval } : base.intervals,
    weekdays: 'weekdays' in recurrence && recurrence.every !== 'week' ? recurrence.weekdays : base.weekdays,
    weekOn: recurrence.every === 'week' ? recurrence.weekdays : null,
    between: 'between' in recurrence ? recurrence.between : null,
    month: 'day' in recurrence ? recurrence.day : base.month,
    reports: content.reports.map(({ report, filter, range }, key) => ({
      key,
      report,
      filter,
      range: range === null ? null : choiceOfRange(range, zone),
    })),
    format: content.format,
    ...(delivery.kind === 'email'
      ? { kind: 'email', to: delivery.to, cc: delivery.cc, bcc: delivery.bcc, subject: delivery.subject, body: delivery.body }
      : { kind: 'bucket', bucket: delivery.bucket, prefix: delivery.prefix }),
    waitMinutes: content.waitMinutes,
    alarmWhenEmpty: content.alarmWhenEmpty,
  };
};

/** On which days of the week it runs, as the form shows it. */
export const daysOf = ({ every, weekdays, weekOn, start }: ScheduleDraft): readonly number[] =>
  every === 'week' ? (weekOn ?? [weekdayOfDate(start.date)]) : weekdays;

const recurrenceOf = ({ every, intervals, weekdays, weekOn, between, month }: ScheduleDraft): Recurrence => {
  switch (every) {
    case 'minute':
      return { every, interval: intervals.minute, weekdays: [...weekdays], between };
    case 'hour':
      return { every, interval: intervals.hour, weekdays: [...weekdays], between };
    case 'day':
      return { every, weekdays: [...weekdays] };
    case 'week':
      return { every, interval: intervals.week, weekdays: weekOn === null ? null : [...weekOn] };
    case 'month':
      return { every, interval: intervals.month, day: month };
  }
};

export const timingOf = (draft: ScheduleDraft): Timing => ({
  timeZone: draft.timeZone.trim() === '' ? null : draft.timeZone.trim(),
  start: draft.start,
  end: draft.end,
  recurrence: recurrenceOf(draft),
});

export const rangeOf = (range: RangeChoice | null, zone: string): ReportRange | null => (range === null ? null : askedRange(range, zone));

/** What is sent; it may have faults, which the service names. */
export const contentOf = (draft: ScheduleDraft, zone: string): ScheduleContent => ({
  name: draft.name.trim(),
  description: draft.description.trim(),
  enabled: draft.enabled,
  timing: timingOf(draft),
  reports: draft.reports.map(({ report, filter, range }) => ({ report, filter, range: rangeOf(range, zone) })),
  format: draft.format,
  delivery:
    draft.kind === 'email'
      ? { kind: 'email', to: [...draft.to], cc: [...draft.cc], bcc: [...draft.bcc], subject: draft.subject, body: draft.body }
      : { kind: 'bucket', bucket: draft.bucket.trim(), prefix: draft.prefix.trim() },
  waitMinutes: draft.waitMinutes,
  alarmWhenEmpty: draft.alarmWhenEmpty,
});
