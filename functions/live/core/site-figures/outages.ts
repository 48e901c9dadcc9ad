import type { Gap } from '../../../domain/engine-output.ts';

/** Ms of [from, to) in which the clocks of states ran: without the outages, of which lost numbers are none (rule set 1 §8.16). */
export const runningMs = (gaps: readonly Gap[], from: number, to: number): number => {
  const outages = gaps
    .filter(({ cause }) => cause !== 'numbersLost')
    .map(({ startedAt, endedAt }) => ({ from: Math.max(from, startedAt), to: Math.min(to, endedAt ?? to) }))
    .sort((a, b) => a.from - b.from);
  let running = Math.max(0, to - from);
  let reached = from;
  for (const outage of outages) {
    running -= Math.max(0, outage.to - Math.max(outage.from, reached));
    reached = Math.max(reached, outage.to);
  }
  return running;
};

/** Gaps that touch [from, to), by start. */
export const gapsWithin = (gaps: Iterable<Gap>, from: number, to: number): readonly Gap[] =>
  [...gaps].filter((gap) => gap.startedAt < to && (gap.endedAt === null || gap.endedAt > from)).sort((a, b) => a.startedAt - b.startedAt);
