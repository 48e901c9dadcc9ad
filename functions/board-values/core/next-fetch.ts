import { backOffMs } from '../constants.ts';

/** When to fetch again, epoch ms: twice as late after every failure, up to an hour, but never more often than wanted. */
export const computeNextFetch = (now: number, everySeconds: number, failures: number): number => {
  const everyMs = everySeconds * 1_000;
  return now + Math.max(everyMs, Math.min(backOffMs, everyMs * 2 ** Math.min(failures, 12)));
};
