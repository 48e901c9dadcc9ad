import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExtreme } from './extreme.ts';
import { createRollingCount } from './rolling-count.ts';

describe('extremes of numbers that come and go', () => {
  it('are those of the numbers that are there, after every step', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.boolean(), fc.boolean()), { maxLength: 300 }), (steps) => {
        const smallest = createExtreme('min');
        const largest = createExtreme('max');
        const present: number[] = [];
        for (const [value, adds, asks] of steps) {
          const at = present.indexOf(value);
          if (adds || at < 0) {
            present.push(value);
            smallest.add(value);
            largest.add(value);
          } else {
            present.splice(at, 1);
            smallest.remove(value);
            largest.remove(value);
          }
          if (!asks) continue;
          expect(smallest.peek()).toBe(present.length === 0 ? null : Math.min(...present));
          expect(largest.peek()).toBe(present.length === 0 ? null : Math.max(...present));
        }
      }),
    );
  });

  it('stay right while thousands of distinct numbers pass through', () => {
    const smallest = createExtreme('min');
    smallest.add(-1);
    for (let n = 0; n < 20_000; n += 1) {
      smallest.add(n);
      if (n >= 10) smallest.remove(n - 10);
    }
    expect(smallest.peek()).toBe(-1);
    smallest.remove(-1);
    expect(smallest.peek()).toBe(19_990);
    smallest.clear();
    expect(smallest.peek()).toBeNull();
  });
});

describe('a rolling count', () => {
  it('counts what lies within the period before now, as now goes on', () => {
    const count = createRollingCount(100);
    count.add(1_000);
    count.add(1_000);
    count.add(1_050);
    count.add(1_200);
    expect(count.count(1_050)).toBe(3);
    expect(count.count(1_099)).toBe(3);
    expect(count.count(1_100)).toBe(1);
    count.remove(1_000);
    expect(count.count(1_149)).toBe(1);
    expect(count.count(1_150)).toBe(0);
    expect(count.count(1_199)).toBe(0);
    expect(count.count(1_200)).toBe(1);
    count.remove(1_200);
    expect(count.count(1_201)).toBe(0);
  });
});
