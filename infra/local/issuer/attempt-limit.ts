/** Log-in attempts an e-mail address may fail within the window before it has to wait. */
const allowed = 5;
const windowMs = 5 * 60_000;
const kept = 10_000;

/** Slows guessing down: after five failures the address is refused until the first of them is five minutes old. */
export const createAttemptLimit = (now: () => number) => {
  const failures = new Map<string, readonly number[]>();
  const recent = (email: string): readonly number[] => (failures.get(email) ?? []).filter((at) => at > now() - windowMs);
  return {
    /**
     * Begins an attempt, which counts as failed until it succeeds: any number of them at once cannot slip through.
     * @returns seconds to wait; 0 = go ahead
     */
    begin: (email: string): number => {
      const times = recent(email);
      const first = times.at(-allowed);
      if (first !== undefined) return Math.ceil((first + windowMs - now()) / 1000);
      failures.delete(email);
      failures.set(email, [...times, now()]);
      // The addresses tried longest ago go first, so that trying many does not free one.
      for (const oldest of failures.keys()) {
        if (failures.size <= kept) break;
        failures.delete(oldest);
      }
      return 0;
    },
    succeeded: (email: string): void => {
      failures.delete(email);
    },
  };
};
