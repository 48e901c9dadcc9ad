/** Smallest or largest of numbers that come and go. */
export interface Extreme {
  readonly add: (value: number) => void;
  /** Of a value that was added before. */
  readonly remove: (value: number) => void;
  /** Null when there is none. */
  readonly peek: () => number | null;
  readonly clear: () => void;
}

/**
 * A heap of the distinct values beside a count of each: a removed value stays in the heap until it comes up, or until such are half of
 * it. O(log n) amortised; memory by distinct values present.
 */
export const createExtreme = (which: 'min' | 'max'): Extreme => {
  const sign = which === 'min' ? 1 : -1;
  let heap: number[] = [];
  const counts = new Map<number, number>();
  let absent = 0;

  const siftUp = (from: number): void => {
    const value = heap[from] as number;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as number;
      if (above <= value) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = value;
  };
  const siftDown = (from: number): void => {
    const value = heap[from] as number;
    const size = heap.length;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && (heap[child + 1] as number) < (heap[child] as number)) child += 1;
      const below = heap[child] as number;
      if (below >= value) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = value;
  };
  const pop = (): void => {
    const last = heap.pop() as number;
    if (heap.length === 0) return;
    heap[0] = last;
    siftDown(0);
  };
  const sweep = (): void => {
    for (const [key, count] of counts) if (count === 0) counts.delete(key);
    // A sorted list is a heap.
    heap = [...counts.keys()].sort((a, b) => a - b);
    absent = 0;
  };

  return {
    add: (value) => {
      const key = value * sign;
      const count = counts.get(key);
      counts.set(key, (count ?? 0) + 1);
      if (count === undefined) {
        heap.push(key);
        siftUp(heap.length - 1);
      } else if (count === 0) absent -= 1;
    },
    remove: (value) => {
      const key = value * sign;
      const count = counts.get(key) ?? 0;
      if (count === 0) return;
      counts.set(key, count - 1);
      if (count > 1) return;
      absent += 1;
      if (absent > 16 && absent * 2 > heap.length) sweep();
    },
    peek: () => {
      for (;;) {
        const top = heap[0];
        if (top === undefined) return null;
        // Plus 0: what was turned round and back must not be -0.
        if ((counts.get(top) ?? 0) > 0) return top * sign + 0;
        counts.delete(top);
        absent -= 1;
        pop();
      }
    },
    clear: () => {
      heap = [];
      counts.clear();
      absent = 0;
    },
  };
};
