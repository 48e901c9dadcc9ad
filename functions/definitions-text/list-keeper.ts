import type { TransactWrite } from '../audit/types.ts';

/**
 * The row of a list for one step after the other: each that makes something new goes on from what the step before left, so that others are noticed.
 * @param read the state of the row when the list was read
 */
export const listKeeper = (read: () => Promise<number>, write: (from: number) => TransactWrite) => {
  let steps = 0;
  return async (adds: boolean): Promise<readonly TransactWrite[]> => {
    if (!adds) return [];
    const from = (await read()) + steps;
    steps += 1;
    return [write(from)];
  };
};
