/** Seeds of a fault test: the usual ones, or as many as FAULT_SEEDS says, from FAULT_FIRST_SEED (default 1) on. */
export const seedsOf = (usual: readonly number[]): readonly number[] => {
  const { FAULT_SEEDS: count, FAULT_FIRST_SEED: first = '1' } = process.env;
  return count === undefined ? usual : Array.from({ length: Number(count) }, (_, i) => Number(first) + i);
};

/** In [0, 1); the same seed gives the same row, so that a failure comes again. */
export const createDice = (seed: number): (() => number) => {
  let state = (seed * 7_919 + 12_345) % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

/** A whole number from `low` to `high`, both included. */
export const between = (dice: () => number, low: number, high: number): number => low + Math.floor(dice() * (high - low + 1));
