import type { NamedRange } from './calendar/named-range.ts';
import type { DailyWindow } from './calendar/window-intervals.ts';

export interface ExplainOf {
  readonly site: string;
  readonly statistic: string;
  readonly template: string;
  readonly range: { readonly from: string; readonly to: string } | NamedRange;
  readonly filter: unknown;
  readonly dailyWindow: DailyWindow | null;
  readonly format: string | null;
  /** Rows are stretches of time although the template is grouped by something else. */
  readonly over?: string | null;
  /** Told by another version of the service level than the newest within the range. */
  readonly serviceLevelVersion?: number | null;
}

/** Where a figure explains itself; `&key=` names one row of the report. A path, so that it holds wherever the API stands. */
export const explainPath = ({
  site,
  statistic,
  template,
  range,
  filter,
  dailyWindow,
  format,
  over = null,
  serviceLevelVersion = null,
}: ExplainOf): string => {
  const query = new URLSearchParams({ statistic, template });
  if ('named' in range) {
    query.set('named', range.named);
    if (range.days !== undefined) query.set('days', String(range.days));
  } else {
    query.set('from', range.from);
    query.set('to', range.to);
  }
  if (filter !== null && filter !== undefined) query.set('filter', JSON.stringify(filter));
  if (dailyWindow !== null) {
    query.set('windowFrom', dailyWindow.from);
    query.set('windowTo', dailyWindow.to);
  }
  if (format !== null) query.set('format', format);
  if (over !== null) query.set('over', over);
  if (serviceLevelVersion !== null) query.set('serviceLevelVersion', String(serviceLevelVersion));
  return `/v1/sites/${encodeURIComponent(site)}/explain?${query.toString()}`;
};
