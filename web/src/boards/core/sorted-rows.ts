import type { Row } from './grid-rows.ts';

/** Numbers of devices by their value, words whatever their case. */
export const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

export interface Sort {
  readonly column: number;
  readonly descending: boolean;
}

/** By what stands in a column; what is not known comes last either way, and equal rows keep their order. */
export const sortedRows = (rows: readonly Row[], sort: Sort | null): readonly Row[] => {
  if (sort === null) return rows;
  const sign = sort.descending ? -1 : 1;
  const by = (row: Row): number | string | null => row.cells[sort.column]?.by ?? null;
  return [...rows].sort((a, b) => {
    const [x, y] = [by(a), by(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(String(x), String(y)));
  });
};
