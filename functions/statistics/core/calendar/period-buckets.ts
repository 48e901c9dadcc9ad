import type { Bucket } from './calendar.ts';
import { mondayOf } from './day-buckets.ts';
import type { OffsetSpan } from './offsets.ts';
import { dateText, dayMs, minuteMs, offsetText, printedDate, timeText } from './wall-clock.ts';

/** Wall clock readings that come twice: [from, to). */
interface Repeat {
  readonly from: number;
  readonly to: number;
  /** Instant at which the clock goes back. */
  readonly at: number;
}

const repeatsOf = (spans: readonly OffsetSpan[]): readonly Repeat[] =>
  spans.flatMap((span, index) => {
    const next = spans[index + 1];
    return next !== undefined && next.offset < span.offset ? [{ from: span.to + next.offset, to: span.to + span.offset, at: span.to }] : [];
  });

/** One period of the wall clock, as far as one offset goes. */
interface Piece {
  readonly midnight: number;
  readonly minutes: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly offset: number;
}

/** Periods anchored to local midnight; the last of a day may be shorter. */
const piecesOf = (spans: readonly OffsetSpan[], period: number): readonly Piece[] => {
  const pieces: Piece[] = [];
  for (const { from, to, offset } of spans)
    for (let startsAt = from; startsAt < to; ) {
      const wall = startsAt + offset;
      const midnight = Math.floor(wall / dayMs) * dayMs;
      const begin = Math.floor((wall - midnight) / period) * period;
      const endsAt = Math.min(midnight + Math.min(begin + period, dayMs) - offset, to);
      pieces.push({ midnight, minutes: begin / minuteMs, startsAt, endsAt, offset });
      startsAt = endsAt;
    }
  return pieces;
};

/** What goes on under the same key is one bucket. */
const merged = (buckets: readonly Bucket[]): readonly Bucket[] => {
  const out: Bucket[] = [];
  for (const bucket of buckets) {
    const last = out.at(-1);
    if (last?.key === bucket.key && last.endsAt === bucket.startsAt) out[out.length - 1] = { ...last, endsAt: bucket.endsAt };
    else out.push(bucket);
  }
  return out;
};

/** The texts of every period of a day, made once: a year has 17,520 half hours but only 48 texts. */
const createTexts = (): ((minutes: number) => string) => {
  const known: string[] = [];
  return (minutes) => {
    known[minutes] ??= timeText(minutes);
    return known[minutes];
  };
};

/** `around` = the spans of a wider range, so that a repeated hour is known where the range begins or ends in it. */
export const dateTimeBuckets = (spans: readonly OffsetSpan[], around: readonly OffsetSpan[], period: number): readonly Bucket[] => {
  const repeats = repeatsOf(around);
  const textOf = createTexts();
  let day = { midnight: Number.NaN, key: '', label: '' };
  const buckets = piecesOf(spans, period).map(({ midnight, minutes, startsAt, endsAt, offset }): Bucket => {
    if (midnight !== day.midnight) day = { midnight, key: dateText(midnight), label: printedDate(midnight) };
    const begin = midnight + minutes * minuteMs;
    const repeat = repeats.find(({ from, to }) => from <= begin && begin + period <= to);
    const time = textOf(minutes);
    const [key, label] = [`${day.key}T${time}`, `${day.label} ${time}:00`];
    if (repeat === undefined) return { key, label, startsAt, endsAt };
    return { key: `${key}/${startsAt < repeat.at ? 1 : 2}`, label: `${label} ${offsetText(offset)}`, startsAt, endsAt };
  });
  return merged(buckets);
};

/** Periods of the day, whatever the day; a repeated hour is in twice. */
export const timeBuckets = (spans: readonly OffsetSpan[], period: number): readonly Bucket[] => {
  const textOf = createTexts();
  return merged(
    piecesOf(spans, period).map(({ minutes, startsAt, endsAt }) => {
      const key = textOf(minutes);
      return { key, label: `${key}:00`, startsAt, endsAt };
    }),
  );
};

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** Periods of the week by the wall clock, whatever the week: `1T09:00` is nine on Monday, so that keys stand in order. */
export const weekdayTimeBuckets = (spans: readonly OffsetSpan[], period: number): readonly Bucket[] => {
  const textOf = createTexts();
  return merged(
    piecesOf(spans, period).map(({ midnight, minutes, startsAt, endsAt }) => {
      const weekday = (midnight - mondayOf(midnight)) / dayMs;
      const time = textOf(minutes);
      return { key: `${weekday + 1}T${time}`, label: `${weekdays[weekday] ?? ''} ${time}`, startsAt, endsAt };
    }),
  );
};
