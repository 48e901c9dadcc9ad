export interface Timer {
  cancel(): void;
}

/** The PBX's time. All simulated behaviour waits on one of these, never on the machine's clock directly. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  after(ms: number, run: () => void): Timer;
}

/** The machine's clock, `speed` times as fast, starting at `startAt` (default: now). */
export const createScaledClock = (speed = 1, startAt?: number): Clock => {
  const realStart = Date.now();
  const start = startAt ?? realStart;
  return {
    now: () => Math.round(start + (Date.now() - realStart) * speed),
    after: (ms, run) => {
      const handle = setTimeout(run, Math.max(0, ms / speed));
      return { cancel: () => clearTimeout(handle) };
    },
  };
};
