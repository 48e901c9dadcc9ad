import { useSyncExternalStore } from 'react';

/** Offset of the cloud's clock from this machine's, measured; and a beat each second for everything that counts. */
export interface Clock {
  /** The cloud's time, epoch ms. */
  readonly now: () => number;
  /** The same, standing still between two beats, so that all counters on a page change together. */
  readonly beat: () => number;
  readonly subscribe: (listener: () => void) => () => void;
}

const remeasureMs = 10 * 60_000;

export const createClock = (serverTime: () => Promise<number | null>, window: Window): Clock => {
  let offset = 0;
  let best = Number.POSITIVE_INFINITY;
  let shown = Date.now();
  let timer: number | null = null;
  const listeners = new Set<() => void>();

  const measure = async (): Promise<void> => {
    const before = Date.now();
    const at = await serverTime();
    const trip = Date.now() - before;
    // The quickest answer has the smallest error; an old measurement loses weight.
    if (at !== null && trip <= best * 2) {
      offset = at - (before + trip / 2);
      best = trip;
    }
    window.setTimeout(() => void measure(), at === null ? 30_000 : remeasureMs);
  };
  void measure();

  const now = (): number => Date.now() + offset;
  const tick = (): void => {
    shown = now();
    for (const listener of listeners) listener();
    timer = window.setTimeout(tick, 1_000 - (shown % 1_000));
  };
  window.document.addEventListener('visibilitychange', () => {
    if (window.document.hidden || timer === null) return;
    window.clearTimeout(timer);
    tick();
  });

  return {
    now,
    beat: () => shown,
    subscribe: (listener) => {
      listeners.add(listener);
      if (timer === null) tick();
      return () => listeners.delete(listener);
    },
  };
};

export const useBeat = (clock: Clock): number => useSyncExternalStore(clock.subscribe, clock.beat);
