export interface Rounds {
  /** The first one of its kind in the process. */
  readonly coldMs: number;
  readonly medianMs: number;
  readonly rounds: readonly number[];
  /** Time of all cores in the median round: what other work on the machine does not change much. */
  readonly cpuMs: number;
}
export const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Once cold, then so many rounds. */
export const timed = async (rounds: number, work: () => Promise<unknown>): Promise<Rounds> => {
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const before = process.cpuUsage();
    const from = performance.now();
    await work();
    wall.push(Math.round(performance.now() - from));
    const { user, system } = process.cpuUsage(before);
    cpu.push(Math.round((user + system) / 1000));
  }
  return { coldMs: wall[0] ?? 0, medianMs: median(wall.slice(1)), rounds: wall.slice(1), cpuMs: median(cpu.slice(1)) };
};
