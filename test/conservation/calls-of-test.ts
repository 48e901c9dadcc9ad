/** Calls of a conservation test: so many in `npm test`, or as many as CONSERVATION_CALLS says, in sites of at most 2,500. */
export const sitesOf = (usual: number, sites: number): { readonly calls: number; readonly seeds: readonly number[] } => {
  const wanted = Number(process.env.CONSERVATION_CALLS ?? usual);
  const first = Number(process.env.CONSERVATION_FIRST_SEED ?? 1);
  const many = Math.max(sites, Math.ceil(wanted / 2_500));
  return { calls: Math.ceil(wanted / many), seeds: Array.from({ length: many }, (_, i) => first + i) };
};

/** A long run takes about 2 ms a call, and several times that on a busy machine. */
export const timeoutMs = Math.max(30_000, Number(process.env.CONSERVATION_CALLS ?? 0) * 30);

/** Figures of a long run, for who started it; nothing in `npm test`. */
export const tell = (name: string, figures: Readonly<Record<string, unknown>>): void => {
  if (process.env.CONSERVATION_CALLS !== undefined) process.stdout.write(`${name}: ${JSON.stringify(figures)}\n`);
};
