import type { Call, Segment } from '../../domain/segment.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import { configIndexOf } from './config-index.ts';
import { toSegmentRow } from './segment-row.ts';
import { sharedOf } from './shared-facts.ts';
import type { EngineState } from './state.ts';

/** Rows of the calls that go on in a state, as they were told last. */
export const rowsOfState = (
  state: EngineState,
  config: SiteConfig,
): readonly { readonly call: Call; readonly segments: readonly Segment[] }[] => {
  const view = { state, config, index: configIndexOf(config) };
  return Object.values(state.calls).flatMap((call) => {
    if (call.published === null) return [];
    const shared = sharedOf(view, call);
    return [{ call: call.published, segments: call.segments.map((segment) => toSegmentRow(view, call, shared, segment)) }];
  });
};
