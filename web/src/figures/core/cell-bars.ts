import type { ReportColumn, ReportRow } from './public-types.ts';

/** The column whose figures are drawn as well: the one rows are sorted by, where it counts or sums, else the first that does. Null = none. */
export const barColumnOf = (columns: readonly Pick<ReportColumn, 'id' | 'type'>[], sortedBy: string | undefined): string | null => {
  const summed = columns.filter(({ type }) => type === 'count' || type === 'duration');
  return (summed.find(({ id }) => id === sortedBy) ?? summed[0])?.id ?? null;
};

/** The largest value of a column, which fills its cell; 0 where there is none. */
export const barMaxOf = (rows: readonly Pick<ReportRow, 'values'>[], column: string): number =>
  rows.reduce((max, { values }) => Math.max(max, Number(values[column] ?? 0) || 0), 0);
