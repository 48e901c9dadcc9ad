import type { DurationFormat, GroupingFormat, ReportContent, ReportRange } from '../domain/report.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import type { SiteScope } from '../identity/types.ts';
import type { BucketFormat } from '../statistics/calendar.ts';
import type { StatisticType, StatisticUnit } from '../statistics/catalogue.ts';
import type { FilterSpec } from '../statistics/filters.ts';
import type { QueryAnswer } from './query-schemas.ts';

/** Durations in whole ms, percentages as fractions, instants in epoch ms; null = nothing to show, or nothing to divide by. */
export type Cell = string | number | boolean | null;

export interface RowsColumn {
  /** Statistic, or `key` and `keyName` for what a grouped report is grouped by. Unique in the report. */
  readonly id: string;
  /** As the catalogue has it. */
  readonly name: string;
  /** What stands above it: the report's own words, else the catalogue's for this site. Two columns may have the same. */
  readonly header: string;
  /** `yesNo` = true, false, or the text `n/a`. */
  readonly type: StatisticType | 'key';
  readonly unit: StatisticUnit;
  /** Of instants, durations and the key of reports by time, never null there; null for all others. */
  readonly display: GroupingFormat | DurationFormat | null;
  /** In characters; null = what suits the column. */
  readonly width: number | null;
}

/** A report that was asked, with as many rows as it has. `close` in any case, also after `cancel`. */
export interface OpenRows {
  /** In the order shown, the key at its place. */
  readonly columns: readonly RowsColumn[];
  /** Epoch ms; `to` exclusive. `asAt` = the instant the report was asked for. */
  readonly range: { readonly from: number; readonly to: number; readonly asAt: number };
  readonly timeZone: string;
  /** Whose calls they are, by their names: told by who writes files, as a report knows ids alone. */
  readonly place?: { readonly customer: string; readonly site: string };
  readonly templateName: string;
  /** What a row stands for, for people: `calls`, `segments`, `agents`. */
  readonly counts: string;
  readonly filterWords: string | null;
  /** Of whom sees some business units alone: which, in words; absent of rows that were kept before it was told. */
  readonly limitedTo?: string | null;
  readonly windowWords: string | null;
  readonly rows: number;
  /** Of grouped reports, a cell for each column (of the key null); null for lists and for reports of one row. */
  readonly totals: readonly Cell[] | null;
  /** Of reports by time: keys of stretches that were asked for, have begun and are fully known, whether or not they have a row; absent of rows that were kept. */
  readonly quiet?: () => ReadonlySet<string>;
  readonly gaps: QueryAnswer['gaps'];
  readonly incomplete: boolean;
  /** Epoch ms. */
  readonly restatedAt: number | null;
  /** What a reader should know besides, in words. */
  readonly notes: readonly string[];
  /** In the report's order, never more than a batch in memory. May be read again, one reading at a time. */
  readonly batches: (rowsAtOnce: number) => AsyncIterable<readonly (readonly Cell[])[]>;
  /**
   * DuckDB's `COPY` of all rows in order into one file below `directory`. `select` gives an SQL expression for a column, with
   * `AS "name"` where the file names its columns; `sqlName` is the column as it may stand in SQL: VARCHAR for texts and keys, DOUBLE
   * or BIGINT for numbers and instants (epoch ms), and for `yesNo` something whose `CAST(… AS VARCHAR)` is `true`, `false` or `n/a`.
   * `options` = those of `COPY`, without brackets: `FORMAT csv, HEADER true`.
   */
  readonly copy: (select: (column: RowsColumn, sqlName: string) => string, options: string, path: string) => Promise<void>;
  /** An absolute path; made, and nobody else's. Removed by `close`. */
  readonly directory: string;
  readonly close: () => void;
  /** Stops what runs: it rejects with `ProblemError` `unavailable`. */
  readonly cancel: () => void;
}

export interface OpenReportOptions {
  /** Instead of the report's own filter; null = none. A report with a saved filter needs it: whose rights count is the caller's to say. */
  readonly filter?: FilterSpec | Readonly<Record<string, unknown>> | null;
  /** Instead of the report's own range. */
  readonly range?: ReportRange | null;
  /**
   * Rows are stretches of time instead of what the template is grouped by, in order of time whatever the report is sorted by: for lines and
   * heat maps. The only column beside the figures is then `key`, with the stretch as people read it (`Mon 09:30`). Figures of calls only.
   */
  readonly over?: BucketFormat | null;
  readonly asAt: number;
  /** What runs longer is stopped, each run of SQL for itself; default: as long as a request. */
  readonly runMs?: number;
}
/** @throws ProblemError `bad-request` naming what of the report cannot be asked, `unavailable` when it was stopped. */
export type OpenReport = (scope: SiteScope, config: SiteConfig, content: ReportContent, over: OpenReportOptions) => Promise<OpenRows>;
