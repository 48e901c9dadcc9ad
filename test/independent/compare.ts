import type { Figures, Report } from './compute-report.ts';

export interface Difference {
  readonly key: string | null;
  readonly column: string;
  readonly ours: number | null;
  readonly theirs: number | string | boolean | null;
}
interface ProductItem {
  readonly key: string | null;
  readonly name: string | null;
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
}
interface ProductAnswer {
  readonly items: readonly ProductItem[];
  readonly totals: ProductItem['values'] | null;
  readonly columns: readonly { readonly id: string; readonly type: string }[];
}

/** Fractions to 1e-9, everything else exactly. */
const same = (ours: number | null, theirs: ProductItem['values'][string], type: string): boolean => {
  if (ours === null || theirs === null) return ours === theirs;
  if (typeof theirs === 'string') return Date.parse(theirs) === ours;
  if (typeof theirs === 'boolean') return false;
  return type === 'percentage' ? Math.abs(ours - theirs) <= 1e-9 : ours === theirs;
};

const compareFigures = (key: string | null, ours: Figures, theirs: ProductItem['values'], answer: ProductAnswer): Difference[] =>
  answer.columns.flatMap(({ id, type }) => {
    const [a, b] = [ours[id] ?? null, theirs[id] ?? null];
    return id in ours && id in theirs && same(a, b, type) ? [] : [{ key, column: id, ours: a, theirs: b }];
  });

/** Every key, every column and the totals row, both ways. A missing row is the difference `row`. */
export const compareReports = (ours: Report, answer: ProductAnswer): Difference[] => {
  // The product's key of a "(none)" or "(withheld)" row is the empty text.
  const theirs = new Map(answer.items.map((item) => [item.key === '' ? null : item.key, item]));
  const keys = [...new Set([...ours.rows.keys(), ...theirs.keys()])];
  const rows = keys.flatMap((key) => {
    const [mine, item] = [ours.rows.get(key), theirs.get(key)];
    if (mine === undefined || item === undefined)
      return [{ key, column: 'row', ours: mine === undefined ? null : 1, theirs: item === undefined ? null : 1 }];
    const name = mine.name === item.name ? [] : [{ key, column: `name: ${mine.name}`, ours: null, theirs: item.name }];
    return [...name, ...compareFigures(key, mine.values, item.values, answer)];
  });
  return [...rows, ...compareFigures('(totals)', ours.totals, answer.totals ?? {}, answer)];
};
