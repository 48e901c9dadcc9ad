import type { Report, ReportRow } from './public-types.ts';

export interface JoinedRows {
  /** Place of the first of them in the whole report, from 0. */
  readonly first: number;
  readonly rows: readonly ReportRow[];
}

/** Pages of a report read backwards from its end; one that reaches into the next gives only what that does not have. */
export const joinPages = (pages: readonly Pick<Report, 'first' | 'items'>[]): JoinedRows => ({
  first: pages[0]?.first ?? 0,
  rows: pages.flatMap(({ first = 0, items }, i) => {
    const next = pages[i + 1]?.first;
    return next === undefined ? items : items.slice(0, Math.max(0, next - first));
  }),
});
