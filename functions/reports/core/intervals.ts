import type { Interval } from './gap-cover.ts';
import type { ResolvedQuery } from './resolved-query.ts';

/** Both in order, without overlap among themselves. */
export const intersection = (some: readonly Interval[], others: readonly Interval[]): readonly Interval[] => {
  const both: Interval[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const [a, b] = [some[i], others[j]];
    if (a === undefined || b === undefined) return both;
    const [startsAt, endsAt] = [Math.max(a.startsAt, b.startsAt), Math.min(a.endsAt, b.endsAt)];
    if (startsAt < endsAt) both.push({ startsAt, endsAt });
    if (a.endsAt < b.endsAt) i += 1;
    else j += 1;
  }
};

/** Whether the range leaves anything out between its ends. */
export const hasWindow = ({ dailyWindow, parts }: Pick<ResolvedQuery, 'dailyWindow' | 'parts'>): boolean =>
  dailyWindow !== null || parts !== null;

/** The range without the days it leaves out, cut to the daily window. */
export const intervalsOf = ({ calendar, from, to, dailyWindow, parts }: ResolvedQuery): readonly Interval[] => {
  const daily = calendar.windowIntervals({ from, to, dailyWindow });
  return parts === null ? daily : intersection(daily, parts);
};

/** Why a call of the range is outside of it all the same. */
export const outsideWords = ({ dailyWindow, parts }: Pick<ResolvedQuery, 'dailyWindow' | 'parts'>): string =>
  parts === null
    ? 'outside the daily hours'
    : dailyWindow === null
      ? 'on a day that the range leaves out'
      : 'on a day that the range leaves out, or outside the daily hours';

export const bucketsOf = ({ calendar, from, to, format, config }: ResolvedQuery) =>
  calendar.buckets({ from, to, format, periodMinutes: config.settings.callRatePeriodMinutes });
