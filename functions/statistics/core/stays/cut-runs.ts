import { type Held, isOtherMessage, isSameHeld, type Run } from './runs.ts';
import { type Stop, stopAround } from './stops.ts';

/** A run, or what an outage left of it. */
export interface Piece extends Run {
  readonly held: Held;
}

/** The run that was going on as an outage began. */
const heldAt = (runs: readonly Run[], at: number): Held | null =>
  runs.find(({ from, to }) => from <= at && (to === null || at < to))?.held ?? null;

/** The run began while the clock stood, but the same had held before: it only goes on. */
const resumes = (runs: readonly Run[], run: Run, stops: readonly Stop[]): boolean => {
  const stop = stopAround(stops, run.from);
  return stop !== undefined && isSameHeld(heldAt(runs, stop.from), run.held);
};

/** As the run says; of one that began while the clock stood, what held as it stopped is what was before. */
const isMessageOnly = (runs: readonly Run[], run: Run, stops: readonly Stop[]): boolean => {
  const stop = stopAround(stops, run.from);
  return stop === undefined ? run.messageOnly : isOtherMessage(heldAt(runs, stop.from), run.held);
};

/** What is left of [from, to) without the outages. */
const without = (stops: readonly Stop[], from: number, to: number | null): readonly { from: number; to: number | null }[] => {
  const left: { from: number; to: number | null }[] = [];
  let begin = from;
  for (const stop of stops) {
    if (stop.to <= begin) continue;
    if (to !== null && stop.from >= to) break;
    if (stop.from > begin) left.push({ from: begin, to: stop.from });
    begin = stop.to;
  }
  if (begin < Number.POSITIVE_INFINITY && (to === null || begin < to)) left.push({ from: begin, to });
  return left;
};

/**
 * Who logged off during an outage, as the resync told, left then although the clock had stopped before: an instant without length, so
 * that the log-off is not lost.
 */
const leftInOutage = (runs: readonly Run[], run: Piece, stops: readonly Stop[]): readonly Piece[] => {
  if (run.held.state !== 'onDuty' || !run.exit || run.to === null) return [];
  const stop = stopAround(stops, run.to);
  if (stop === undefined || heldAt(runs, stop.to) !== null) return [];
  return [{ ...run, from: run.to, to: run.to, entry: false, messageOnly: false, exit: true }];
};

/**
 * Runs with the outages cut out (rule set 1 §8.16): the clock stops, afterwards the state goes on without a new entry. A state that was
 * reported during an outage is entered at its end, unless it is the one from before.
 */
export const cutRuns = (runs: readonly Run[], stops: readonly Stop[]): readonly Piece[] =>
  runs.flatMap((run) => {
    const { held } = run;
    if (held === null) return [];
    const entry = run.entry && !resumes(runs, run, stops);
    const messageOnly = entry && isMessageOnly(runs, run, stops);
    const pieces = without(stops, run.from, run.to).map(({ from, to }, index) => ({
      ...run,
      held,
      from,
      to,
      entry: entry && index === 0,
      messageOnly: messageOnly && index === 0,
      exit: run.exit && to === run.to,
    }));
    return [...pieces, ...leftInOutage(runs, { ...run, held }, stops)];
  });
