/** Waits for work to end, but no longer than `graceMs`. */
export const withinGrace = async (work: Promise<unknown>, graceMs: number): Promise<void> => {
  let late: NodeJS.Timeout | undefined;
  const grace = new Promise<void>((resolve) => {
    late = setTimeout(resolve, graceMs);
  });
  await Promise.race([work, grace]);
  clearTimeout(late);
};
