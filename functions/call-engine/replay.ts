/** Published door of the call engine for looking back: the state of a site at a past instant, and what it published on the way there. */
export { liveStateOf } from './core/live-state.ts';
export { rowsOfState } from './core/rows-of-state.ts';
export { composeReplay } from './replay/compose-replay.ts';
export { createOpenReplay, type OpenReplay, type Replay, type ReplayedMoment, ReplayTooLong } from './replay/open-replay.ts';
