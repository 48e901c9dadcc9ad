import { lateAfterMs } from '../constants.ts';

export const screenStates = ['online', 'late', 'neverSeen'] as const;
export type ScreenState = (typeof screenStates)[number];

/** Screens report every 30 s. */
export const computeScreenState = (lastSeenAt: number | null, now: number): ScreenState =>
  lastSeenAt === null ? 'neverSeen' : now - lastSeenAt > lateAfterMs ? 'late' : 'online';
