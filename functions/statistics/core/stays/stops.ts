import type { Gap } from '../../../domain/engine-output.ts';

/** A time in which clocks stand still: [from, to). */
export interface Stop {
  readonly from: number;
  readonly to: number;
}

const stopsClock: Readonly<Record<Gap['cause'], boolean>> = { linkDown: true, agentDown: true, nodeDown: true, numbersLost: false };

/** Outages as times apart from each other, in order; one that goes on has no end (rule set 1 §8.16). Numbers lost are no outage. */
export const stopsOf = (gaps: readonly Gap[]): readonly Stop[] => {
  const stops: { from: number; to: number }[] = [];
  const outages = gaps.filter(({ cause }) => stopsClock[cause]).sort((a, b) => a.startedAt - b.startedAt);
  for (const { startedAt, endedAt } of outages) {
    const last = stops.at(-1);
    const to = Math.max(startedAt, endedAt ?? Number.POSITIVE_INFINITY);
    if (last !== undefined && startedAt <= last.to) last.to = Math.max(last.to, to);
    else stops.push({ from: startedAt, to });
  }
  return stops.filter(({ from, to }) => from < to);
};

/** The outage during which something was reported, its end included: what a resync says is of that instant. */
export const stopAround = (stops: readonly Stop[], at: number): Stop | undefined => stops.find(({ from, to }) => from < at && at <= to);
