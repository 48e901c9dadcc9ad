import type { Emitted, Gap } from '../domain/engine-output.ts';
import { withoutErasedTexts } from '../domain/erased.ts';
import type { LiveCall } from '../domain/live.ts';
import type { Call, Segment, StatusRow } from '../domain/segment.ts';
import type { SiteRows } from '../live/site-figures.ts';

/** A call with its segments. */
export interface CallRows {
  readonly call: Call;
  readonly segments: readonly Segment[];
}
/** What history says today, and what a checkpoint knew. */
export interface RowsAtStart {
  /** Instant of the checkpoint, epoch ms. */
  readonly at: number;
  readonly history: { readonly calls: readonly CallRows[]; readonly status: readonly StatusRow[]; readonly gaps: readonly Gap[] };
  /** Calls that went on, as they were told last, and gaps that were open. */
  readonly open: {
    readonly calls: readonly CallRows[];
    readonly gaps: readonly Gap[];
    /** Agents whose call was cleared so shortly before that it is not told yet what they became; by agent, with the instant. */
    readonly clearing: ReadonlyMap<string, number>;
  };
}

/** Emitted rows as history keeps them: where nothing but an erased text stands, nothing stands. */
export const withoutErased = (emitted: readonly Emitted[]): readonly Emitted[] =>
  emitted.map((one) => ('row' in one ? ({ ...one, row: withoutErasedTexts(one.row) } as Emitted) : one));

/**
 * Rows of a site at a past moment. Calls that had ended at the checkpoint come from history as it is now; what went on then, and
 * everything later, from the replay: history knows more of it than was known.
 */
export const createPastRows = ({ at, history, open }: RowsAtStart) => {
  const calls = new Map<string, { call: Call | null; readonly segments: Map<number, Segment> }>();
  const status = new Map<string, StatusRow>();
  const gaps = new Map<string, Gap>();
  const put = ({ call, segments }: CallRows): void =>
    void calls.set(call.logicalCallId, { call, segments: new Map(segments.map((segment) => [segment.segmentNo, segment])) });
  const entry = (id: string) => {
    const known = calls.get(id) ?? { call: null, segments: new Map<number, Segment>() };
    calls.set(id, known);
    return known;
  };
  for (const one of history.calls) if (one.call.endedAt !== null && one.call.endedAt <= at) put(one);
  const isTold = ({ agent, at: since, status: became }: StatusRow): boolean =>
    !(agent !== null && open.clearing.get(agent) === since && (became === 'free' || became === 'wrap'));
  for (const row of history.status) if (row.at <= at && isTold(row)) status.set(row.statusId, row);
  for (const gap of history.gaps) if (gap.startedAt <= at && gap.endedAt !== null && gap.endedAt <= at) gaps.set(gap.gapId, gap);
  for (const one of open.calls) put(one);
  for (const gap of open.gaps) gaps.set(gap.gapId, gap);

  return {
    apply: (emitted: readonly Emitted[]): void => {
      for (const one of emitted)
        switch (one.type) {
          case 'segment':
            entry(one.row.logicalCallId).segments.set(one.row.segmentNo, one.row);
            break;
          case 'segmentRetired': {
            const dot = one.segmentId.lastIndexOf('.');
            entry(one.segmentId.slice(0, dot)).segments.delete(Number(one.segmentId.slice(dot + 1)));
            break;
          }
          case 'call':
            entry(one.row.logicalCallId).call = one.row;
            break;
          case 'callRetired':
            entry(one.was.logicalCallId).call = null;
            break;
          case 'status':
            status.set(one.row.statusId, one.row);
            break;
          case 'gap':
            gaps.set(one.gap.gapId, one.gap);
            break;
          case 'live':
          case 'directory':
          case 'anomaly':
            break;
        }
    },
    rows: (live: readonly LiveCall[]): SiteRows => ({
      calls: [...calls.values()].flatMap(({ call, segments }) => (call === null ? [] : [{ call, segments: [...segments.values()] }])),
      status: [...status.values()],
      gaps: [...gaps.values()],
      live,
    }),
  };
};
export type PastRows = ReturnType<typeof createPastRows>;
