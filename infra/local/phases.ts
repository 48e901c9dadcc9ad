/** How long each step of the start took. */
export interface Phases {
  readonly measured: readonly { readonly name: string; readonly ms: number }[];
  during<T>(name: string, run: () => Promise<T>): Promise<T>;
  /** Ms since the process began. */
  total(): number;
}

export const createPhases = (say: (line: string) => void): Phases => {
  const measured: { name: string; ms: number }[] = [];
  return {
    measured,
    during: async (name, run) => {
      const from = performance.now();
      const result = await run();
      const ms = Math.round(performance.now() - from);
      measured.push({ name, ms });
      say(`${name}: ${ms} ms`);
      return result;
    },
    total: () => Math.round(performance.now()),
  };
};
