import { describe, expect, it } from 'vitest';
import { figureAt } from './figure-now.ts';

describe('figureAt', () => {
  it('lets a figure grow from its instant on', () => {
    expect(figureAt({ value: 60_000, perMs: 2, asOf: 1_000 }, 4_000)).toBe(66_000);
  });
  it('leaves alone what does not grow, is no number or is not known', () => {
    expect(figureAt({ value: 7, perMs: 0, asOf: 0 }, 9_000)).toBe(7);
    expect(figureAt({ value: null, perMs: 1, asOf: 0 }, 9_000)).toBeNull();
    expect(figureAt({ value: '2026-03-02T09:00:00.000Z', perMs: 1, asOf: 0 }, 9_000)).toBe('2026-03-02T09:00:00.000Z');
  });
  it('does not run backwards when this clock is behind', () => {
    expect(figureAt({ value: 500, perMs: 1, asOf: 10_000 }, 9_000)).toBe(500);
  });
});
