import { Temporal } from 'temporal-polyfill';

export interface BulkPart {
  readonly from: number;
  readonly to: number;
  /** `2026-03`. */
  readonly month: string;
}
const two = (n: number): string => String(n).padStart(2, '0');

/** A range cut at the beginnings of months in the site's zone. */
export const monthParts = (from: number, to: number, timeZone: string): readonly BulkPart[] => {
  const parts: BulkPart[] = [];
  for (let at = from; at < to; ) {
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
    const next = local.with({ day: 1 }).add({ months: 1 }).startOfDay().epochMilliseconds;
    const end = Math.min(next, to);
    parts.push({ from: at, to: end, month: `${local.year}-${two(local.month)}` });
    at = end;
  }
  return parts;
};

/** Stretches with at most so many rows each, cut at hours: a file is as long as people can open. `counts` by the hour's begin, ascending. */
export const splitByRows = (
  part: Pick<BulkPart, 'from' | 'to'>,
  counts: readonly { readonly at: number; readonly rows: number }[],
  most: number,
): readonly { readonly from: number; readonly to: number; readonly rows: number }[] => {
  const cuts: { from: number; to: number; rows: number }[] = [];
  let current = { from: part.from, to: part.to, rows: 0 };
  for (const { at, rows } of counts) {
    if (current.rows > 0 && current.rows + rows > most) {
      cuts.push({ ...current, to: at });
      current = { from: at, to: part.to, rows: 0 };
    }
    current.rows += rows;
  }
  if (current.rows > 0) cuts.push(current);
  return cuts;
};
