import { createExtreme, type Extreme } from './extreme.ts';

/** How many instants lie within one period before now, kept as now goes on. */
export interface RollingCount {
  readonly add: (at: number) => void;
  readonly remove: (at: number) => void;
  /** `now - period < at <= now`. `now` never goes back. */
  readonly count: (now: number) => number;
}

/** Each instant enters once and expires once, whatever happens between: O(1) amortised for instants that come in order, else O(log n). */
export const createRollingCount = (periodMs: number): RollingCount => {
  const counts = new Map<number, number>();
  const ahead: Extreme = createExtreme('min');
  const inside: Extreme = createExtreme('min');
  let reached = Number.NEGATIVE_INFINITY;
  let total = 0;

  const advance = (now: number): void => {
    if (now <= reached) return;
    reached = now;
    for (let at = ahead.peek(); at !== null && at <= now; at = ahead.peek()) {
      ahead.remove(at);
      if (at <= now - periodMs) counts.delete(at);
      else {
        inside.add(at);
        total += counts.get(at) ?? 0;
      }
    }
    for (let at = inside.peek(); at !== null && at <= now - periodMs; at = inside.peek()) {
      inside.remove(at);
      total -= counts.get(at) ?? 0;
      counts.delete(at);
    }
  };

  const change = (at: number, by: 1 | -1): void => {
    if (at <= reached - periodMs) return;
    const before = counts.get(at) ?? 0;
    const after = before + by;
    if (after < 0) return;
    const queue = at <= reached ? inside : ahead;
    if (before === 0) queue.add(at);
    if (after === 0) {
      queue.remove(at);
      counts.delete(at);
    } else counts.set(at, after);
    if (queue === inside) total += by;
  };

  return {
    add: (at) => change(at, 1),
    remove: (at) => change(at, -1),
    count: (now) => {
      advance(now);
      return total;
    },
  };
};
