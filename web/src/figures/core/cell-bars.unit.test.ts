import { describe, expect, it } from 'vitest';
import { barColumnOf, barMaxOf } from './cell-bars.ts';

const columns = [
  { id: 'share', type: 'percentage' },
  { id: 'calls', type: 'count' },
  { id: 'talk', type: 'duration' },
] as const;

describe('barColumnOf', () => {
  it('follows the order of rows where that is a sum', () => {
    expect(barColumnOf(columns, 'talk')).toBe('talk');
  });
  it('is the first sum where rows are in another order, or none', () => {
    expect(barColumnOf(columns, 'share')).toBe('calls');
    expect(barColumnOf(columns, undefined)).toBe('calls');
  });
  it('is none where nothing is a sum', () => {
    expect(barColumnOf(columns.slice(0, 1), 'share')).toBeNull();
  });
});

it('measures by the largest value, whatever is missing', () => {
  expect(barMaxOf([{ values: { calls: 3 } }, { values: { calls: null } }, { values: {} }, { values: { calls: 7 } }], 'calls')).toBe(7);
  expect(barMaxOf([], 'calls')).toBe(0);
});
