/** Why the next attempt has to wait: a link that broke comes back soon, a wrong password or a full PBX needs a person. */
export type BackOffReason = 'link' | 'refused';

const limits: Readonly<Record<BackOffReason, { readonly firstMs: number; readonly mostMs: number }>> = {
  link: { firstMs: 1000, mostMs: 60_000 },
  refused: { firstMs: 30_000, mostMs: 600_000 },
};

/**
 * Doubling delay before attempt `failures` + 1, between half and the whole of the step so that agents do not come back in step.
 * @param random in [0, 1)
 * @example backOffMs('link', 3, () => 0) // 2000
 */
export const backOffMs = (reason: BackOffReason, failures: number, random: () => number): number => {
  const { firstMs, mostMs } = limits[reason];
  const step = Math.min(mostMs, firstMs * 2 ** Math.min(Math.max(failures, 1) - 1, 20));
  return Math.round(step * (0.5 + random() * 0.5));
};
