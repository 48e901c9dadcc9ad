import type { Gap, OutboxBatch } from '../../domain/engine-output.ts';
import { epochMs } from '../../domain/ids.ts';
import { applyLiveDelta, emptyLiveState, type LiveState } from '../../domain/live.ts';
import type { Call, Segment, StatusRow } from '../../domain/segment.ts';
import type { SiteRows } from '../core/site-figures/site-figures.ts';

/** All rows of a site as batches leave them: what history and the live state hold together. */
export const createKeptRows = () => {
  const calls = new Map<string, Call>();
  const segments = new Map<string, Segment>();
  const status = new Map<string, StatusRow>();
  const gaps = new Map<string, Gap>();
  let live: LiveState = emptyLiveState(epochMs(0));
  return {
    apply: ({ emitted }: OutboxBatch): void => {
      for (const one of emitted) {
        if (one.type === 'segment') segments.set(one.row.segmentId, one.row);
        else if (one.type === 'segmentRetired') segments.delete(one.segmentId);
        else if (one.type === 'call') calls.set(one.row.logicalCallId, one.row);
        else if (one.type === 'callRetired') calls.delete(one.was.logicalCallId);
        else if (one.type === 'status') status.set(one.row.statusId, one.row);
        else if (one.type === 'gap') gaps.set(one.gap.gapId, one.gap);
        else if (one.type === 'live') live = applyLiveDelta(live, one.delta);
      }
    },
    rows: (): SiteRows => {
      const byCall = new Map<string, Segment[]>();
      for (const segment of segments.values()) byCall.set(segment.logicalCallId, [...(byCall.get(segment.logicalCallId) ?? []), segment]);
      return {
        calls: [...calls.values()].map((call) => ({ call, segments: byCall.get(call.logicalCallId) ?? [] })),
        status: [...status.values()],
        gaps: [...gaps.values()],
        live: Object.values(live.calls),
      };
    },
  };
};
