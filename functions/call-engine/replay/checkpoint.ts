import { checkpointEveryCommits } from '../constants.ts';
import type { EngineState } from '../core/fold-events.ts';
import type { StoredState } from '../ports.ts';

/** A site's state as it was after a commit, with what a fold that goes on from it must know. */
export interface Checkpoint extends StoredState<EngineState> {
  /** Version of the configuration that the last commit was folded with. */
  readonly configVersion: number;
  /** Where every link stood at the latest: epoch ms. */
  readonly at: number;
}

const hourMs = 3_600_000;

/** The newest instant that any link has reached. A clock that was set back counts as it stands now, not as it was. */
export const reachedBy = (state: EngineState): number => Object.values(state.linkTimes).reduce<number>((most, at) => Math.max(most, at), 0);

/** Whether a commit ends an hour or a run of commits. The same commit gives the same answer, whoever makes it again. */
export const isDue = (before: StoredState<EngineState>, after: StoredState<EngineState>): boolean =>
  Math.floor(reachedBy(before.engine) / hourMs) !== Math.floor(reachedBy(after.engine) / hourMs) ||
  Math.floor(before.version / checkpointEveryCommits) !== Math.floor(after.version / checkpointEveryCommits);
