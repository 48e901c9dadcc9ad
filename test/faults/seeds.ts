/** Seeds of a fault test: `usual` of them, or as many as FAULT_SEEDS says, from FAULT_FIRST_SEED (default 1) on. */
export const seedsOf = (usual: number): readonly number[] => {
  const count = Number(process.env.FAULT_SEEDS ?? usual);
  const first = Number(process.env.FAULT_FIRST_SEED ?? 1);
  return Array.from({ length: count }, (_, i) => first + i);
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
