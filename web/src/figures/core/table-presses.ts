import type { ReportColumn, ReportRow } from './public-types.ts';

/** A head was pressed: `add` = with Shift, beside the columns that are sorted by. */
export type PressHead = (column: string, largestFirst: boolean, add: boolean) => void;

/** What was pressed: a column, and a row, or null for the totals. */
export type AskWhy = (column: ReportColumn, row: ReportRow | null) => void;
