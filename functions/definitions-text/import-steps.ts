import type { TransactWrite } from '../audit/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { writesAtMost } from './constants.ts';
import { overtakenText, type TextChange } from './text-changes.ts';

/** One thing of a text with what saves it. */
export interface Piece<K extends string = string> {
  readonly told: TextChange<K>;
  readonly writes: readonly TransactWrite[];
}
/** What holds together: all of its things or none. */
export interface ImportStep {
  readonly things: readonly TextChange[];
  /** `false`, or a ProblemError `conflict`: somebody was faster. */
  readonly run: () => Promise<boolean>;
}

/**
 * Cuts things into transactions, in the order given, so that what is referred to comes before what refers to it. All that fits into one is in one.
 * @param around writes that come with these things, such as their rows in the audit
 */
export const intoSteps = <P extends Piece>(pieces: readonly P[], around: (pieces: readonly P[]) => number): readonly (readonly P[])[] => {
  const steps: P[][] = [];
  let size = 0;
  for (const piece of pieces) {
    const last = steps.at(-1);
    size += piece.writes.length;
    if (last !== undefined && size + around([...last, piece]) <= writesAtMost) last.push(piece);
    else {
      steps.push([piece]);
      size = piece.writes.length;
    }
  }
  return steps;
};

const named = (things: readonly TextChange[]): string => things.map(({ kind, id }) => `${kind} ${id}`).join(', ');

/** Says of each thing whether it is there, as some of them are. */
const stopped = (steps: readonly ImportStep[], at: number, cause: unknown): ProblemError => {
  const done = steps.slice(0, at).flatMap(({ things }) => things);
  const left = steps.slice(at).flatMap(({ things }) => things);
  const isOvertaken = cause === null || (cause instanceof ProblemError && cause.code === 'conflict');
  const why = isOvertaken
    ? 'somebody changed some of it at the same moment'
    : 'it could not be written, or there was no answer whether it was';
  return new ProblemError(
    isOvertaken ? 'conflict' : 'unavailable',
    `The import stopped at step ${at + 1} of ${steps.length}: ${why}. Import the text again: what is there already stays as it is. Done (${done.length}): ${named(done)}. Not done (${left.length}): see errors.`,
    {
      errors: left.map(({ kind, id, name }) => ({
        pointer: `#/${kind}s/${id}`,
        detail: `The ${kind} "${name}" was not imported.`,
        in: 'body',
      })),
      ...(cause === null ? {} : { cause }),
    },
  );
};

/**
 * Does one step after the other. Where the first does not hold, nothing was done, and the error is as it comes.
 * @throws ProblemError `conflict`, `unavailable` which name what was done, and in `errors` each thing that was not
 */
export const runSteps = async (steps: readonly ImportStep[], what: string): Promise<void> => {
  for (const [at, { run }] of steps.entries()) {
    let cause: unknown = null;
    try {
      if (await run()) continue;
      if (at === 0) throw overtakenText(what);
    } catch (error) {
      if (at === 0) throw error;
      cause = error;
    }
    throw stopped(steps, at, cause);
  }
};
