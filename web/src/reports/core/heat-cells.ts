import type { ReportRow } from '../../figures/core/public-types.ts';

export const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

export interface HeatCell {
  /** Row of the report, for its explanation. */
  readonly key: string;
  readonly value: number | null;
  readonly gap: ReportRow['gap'];
}
export interface HeatMap {
  /** Times of day, from the first to the last with anything in it. */
  readonly times: readonly string[];
  /** By time, then by weekday; `leftOut` = there is no figure, as it was not asked for, is to come, or is not fully known. */
  readonly cells: readonly (readonly (HeatCell | 'nothing' | 'leftOut')[])[];
  readonly max: number;
  readonly largest: { readonly time: string; readonly weekday: number; readonly value: number } | null;
}

const keyOf = /^([1-7])T(\d\d:\d\d)/;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/**
 * Rows by call rate period of the week (`1T09:00` = the one from nine on Monday) as a table of times and weekdays.
 * @param quiet keys of those in which nothing was counted
 * @param period call rate period in minutes; null = it was not told, and the smallest step between rows stands for it
 */
export const heatMapOf = (rows: readonly ReportRow[], column: string, quiet: readonly string[], period: number | null): HeatMap => {
  const nothing = new Set(quiet.map((key) => key.slice(0, 7)));
  const found = new Map<string, HeatCell>();
  const minutes = new Set<number>();
  let largest: HeatMap['largest'] = null;
  for (const row of rows) {
    const parts = keyOf.exec(row.key ?? '');
    if (parts === null || row.key === null) continue;
    const [, weekday = '1', time = '00:00'] = parts;
    const value = row.values[column];
    const number = typeof value === 'number' ? value : null;
    found.set(`${weekday} ${time}`, { key: row.key, value: number, gap: row.gap });
    minutes.add(minutesOf(time));
    if (number !== null && (largest === null || number > largest.value)) largest = { time, weekday: Number(weekday) - 1, value: number };
  }
  const sorted = [...minutes].sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return { times: [], cells: [], max: 0, largest: null };
  // Quiet times between the first and the last are rows too.
  const step = period ?? sorted.slice(1).reduce((least, at, i) => Math.min(least, at - (sorted[i] ?? 0)), 60);
  const times = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => timeOf(first + i * step));
  return {
    times,
    cells: times.map((time) =>
      weekdays.map((_, weekday) => found.get(`${weekday + 1} ${time}`) ?? (nothing.has(`${weekday + 1}T${time}`) ? 'nothing' : 'leftOut')),
    ),
    max: Math.max(0, largest?.value ?? 0),
    largest,
  };
};
