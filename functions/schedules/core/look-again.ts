import { firstWaitMs, settleMs, waitStepMs } from '../constants.ts';

/** Epoch ms. */
interface Look {
  readonly now: number;
  readonly dueAt: number;
  readonly waitUntil: number;
  /** Until when its figures need data. */
  readonly needed: number;
  /** Data of that time has not arrived, and had not when it was looked before. */
  readonly isMissing: boolean;
  readonly wasMissing: boolean;
}

/** What is missing at the very moment may be there in a few seconds, later on it takes longer. */
const stepOf = (sinceDue: number): number => (sinceDue < settleMs ? settleMs : sinceDue < firstWaitMs * 2 ? firstWaitMs : waitStepMs);

/**
 * In how many ms a run looks again whether its data is there; null = it goes out now. An agent that is well is heard every ten seconds, so within a
 * minute what is missing is known to be missing, and what is there is in the figures: no run of a schedule waits for less (`leastWaitMs`).
 */
export const lookAgainMs = ({ now, dueAt, waitUntil, needed, isMissing, wasMissing }: Look): number | null => {
  // It came between two looks, however late: it takes the same moment as any other to be in the figures.
  if (wasMissing && !isMissing) return settleMs;
  if (now >= waitUntil) return null;
  const step = isMissing ? stepOf(now - dueAt) : needed + settleMs - now;
  return step <= 0 ? null : Math.max(1_000, Math.min(step, waitUntil - now));
};
