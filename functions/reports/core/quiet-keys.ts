import type { Interval } from './gap-cover.ts';
import { bucketsOf, intervalsOf } from './intervals.ts';
import type { ResolvedQuery } from './resolved-query.ts';

/** Of each of `some`, how long `others` reach into it and whether one only touches it. All in order, `others` without overlap. */
const reach = (
  some: readonly Interval[],
  others: readonly Interval[],
): readonly { readonly length: number; readonly touched: boolean }[] => {
  let first = 0;
  return some.map(({ startsAt, endsAt }) => {
    while ((others[first]?.endsAt ?? Number.POSITIVE_INFINITY) < startsAt) first += 1;
    let length = 0;
    let touched = false;
    for (let i = first; (others[i]?.startsAt ?? Number.POSITIVE_INFINITY) < endsAt; i += 1) {
      const other = others[i];
      if (other === undefined) break;
      length += Math.max(0, Math.min(endsAt, other.endsAt) - Math.max(startsAt, other.startsAt));
      touched ||= other.endsAt > startsAt || other.startsAt === startsAt;
    }
    return { length, touched };
  });
};

/**
 * Stretches of time of which all that was asked for is known: where no row stands for such a one, nothing was counted, and a count is 0. Of any other
 * without a row there is no figure: the daily window or the working days leave it out, it has not begun, or a gap reaches into it.
 */
export const quietKeys = (query: ResolvedQuery, stretches: readonly Interval[]): ReadonlySet<string> => {
  if (!query.byTime) return new Set();
  const buckets = bucketsOf(query);
  const begun = buckets.map(({ startsAt, endsAt }) => ({ startsAt, endsAt: Math.max(startsAt, Math.min(endsAt, query.now)) }));
  const asked = reach(begun, intervalsOf(query));
  const unknown = reach(begun, stretches);
  const quiet = new Set<string>();
  const doubtful = new Set<string>();
  buckets.forEach(({ key }, i) => {
    const isAsked = (asked[i]?.length ?? 0) > 0;
    if (isAsked) quiet.add(key);
    if (isAsked && unknown[i]?.touched === true) doubtful.add(key);
  });
  for (const key of doubtful) quiet.delete(key);
  return quiet;
};

/** Lines have up to 400 places, heat maps a week of quarters of an hour. */
const quietAtMost = 1_000;
/** Those between the first and the last of the rows that have no row, in order; null = too many, or not all rows are there. */
export const quietBetween = (
  query: ResolvedQuery,
  stretches: readonly Interval[],
  rows: readonly string[],
  count: number,
): readonly string[] | null => {
  if (!query.byTime || rows.length < count) return null;
  const [first, last] = [rows.reduce((a, b) => (a < b ? a : b), '~'), rows.reduce((a, b) => (a > b ? a : b), '')];
  const present = new Set(rows);
  const between = [...quietKeys(query, stretches)].filter((key) => key > first && key < last && !present.has(key)).sort();
  return between.length > quietAtMost ? null : between;
};
