import type { DurationFormat, GroupingFormat } from '../../domain/report.ts';
import type { StatisticType, StatisticUnit } from '../../statistics/catalogue.ts';

/** Durations in ms, percentages as fractions, instants in epoch ms. */
export type FileCell = string | number | boolean | null;
export type FileRow = readonly FileCell[];

/** A column as files need to know it. */
export interface FileColumn {
  readonly id: string;
  readonly name: string;
  readonly header: string;
  readonly type: StatisticType | 'key';
  readonly unit: StatisticUnit;
  readonly display: GroupingFormat | DurationFormat | null;
  /** In characters. */
  readonly width: number | null;
}

/** Whose calls a file holds, by their names. */
export interface FilePlace {
  readonly customer: string;
  readonly site: string;
}

/** What every file says of itself before or beside its rows. */
export interface FileFacts {
  readonly range: { readonly from: number; readonly to: number; readonly asAt: number };
  readonly timeZone: string;
  /** Absent of rows that were kept before it was told. */
  readonly place?: FilePlace;
  readonly templateName: string;
  readonly counts: string;
  readonly filterWords: string | null;
  /** Of whom sees some business units alone: which; absent of rows that were kept before it was told. */
  readonly limitedTo?: string | null;
  readonly windowWords: string | null;
  readonly rows: number;
  readonly gaps: readonly {
    readonly cause: string;
    readonly startedAt: string;
    readonly endedAt: string | null;
    readonly detail: string | null;
  }[];
  readonly incomplete: boolean;
  readonly restatedAt: number | null;
  readonly notes: readonly string[];
}

export interface FileLogo {
  readonly contentType: 'image/png' | 'image/jpeg';
  readonly bytes: Uint8Array;
}

/** Numbers of one column over the rows that a bar or line chart shows. */
export interface ChartSeries {
  readonly name: string;
  readonly unit: StatisticUnit;
  readonly values: readonly (number | null)[];
}
export interface SeriesChart {
  readonly kind: 'bar' | 'line';
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
}
/** `values[row][column]`, e.g. a row for each day of the week and a column for each hour. */
export interface HeatChart {
  readonly kind: 'heatMap';
  readonly name: string;
  readonly unit: StatisticUnit;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly values: readonly (readonly (number | null)[])[];
}
export type DrawnChart = SeriesChart | HeatChart;
