/** Log-in attempts an e-mail address may fail within the window before it has to wait. */
const allowed = 5;
const windowMs = 5 * 60_000;
const kept = 10_000;

/** Slows guessing down: after five failures the address is refused until the first of them is five minutes old. */
export const createAttemptLimit = (now: () => number) => {
  const failures = new Map<string, readonly number[]>();
  const recent = (email: string): readonly number[] => (failures.get(email) ?? []).filter((at) => at > now() - windowMs);
  return {
    /** Seconds to wait; 0 = may try. */
    waitSeconds: (email: string): number => {
      const times = recent(email);
      const first = times.at(-allowed);
      return first === undefined ? 0 : Math.ceil((first + windowMs - now()) / 1000);
    },
    failed: (email: string): void => {
      if (failures.size > kept) failures.clear();
      failures.set(email, [...recent(email), now()]);
    },
    succeeded: (email: string): void => {
      failures.delete(email);
    },
  };
};
