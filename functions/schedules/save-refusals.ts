import { ProblemError } from '../runtime/problem.ts';
import type { StoredSchedule } from './types.ts';

export const busy = (): ProblemError => new ProblemError('conflict', 'Something else was saved at the same moment: try again.');
export const stale = (found: StoredSchedule, madeFrom: number): ProblemError =>
  new ProblemError(
    'version-mismatch',
    `The change was made from version ${madeFrom}, but version ${found.version} was saved at ${new Date(found.updatedAt).toISOString()}: look at it and make the change again.`,
  );
export const gone = (): ProblemError => new ProblemError('not-found', 'There is no such schedule here.');
