import { ProblemError } from '../runtime/problem.ts';
import { queryWaitMs } from './constants.ts';

/** How DuckDB says that a query was stopped (`queryRunMs`). */
const interrupted = 'INTERRUPT Error';
export const isInterrupt = (error: unknown): boolean => error instanceof Error && error.message.startsWith(interrupted);

export type Gate = <T>(work: () => Promise<T>, owner?: string) => Promise<T>;

/**
 * Lets so many pieces of work run at once. The others wait in order, but owners take turns: whoever asks a hundred things at once waits for
 * himself. A piece that fails frees its place; one that waited `waitMs` is given up, as nobody waits for its answer any more.
 * @throws ProblemError `unavailable`
 */
export const createGate = (places: number, waitMs = queryWaitMs): Gate => {
  let free = places;
  /** In the order of their turns. */
  const waiting = new Map<string, (() => void)[]>();

  const leave = (): void => {
    const [turn] = waiting;
    if (turn === undefined) {
      free += 1;
      return;
    }
    const [owner, [next, ...others]] = turn;
    waiting.delete(owner);
    if (others.length > 0) waiting.set(owner, others);
    next?.();
  };
  const place = (owner: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const start = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const giveUp = (): void => {
        const left = (waiting.get(owner) ?? []).filter((one) => one !== start);
        if (left.length === 0) waiting.delete(owner);
        else waiting.set(owner, left);
        reject(new ProblemError('unavailable', 'Too many questions are asked at once: ask again in a moment.'));
      };
      const timer = setTimeout(giveUp, waitMs);
      const mine = waiting.get(owner);
      if (mine === undefined) waiting.set(owner, [start]);
      else mine.push(start);
    });
  return async (work, owner = '') => {
    if (free > 0) free -= 1;
    else await place(owner);
    try {
      return await work();
    } catch (error) {
      if (isInterrupt(error))
        throw new ProblemError('unavailable', 'The answer takes too long: ask for a shorter range, or filter by less.', { cause: error });
      throw error;
    } finally {
      leave();
    }
  };
};
