/**
 * Full jitter: a random delay up to the doubled step, so that agents that lost the cloud together do not come back together.
 * @param attempt failures so far, from 1
 * @param random in [0, 1)
 * @example computeBackOffMs(3, () => 0.5) // 400
 */
export const computeBackOffMs = (attempt: number, random: () => number): number =>
  Math.floor(random() * Math.min(30_000, 200 * 2 ** Math.min(attempt - 1, 20)));
