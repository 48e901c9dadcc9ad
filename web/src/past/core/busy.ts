import type { ReportRow } from '../../figures/core/public-types.ts';
import { instantOf } from '../../time/core/zone.ts';
import type { PastDay } from './past-day.ts';

/** A call rate period of a day: how busy it was beside its busiest, 0 to 1. */
export interface BusyBar {
  readonly at: number;
  /** Share of the day at which it begins, and how much of the day it is. */
  readonly from: number;
  readonly width: number;
  readonly share: number;
  readonly calls: number;
}
/** Bars of the day from a report of calls by call rate periods of so many minutes (keys such as `2026-03-02T09:30`, in the site's time). */
export const busyBars = (rows: readonly ReportRow[], column: string, zone: string, day: PastDay, period: number): readonly BusyBar[] => {
  const found = rows.flatMap(({ key, values }) => {
    const m = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(key ?? '');
    const calls = values[column];
    if (m === null || typeof calls !== 'number') return [];
    const [year = 0, month = 1, of = 1, hour = 0, minute = 0] = m.slice(1).map(Number);
    const at = instantOf(zone, { year, month, day: of, hour, minute, second: 0 });
    return at < day.start || at >= day.end ? [] : [{ at, calls }];
  });
  const most = Math.max(1, ...found.map(({ calls }) => calls));
  const length = day.end - day.start;
  return found.map(({ at, calls }) => ({
    at,
    from: (at - day.start) / length,
    width: (period * 60_000) / length,
    share: calls / most,
    calls,
  }));
};
