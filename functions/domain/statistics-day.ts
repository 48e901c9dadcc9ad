import { Temporal } from 'temporal-polyfill';

export interface StatisticsDay {
  /** `yyyy-mm-dd` of the local date on which it began. */
  readonly day: string;
  /** Epoch ms, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** The instant at which statistics day `date` begins: a repeated reset time counts at its first occurrence, a missing one at the first instant after the gap. */
const beginningOf = (date: Temporal.PlainDate, resetTime: Temporal.PlainTime, timeZone: string): number => {
  const wanted = date.toPlainDateTime(resetTime);
  const earlier = wanted.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wanted)) return earlier.epochMilliseconds;
  return (earlier.getTimeZoneTransition('next') ?? earlier).epochMilliseconds;
};

const computeDay = (at: number, resetTime: Temporal.PlainTime, timeZone: string): StatisticsDay => {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const today = beginningOf(local, resetTime, timeZone);
  const date = at >= today ? local : local.subtract({ days: 1 });
  return {
    day: date.toString(),
    start: at >= today ? today : beginningOf(date, resetTime, timeZone),
    end: beginningOf(date.add({ days: 1 }), resetTime, timeZone),
  };
};

/**
 * Statistics days of a site: from reset time to reset time in its zone, so 23 or 25 hours long twice a year (rule set 1 §2).
 * The day last asked for is kept, as neighbouring questions are about the same day.
 */
export const createStatisticsDay = (timeZone: string, resetTime: string): ((at: number) => StatisticsDay) => {
  const reset = Temporal.PlainTime.from(resetTime);
  let kept: StatisticsDay | undefined;
  return (at) => {
    if (kept === undefined || at < kept.start || at >= kept.end) kept = computeDay(at, reset, timeZone);
    return kept;
  };
};

/** When the statistics day of a date (`yyyy-mm-dd`) begins, epoch ms. @throws RangeError for what is no date */
export const createDayStart = (timeZone: string, resetTime: string): ((date: string) => number) => {
  const reset = Temporal.PlainTime.from(resetTime);
  return (date) => beginningOf(Temporal.PlainDate.from(date), reset, timeZone);
};
