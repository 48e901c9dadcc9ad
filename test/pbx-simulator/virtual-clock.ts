import type { Clock } from './clock.ts';

interface Entry {
  at: number;
  order: number;
  run: (() => void) | null;
}

export interface VirtualClock extends Clock {
  /** Instant of the next timer; null when none waits. */
  nextAt(): number | null;
  /** Runs the next timer, moving the clock to it; false when none waits. */
  step(): boolean;
  /** Runs everything due up to and at `instant`, then stands there. */
  runUntil(instant: number): void;
}

const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A clock that moves only when told; timers of one instant run in the order they were set. */
export const createVirtualClock = (startAt: number): VirtualClock => {
  const heap: Entry[] = [];
  let now = startAt;
  let order = 0;

  const push = (entry: Entry): void => {
    let i = heap.push(entry) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(entry, heap[parent] as Entry)) break;
      heap[i] = heap[parent] as Entry;
      i = parent;
    }
    heap[i] = entry;
  };
  const pop = (): Entry | undefined => {
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    let i = 0;
    for (;;) {
      const left = 2 * i + 1;
      if (left >= heap.length) break;
      const right = left + 1;
      const child = right < heap.length && before(heap[right] as Entry, heap[left] as Entry) ? right : left;
      if (!before(heap[child] as Entry, last)) break;
      heap[i] = heap[child] as Entry;
      i = child;
    }
    heap[i] = last;
    return top;
  };
  const dropCancelled = (): void => {
    while (heap[0] !== undefined && heap[0].run === null) pop();
  };
  const nextAt = (): number | null => {
    dropCancelled();
    return heap[0]?.at ?? null;
  };
  const step = (): boolean => {
    dropCancelled();
    const entry = pop();
    if (entry === undefined) return false;
    now = Math.max(now, entry.at);
    entry.run?.();
    return true;
  };

  return {
    now: () => now,
    after: (ms, run) => {
      const entry: Entry = { at: Math.round(now + Math.max(0, ms)), order: order++, run };
      push(entry);
      return {
        cancel: () => {
          entry.run = null;
        },
      };
    },
    nextAt,
    step,
    runUntil: (instant) => {
      for (let at = nextAt(); at !== null && at <= instant; at = nextAt()) step();
      now = Math.max(now, instant);
    },
  };
};
