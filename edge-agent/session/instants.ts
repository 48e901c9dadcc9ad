import type { SessionClock } from './ports.ts';

/**
 * Instants of a session: wall clock at the start plus monotonic time since. A jump of the wall clock changes no duration; the
 * heartbeat's measured offset tells how far the start was off.
 */
export const createInstants = (clock: SessionClock): (() => number) => {
  const wall = clock.now();
  const started = clock.monotonic();
  return () => Math.round(wall + (clock.monotonic() - started));
};
