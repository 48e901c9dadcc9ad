import { describe, expect, it } from 'vitest';
import { parsePlace, placeText, stopOfTab } from './figure-places.ts';

it('reads the place that it wrote', () => {
  expect(placeText([12, 3])).toBe('12 3');
  expect(parsePlace('12 3')).toEqual([12, 3]);
});

describe('stopOfTab', () => {
  const rows = [{ gap: 'whole' }, { gap: null }, { gap: 'partly' }] as const;
  const table = { rows, columns: 4, withTotals: true, drawn: { from: 0, to: 3 } };

  it('stays where somebody went', () => {
    expect(stopOfTab([2, 3], table)).toEqual([2, 3]);
    expect(stopOfTab([3, 1], table)).toEqual([3, 1]);
  });

  it('goes to the first figure when there is none: a gap, no such column, no totals', () => {
    expect(stopOfTab([0, 0], table)).toEqual([1, 0]);
    expect(stopOfTab([2, 4], table)).toEqual([1, 0]);
    expect(stopOfTab([3, 1], { ...table, withTotals: false })).toEqual([1, 0]);
  });

  it('follows the rows that are drawn', () => {
    expect(stopOfTab([1, 2], { ...table, drawn: { from: 2, to: 3 } })).toEqual([2, 0]);
  });

  it('is among the totals where all rows are gaps', () => {
    expect(stopOfTab([0, 0], { ...table, rows: rows.slice(0, 1), drawn: { from: 0, to: 1 } })).toEqual([1, 0]);
  });
});
