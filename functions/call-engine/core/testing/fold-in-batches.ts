import type { CallEvent } from '../../../domain/call-event.ts';
import type { Emitted } from '../../../domain/engine-output.ts';
import { applyLiveDelta, emptyLiveState, type LiveState } from '../../../domain/live.ts';
import type { Call, Segment, StatusRow } from '../../../domain/segment.ts';
import type { SiteConfig } from '../../../domain/site-config.ts';
import { type EngineState, foldEvents, initialEngineState } from '../fold-events.ts';
import { lastRowsOf } from './final-rows.ts';

export interface Outcome {
  readonly state: EngineState;
  readonly live: LiveState;
  readonly segments: Readonly<Record<string, Segment>>;
  readonly calls: Readonly<Record<string, Call>>;
  readonly status: Readonly<Record<string, StatusRow>>;
  readonly emitted: readonly Emitted[];
}

/** What a store that keeps the last row of every id holds in the end, and a board that applied every delta shows. */
export const storeOf = (emitted: readonly Emitted[], state: EngineState): Outcome => {
  let live = emptyLiveState(state.at);
  for (const one of emitted) if (one.type === 'live') live = applyLiveDelta(live, one.delta);
  const { segments, calls, status } = lastRowsOf(emitted);
  const rows = { segments: Object.fromEntries(segments), calls: Object.fromEntries(calls), status: Object.fromEntries(status) };
  return { state, live: { ...live, at: state.at }, ...rows, emitted };
};

export interface Cut {
  readonly size: number;
  /** How often the batch is delivered again, and whether the state went through its store in between. */
  readonly repeats?: number;
  readonly stored?: boolean;
}

/** Folds in batches of the sizes given, the last of them for all that is left. */
export const foldInBatches = (events: readonly CallEvent[], config: SiteConfig, cuts: readonly Cut[]): Outcome => {
  let state = initialEngineState(config.id);
  const emitted: Emitted[] = [];
  for (let from = 0, i = 0; from < events.length; i++) {
    const cut = cuts[Math.min(i, cuts.length - 1)] ?? { size: events.length };
    const batch = events.slice(from, from + Math.max(1, cut.size));
    for (let times = 0; times <= (cut.repeats ?? 0); times++) {
      const result = foldEvents(state, batch, config);
      state = cut.stored === true ? (JSON.parse(JSON.stringify(result.state)) as EngineState) : result.state;
      emitted.push(...result.emitted);
    }
    from += batch.length;
  }
  return storeOf(emitted, state);
};
