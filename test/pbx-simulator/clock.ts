export interface Timer {
  cancel(): void;
}

/** The PBX's time. All simulated behaviour waits on one of these, never on the machine's clock directly. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  after(ms: number, run: () => void): Timer;
}

export interface ScaledClock extends Clock {
  /** Cancels every timer, and those set later. */
  stop(): void;
}

/** The machine's clock, `speed` times as fast, starting at `startAt` (default: now). */
export const createScaledClock = (speed = 1, startAt?: number): ScaledClock => {
  const realStart = Date.now();
  const start = startAt ?? realStart;
  const waiting = new Set<NodeJS.Timeout>();
  let stopped = false;
  return {
    now: () => Math.round(start + (Date.now() - realStart) * speed),
    after: (ms, run) => {
      if (stopped) return { cancel: () => undefined };
      const handle = setTimeout(
        () => {
          waiting.delete(handle);
          run();
        },
        Math.max(0, ms / speed),
      );
      waiting.add(handle);
      return {
        cancel: () => {
          waiting.delete(handle);
          clearTimeout(handle);
        },
      };
    },
    stop: () => {
      stopped = true;
      for (const handle of waiting) clearTimeout(handle);
      waiting.clear();
    },
  };
};
