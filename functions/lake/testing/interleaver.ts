/** Runs actors so that which of them makes the next step is decided by `pick`: every order of steps can happen, and happens again by seed. */
export interface Interleaver {
  /** To be awaited before each effect: resolves when it is the caller's turn. */
  readonly turn: () => Promise<void>;
  /** Resolves when all actors are through; their failures are the caller's business. */
  readonly run: (actors: readonly Promise<unknown>[]) => Promise<void>;
}

const microtasks = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const createInterleaver = (pick: (n: number) => number): Interleaver => {
  const waiting: (() => void)[] = [];
  let running = false;
  return {
    turn: () => (running ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
    run: async (actors) => {
      running = true;
      let left = actors.length;
      const through = (): void => {
        left -= 1;
      };
      for (const actor of actors) actor.then(through, through);
      await microtasks();
      while (left > 0) {
        const [next] = waiting.splice(pick(waiting.length), 1);
        next?.();
        await microtasks();
      }
      running = false;
    },
  };
};
